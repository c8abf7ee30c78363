import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudwatchGroupCustomerKey as rule } from "./cloudwatch-group-customer-key";

const arn = "arn:aws:kms:eu-central-1:111122223333:key/1";
const key = resource(aws.key[0], {}, { name: "key", id: arn });
const group = (kmsKeyId?: string) => resource(aws.logGroup[0], { kmsKeyId });

export const cases: RuleCases = {
  rule,
  pass: {
    "a key of this stack": [group(arn), key],
    "a key of another": [group("arn:aws:kms:eu-central-1:111122223333:key/2")],
  },
  fail: { none: [[group()], "kmsKeyId is not set"] },
  unknown: { "not known yet": [resource(aws.logGroup[0], { kmsKeyId: new Unknown("preview") })] },
};
