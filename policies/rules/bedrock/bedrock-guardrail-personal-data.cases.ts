import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockGuardrailPersonalData as rule } from "./bedrock-guardrail-personal-data";

const guardrail = (filter: object) => [
  resource(aws.guardrail[0], {
    sensitiveInformationPolicyConfig: { piiEntitiesConfigs: [{ type: "PASSWORD", ...filter }] },
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "it blocks": guardrail({ action: "BLOCK" }),
    "it masks answers": guardrail({ action: "NONE", outputAction: "ANONYMIZE" }),
    "a pattern": [
      resource(aws.guardrail[0], {
        sensitiveInformationPolicyConfig: { regexesConfigs: [{ name: "n", pattern: "p", action: "BLOCK" }] },
      }),
    ],
  },
  fail: {
    none: [[resource(aws.guardrail[0], {})], "no kind of personal data"],
    "it only notes": [guardrail({ action: "NONE" }), "found but let through"],
    "prompts only": [guardrail({ action: "BLOCK", outputEnabled: false }), "let through"],
  },
};
