import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { kmsKeyPolicyWritten as rule } from "./kms-key-policy-written";

const key = (inputs: object = {}) => resource(aws.key[0], { ...inputs }, { id: "1-2-3" });

export const cases: RuleCases = {
  rule,
  pass: {
    "its own": [key({ policy: "{}" })],
    "one beside it": [
      key(),
      resource(aws.keyPolicy[0], { keyId: "1-2-3", policy: "{}" }, { name: "policy" }),
    ],
  },
  fail: { none: [[key()], "no policy"] },
  unknown: {
    "one that may be of it": [
      key(),
      resource(aws.keyPolicy[0], { keyId: new Unknown("preview") }, { name: "policy" }),
    ],
  },
};
