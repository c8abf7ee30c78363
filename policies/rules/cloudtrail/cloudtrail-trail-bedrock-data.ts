import type { GraphRule, PropertyReader } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

const dataEvents: readonly (readonly [types: readonly string[], event: string])[] = [
  [aws.guardrail, "AWS::Bedrock::Guardrail"],
  [aws.agent, "AWS::Bedrock::AgentAlias"],
  [aws.knowledgeBase, "AWS::Bedrock::KnowledgeBase"],
];

export const cloudtrailTrailBedrockData: GraphRule = {
  id: "CS-0503",
  name: "cloudtrail-trail-bedrock-data",
  title: "Trails record the data events of Bedrock: guardrails, agents and knowledge bases.",
  severity: "medium",
  why: "What a guardrail is asked, which agent ran and what was read from a knowledge base are data events. A trail records none of them unless it is told to.",
  fix: {
    text: "Select data events of the Bedrock types that the stack uses.",
    code: `new cloudtrail.Trail(name, {
  advancedEventSelectors: [
    { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    {
      name: "guardrails",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::Bedrock::Guardrail"] },
      ],
    },
  ],
});`,
  },
  controls: serving(themes.logging),
  covers: ["prowler-aws:cloudtrail_bedrock_logging_enabled", "aws-sra-bedrock:sra-bedrock-check-kb-logging"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html",
  scope: "graph",
  types: aws.trail,
  check: (trail, graph) => {
    const wanted = dataEvents.filter(([types]) => graph.all(types).length > 0).map(([, event]) => event);
    if (wanted.length === 0) return notApplicable("the stack uses nothing of Bedrock that has data events");
    const selected = graph.inputs(trail).list("advancedEventSelectors").flatMap(dataTypes);
    const missing = wanted.filter((event) => !selected.includes(event));
    return missing.length === 0
      ? pass
      : fail(
          `advancedEventSelectors selects no data events of ${missing.join(", ")}`,
          "advancedEventSelectors",
        );
  },
};

/** The types of resource whose data events a selector selects. */
function dataTypes(selector: PropertyReader): readonly string[] {
  const fields = selector.list("fieldSelectors");
  const equal = (name: string): readonly string[] =>
    fields.filter((field) => field.string("field") === name).flatMap((field) => field.strings("equals"));
  return equal("eventCategory").includes("Data") ? equal("resources.type") : [];
}
