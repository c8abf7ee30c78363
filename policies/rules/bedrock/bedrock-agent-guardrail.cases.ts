import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockAgentGuardrail as rule } from "./bedrock-agent-guardrail";

const agent = (guardrail: object) => [
  resource(aws.agent[0], { guardrailConfigurations: [{ ...guardrail }] }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a version": agent({ guardrailIdentifier: "g1", guardrailVersion: "1" }) },
  fail: {
    none: [[resource(aws.agent[0], {})], "names no guardrail"],
    "the draft": [
      agent({ guardrailIdentifier: "g1", guardrailVersion: "DRAFT" }),
      'guardrailVersion is "DRAFT"',
    ],
  },
};
