import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockGuardrailHarmBlocked as rule } from "./bedrock-guardrail-harm-blocked";

const types = ["HATE", "SEXUAL", "VIOLENCE", "INSULTS", "MISCONDUCT"];
const guardrail = (change: object = {}, of = types) => [
  resource(aws.guardrail[0], {
    contentPolicyConfig: {
      filtersConfigs: of.map((type) => ({
        type,
        inputStrength: "MEDIUM",
        outputStrength: "HIGH",
        ...change,
      })),
    },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "all five": guardrail(),
    "with actions": guardrail({ inputAction: "BLOCK", outputAction: "BLOCK", inputEnabled: true }),
  },
  fail: {
    "no filters": [[resource(aws.guardrail[0], {})], "HATE in prompts is not filtered"],
    "one is missing": [guardrail({}, types.slice(0, 4)), "MISCONDUCT in prompts is not filtered"],
    "too weak": [guardrail({ outputStrength: "LOW" }), 'HATE in answers is filtered with strength "LOW"'],
    "it only notes": [guardrail({ inputAction: "NONE" }), "HATE in prompts is found but let through"],
    "answers are left out": [guardrail({ outputEnabled: false }), "HATE in answers is not filtered"],
  },
  unknown: { "a strength that is not known yet": guardrail({ inputStrength: new Unknown("preview") }) },
};
