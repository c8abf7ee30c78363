import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockAgentCustomerKey as rule } from "./bedrock-agent-customer-key";

export const cases: RuleCases = {
  rule,
  pass: {
    "a key": [
      resource(aws.agent[0], { customerEncryptionKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1" }),
    ],
  },
  fail: { none: [[resource(aws.agent[0], {})], "customerEncryptionKeyArn is not set"] },
  unknown: {
    "not known yet": [resource(aws.agent[0], { customerEncryptionKeyArn: new Unknown("preview") })],
  },
};
