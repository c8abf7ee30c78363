import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudtrailTrailCustomerKey as rule } from "./cloudtrail-trail-customer-key";

const arn = "arn:aws:kms:eu-central-1:111122223333:key/1";

export const cases: RuleCases = {
  rule,
  pass: {
    "a key of this stack": [
      resource(aws.trail[0], { kmsKeyId: arn }),
      resource(aws.key[0], {}, { name: "key", id: arn }),
    ],
  },
  fail: { none: [[resource(aws.trail[0], {})], "kmsKeyId is not set"] },
  unknown: { "not known yet": [resource(aws.trail[0], { kmsKeyId: new Unknown("preview") })] },
};
