import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockGuardrailGrounding as rule } from "./bedrock-guardrail-grounding";

const base = resource(aws.knowledgeBase[0], {}, { name: "base" });
const guardrail = (...filters: [string, number][]) =>
  resource(aws.guardrail[0], {
    contextualGroundingPolicyConfig: {
      filtersConfigs: filters.map(([type, threshold]) => ({ type, threshold })),
    },
  });

export const cases: RuleCases = {
  rule,
  pass: { both: [guardrail(["GROUNDING", 0.7], ["RELEVANCE", 0.7]), base] },
  fail: {
    none: [[guardrail(), base], "GROUNDING and RELEVANCE is not checked"],
    "one of them": [[guardrail(["GROUNDING", 0.7]), base], "RELEVANCE is not checked"],
    "too low": [[guardrail(["GROUNDING", 0.1], ["RELEVANCE", 0.7]), base], "GROUNDING is not checked"],
  },
  notApplicable: { "no knowledge base": [guardrail()] },
};
