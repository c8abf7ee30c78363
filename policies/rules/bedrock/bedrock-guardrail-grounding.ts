import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const bedrockGuardrailGrounding: GraphRule = {
  id: "CS-0403",
  name: "bedrock-guardrail-grounding",
  title: "Guardrails of stacks with knowledge bases block answers that the documents do not carry.",
  severity: "medium",
  why: "An answer beside the documents looks like one from them. The check on grounding and relevance compares both.",
  fix: {
    text: "Add the filters GROUNDING and RELEVANCE with a threshold of 0.7.",
    code: 'contextualGroundingPolicyConfig: { filtersConfigs: [{ type: "GROUNDING", threshold: 0.7 }, { type: "RELEVANCE", threshold: 0.7 }] }',
  },
  controls: serving(themes.contentFilter, ours("gdpr", "5(1)(d)")),
  covers: ["prowler-aws:bedrock_guardrail_contextual_grounding_filter_enabled"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-contextual-grounding-check.html",
  scope: "graph",
  types: aws.guardrail,
  check: (guardrail, graph) => {
    if (graph.all(aws.knowledgeBase).length === 0) return notApplicable("the stack has no knowledge base");
    const path = "contextualGroundingPolicyConfig.filtersConfigs";
    const filters = graph.inputs(guardrail).list(path);
    const missing = ["GROUNDING", "RELEVANCE"].filter(
      (type) =>
        !filters.some((filter) => filter.string("type") === type && (filter.number("threshold") ?? 0) >= 0.5),
    );
    return missing.length === 0
      ? pass
      : fail(`${missing.join(" and ")} is not checked with a threshold of 0.5 or more`, path);
  },
};
