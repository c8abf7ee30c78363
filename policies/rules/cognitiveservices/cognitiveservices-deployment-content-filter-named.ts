import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

export const deploymentContentFilterNamed: ResourceRule = {
  id: "CS-0015",
  name: "cognitiveservices-deployment-content-filter-named",
  title: "Deployments name a content filter of the account.",
  severity: "high",
  why: "Without a name Azure applies its default filter, whose strength Microsoft changes and no review of this stack can see. A filter of your own is defined, reviewed and versioned with the deployment.",
  fix: {
    text: "Define a content filter on the account, and name it in raiPolicyName.",
    code: "new cognitiveservices.Deployment(name, { properties: { raiPolicyName: filter.filterName } });",
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
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters",
  scope: "resource",
  types: azure.deployment,
  check: (inputs) => {
    const name = inputs.string("properties.raiPolicyName") ?? "";
    return name === "" || /^Microsoft\./i.test(name)
      ? unlike(inputs, "properties.raiPolicyName", "must name a content filter of the account")
      : pass;
  },
};
