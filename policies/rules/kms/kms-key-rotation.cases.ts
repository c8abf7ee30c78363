import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { kmsKeyRotation as rule } from "./kms-key-rotation";

const key = (inputs: object) => [resource(aws.key[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it rotates": key({ enableKeyRotation: true }),
    "a symmetric key": key({ customerMasterKeySpec: "SYMMETRIC_DEFAULT", enableKeyRotation: true }),
  },
  fail: {
    "nothing said": [key({}), "enableKeyRotation is not set"],
    "it is off": [key({ enableKeyRotation: false }), "must be true"],
  },
  notApplicable: {
    "a key that signs": key({ customerMasterKeySpec: "RSA_4096" }),
    "a key store of your own": key({ customKeyStoreId: "cks-1" }),
  },
  unknown: { "not known yet": key({ enableKeyRotation: new Unknown("preview") }) },
};
