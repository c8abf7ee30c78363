import { findModel, lifecycleOn, replacementOf, retiresWithin, type Model } from "../../../catalog/models";
import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unknown, unlike } from "../../verdicts";

export const deploymentModelSupported: ResourceRule = {
  id: "CS-0014",
  name: "cognitiveservices-deployment-model-supported",
  title: "Deployments use a model version that Azure supports beyond the notice period.",
  severity: "high",
  why: "On its retirement date a version answers every call with an error. What replaces it answers differently and needs tests, quota and often another region: that takes weeks.",
  fix: {
    text: "Deploy the successor beside the old version, move callers, then remove the old deployment. cornerstone models shows dates and successors.",
    code: 'new cognitiveservices.Deployment(name, { properties: { model: { name: "gpt-5.1", version: "2025-11-13" } } });',
  },
  controls: [
    ...ours("mcsb", "AI-1", "PV-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.308(a)(7)(i)"),
    ...ours("nist80053", "CM-7(5)", "SA-22", "SR-3"),
    ...ours("iso27001", "A.5.23", "A.8.19"),
    ...ours("euAiAct", "9", "15(1)"),
    ...ours("owaspLlm", "LLM03"),
    ...ours("nistAiRmf", "GOVERN 6.1", "MANAGE 3.1"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/model-retirements",
  scope: "resource",
  types: azure.deployment,
  check: (inputs, _, { declaration: { retirementNoticeDays, declaredModels }, now }) => {
    const name = inputs.string("properties.model.name");
    const version = inputs.string("properties.model.version");
    if (name === undefined) return unlike(inputs, "properties.model.name", "must name a model");
    const label = `${name} ${version ?? "(newest version)"}`;
    const model = findModel(name, version, declaredModels);
    if (!model) return unknown(`the catalog does not know ${label}`);
    const retires = model.retirement?.date;
    if (lifecycleOn(model, now).state === "retired")
      return fail(
        `${label} is retired${retires ? ` since ${retires}` : ""}${successor(model)}`,
        "properties.model",
      );
    switch (retiresWithin(model, now, retirementNoticeDays)) {
      case "yes":
        return fail(
          `${label} retires on ${retires ?? "a near day"}, sooner than the ${retirementNoticeDays} days of notice${successor(model)}`,
          "properties.model",
        );
      case "no":
        return pass;
      case "unknown":
        return unknown(`the catalog holds no certain retirement date of ${label}`);
    }
  },
};

function successor(model: Model): string {
  const next = replacementOf(model);
  return next ? `; the vendor's successor is ${next.name} ${next.version ?? ""}`.trimEnd() : "";
}
