import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockSourceCustomerKey as rule } from "./bedrock-source-customer-key";

export const cases: RuleCases = {
  rule,
  pass: {
    "a key": [
      resource(aws.dataSource[0], {
        serverSideEncryptionConfiguration: { kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1" },
      }),
    ],
  },
  fail: { none: [[resource(aws.dataSource[0], {})], "kmsKeyArn is not set"] },
  unknown: {
    "not known yet": [
      resource(aws.dataSource[0], {
        serverSideEncryptionConfiguration: { kmsKeyArn: new Unknown("preview") },
      }),
    ],
  },
};
