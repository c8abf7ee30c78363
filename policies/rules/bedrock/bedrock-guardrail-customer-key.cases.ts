import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockGuardrailCustomerKey as rule } from "./bedrock-guardrail-customer-key";

const arn = "arn:aws:kms:eu-central-1:111122223333:key/1";

export const cases: RuleCases = {
  rule,
  pass: {
    "a key of this stack": [
      resource(aws.guardrail[0], { kmsKeyArn: arn }),
      resource(aws.key[0], {}, { name: "key", id: arn }),
    ],
  },
  fail: { none: [[resource(aws.guardrail[0], {})], "kmsKeyArn is not set"] },
  unknown: { "not known yet": [resource(aws.guardrail[0], { kmsKeyArn: new Unknown("preview") })] },
};
