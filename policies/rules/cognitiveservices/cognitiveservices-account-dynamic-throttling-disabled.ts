import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

export const accountDynamicThrottlingDisabled: ResourceRule = {
  id: "CS-0151",
  name: "cognitiveservices-account-dynamic-throttling-disabled",
  title: "AI accounts keep to their quota and do not burst beyond it.",
  severity: "low",
  why: "With dynamic throttling an account takes spare capacity of the region when there is some. Load tests then promise what nobody guarantees, and a runaway caller spends more than its limit.",
  fix: {
    text: "Leave dynamicThrottlingEnabled away, or set it to false.",
    code: "new cognitiveservices.Account(name, { properties: { dynamicThrottlingEnabled: false } });",
  },
  controls: [
    ...ours("mcsb", "AI-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "SC-5", "SC-6"),
    ...ours("iso27001", "A.8.6"),
    ...ours("euAiAct", "15(4)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MANAGE 2.4"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-services/autoscale",
  scope: "resource",
  types: azure.account,
  check: (inputs) =>
    inputs.boolean("properties.dynamicThrottlingEnabled") === true
      ? unlike(inputs, "properties.dynamicThrottlingEnabled", "must be false")
      : pass,
  remediate: () => ({ path: "properties.dynamicThrottlingEnabled", value: false }),
};
