import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, mustBe, pass } from "../../verdicts";

export const deploymentVersionPinned: ResourceRule = {
  id: "CS-0013",
  name: "cognitiveservices-deployment-version-pinned",
  title: "Deployments name their model version, and Azure does not replace it.",
  severity: "high",
  why: "A model that changes by itself answers otherwise from one day to the next, untested. With automatic upgrades on, the deployment also differs from its definition, which a later update then undoes.",
  fix: {
    text: 'Set model.version, and versionUpgradeOption to "NoAutoUpgrade"; move to a new version by a pull request.',
    code: `new cognitiveservices.Deployment(name, {
  properties: {
    model: { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" },
    versionUpgradeOption: "NoAutoUpgrade",
  },
});`,
  },
  controls: [
    ...ours("mcsb", "AI-1"),
    ...ours("gdpr", "25(1)", "32(1)(b)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)"),
    ...ours("nist80053", "CM-7(5)", "SA-22", "SR-3"),
    ...ours("iso27001", "A.5.23", "A.8.19"),
    ...ours("euAiAct", "9", "15(1)"),
    ...ours("owaspLlm", "LLM03"),
    ...ours("nistAiRmf", "GOVERN 6.1", "MANAGE 3.1"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/working-with-models",
  scope: "resource",
  types: azure.deployment,
  check: (inputs) =>
    firstFailure(
      () =>
        inputs.string("properties.model.version")
          ? pass
          : fail("properties.model.version is not set, must name a version", "properties.model.version"),
      () => mustBe(inputs, "properties.versionUpgradeOption", "NoAutoUpgrade"),
    ),
};
