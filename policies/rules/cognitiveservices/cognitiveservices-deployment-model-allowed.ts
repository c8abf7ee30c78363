import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const deploymentModelAllowed: ResourceRule = {
  id: "CS-0150",
  name: "cognitiveservices-deployment-model-allowed",
  title: "Deployments use models that the organisation approved.",
  severity: "high",
  why: "A model brings its publisher's terms, training data and weaknesses along. Which of them were assessed is a decision of people, and this is where the platform holds to it.",
  fix: {
    text: "Deploy an approved model, or add the model to allowedModels in the settings of the pack after it is assessed.",
    code: 'new cognitiveservices.Deployment(name, { properties: { model: { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" } } });',
  },
  controls: [
    ...ours("mcsb", "AI-1"),
    ...ours("gdpr", "25(1)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)"),
    ...ours("nist80053", "CM-7(5)", "SA-22", "SR-3"),
    ...ours("iso27001", "A.5.23", "A.8.19"),
    ...ours("euAiAct", "9", "15(1)"),
    ...ours("owaspLlm", "LLM03"),
    ...ours("nistAiRmf", "GOVERN 6.1", "MANAGE 3.1"),
  ],
  covers: ["azure-policy:aafe3651-cb78-4f68-9f81-e7e41509110f"],
  url: "https://learn.microsoft.com/azure/ai-foundry/how-to/built-in-policy-model-deployment",
  scope: "resource",
  types: azure.deployment,
  check: (inputs, _, { declaration: { allowedModels = [] } }) => {
    if (allowedModels.length === 0) return notApplicable("the stack declares no list of approved models");
    const name = inputs.string("properties.model.name");
    const publisher = inputs.string("properties.model.format");
    const approved = allowedModels.some(
      (allowed) => same(name, allowed) || same(`${publisher ?? ""}/*`, allowed),
    );
    return approved
      ? pass
      : fail(
          `properties.model.name is ${inputs.show("properties.model.name")} of ${publisher ?? "no publisher"}, must be one of ${allowedModels.join(", ")}`,
          "properties.model.name",
        );
  },
};
