import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockGuardrailPromptAttack as rule } from "./bedrock-guardrail-prompt-attack";

const guardrail = (filter: object) => [
  resource(aws.guardrail[0], {
    contentPolicyConfig: { filtersConfigs: [{ type: "PROMPT_ATTACK", outputStrength: "NONE", ...filter }] },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "at full strength": guardrail({ inputStrength: "HIGH" }) },
  fail: {
    none: [[resource(aws.guardrail[0], {})], "not filtered"],
    weaker: [guardrail({ inputStrength: "MEDIUM" }), 'inputStrength is "MEDIUM"'],
    "it only notes": [guardrail({ inputStrength: "HIGH", inputAction: "NONE" }), "inputAction"],
  },
};
