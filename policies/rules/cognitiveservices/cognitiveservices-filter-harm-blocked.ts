import { filtersPath, findFilter, mustBlock, type FilterSource } from "../../content-filters";
import { ours } from "../../controls";
import type { PropertyReader, ResourceRule, Verdict } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, pass, same, unlike } from "../../verdicts";

/** As ARM spells them. */
const categories = ["Hate", "Sexual", "Violence", "Selfharm"] as const;
const sources: readonly FilterSource[] = ["Prompt", "Completion"];

export const filterHarmBlocked: ResourceRule = {
  id: "CS-0016",
  name: "cognitiveservices-filter-harm-blocked",
  title:
    "Content filters block hate, sexual content, violence and self-harm from medium severity on, both ways.",
  severity: "high",
  why: "A category that is not listed, only annotated, or set to high severity lets harmful content through under the name of a filter. The asynchronous mode shows it to the user before it is judged.",
  fix: {
    text: "List each category for Prompt and Completion, enabled and blocking, with severityThreshold Low or Medium, in mode Blocking.",
    code: '{ name: "Hate", source: "Prompt", enabled: true, blocking: true, severityThreshold: "Medium" }',
  },
  controls: [
    ...ours("mcsb", "AI-2"),
    ...ours("gdpr", "25(1)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)"),
    ...ours("nist80053", "SI-4", "SI-10", "SI-15"),
    ...ours("iso27001", "A.8.7", "A.8.28"),
    ...ours("euAiAct", "9", "15(5)"),
    ...ours("owaspLlm", "LLM01", "LLM05"),
    ...ours("nistAiRmf", "MEASURE 2.6"),
  ],
  covers: [
    "azure-policy:930f48f9-f07e-427c-9494-52603581c6a9",
    "azure-policy:c1ad46c6-37f8-4af0-9c71-c208375c87dd",
  ],
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter",
  scope: "resource",
  types: azure.raiPolicy,
  check: (inputs) =>
    firstFailure(
      () => blockingMode(inputs),
      ...categories.flatMap((category) =>
        sources.flatMap((source) => [
          () => mustBlock(inputs, category, source),
          () => severe(inputs, category, source),
        ]),
      ),
    ),
};

function blockingMode(inputs: PropertyReader): Verdict {
  const mode = inputs.string("properties.mode");
  return mode === undefined || same(mode, "Blocking") || same(mode, "Default")
    ? pass
    : unlike(inputs, "properties.mode", 'must be "Blocking"');
}

function severe(inputs: PropertyReader, category: string, source: FilterSource): Verdict {
  const filter = findFilter(inputs, category, source);
  const threshold = filter?.string("severityThreshold");
  if (same(threshold, "Low") || same(threshold, "Medium")) return pass;
  return fail(
    `${category} in ${source.toLowerCase()}s is blocked from severity ${filter?.show("severityThreshold") ?? ""} on, must be "Low" or "Medium"`,
    filter?.path ?? filtersPath,
  );
}
