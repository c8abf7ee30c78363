import { findModel } from "../../../catalog/models";
import { capacityRule, defaultLimit, quotaTiers, type QuotaTier } from "../../../catalog/quotas";
import { findSku } from "../../../catalog/skus";
import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

const highestTier = quotaTiers[quotaTiers.length - 1] as QuotaTier;

export const deploymentCapacityValid: ResourceRule = {
  id: "CS-0019",
  name: "cognitiveservices-deployment-capacity-valid",
  title: "Deployments ask for a capacity that Azure sells and grants.",
  severity: "medium",
  why: "Provisioned units are sold from a minimum on and in steps, and tokens a minute are granted by quota. A wrong number fails in the middle of an update; a typing error of one zero in provisioned units costs thousands a day.",
  fix: {
    text: "Set sku.capacity to a value that the model's sizing table and your quota allow; cornerstone models shows both.",
    code: 'new cognitiveservices.Deployment(name, { sku: { name: "DataZoneProvisionedManaged", capacity: 50 } });',
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
  url: "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/provisioned-throughput-onboarding",
  scope: "resource",
  types: azure.deployment,
  check: (inputs, _, { declaration: { declaredModels } }) => {
    const sku = findSku(inputs.string("sku.name") ?? "");
    const capacity = inputs.number("sku.capacity");
    const name = inputs.string("properties.model.name") ?? "";
    const model = findModel(name, inputs.string("properties.model.version"), declaredModels);
    if (!sku || !model) return unknown("the catalog does not know this SKU or model");
    if (capacity === undefined)
      return fail("sku.capacity is not set, must be a number of units", "sku.capacity");
    const rule = capacityRule(model, sku.name);
    if (rule === "unknown" && declaredModels?.some((declared) => declared.name === name))
      return notApplicable(`the stack declares ${name} itself, and the catalog holds no sizes of it`);
    if (rule === "unknown") return unknown(`the catalog does not know how ${name} is sized for ${sku.name}`);
    if (rule === "notOffered") return fail(`${name} is not offered as ${sku.name}`, "sku.name");
    const { minimum, step, maximum = Infinity } = rule;
    if (capacity < minimum || capacity > maximum || (capacity - minimum) % step !== 0)
      return fail(
        `sku.capacity is ${capacity}, must be from ${minimum} on in steps of ${step}${Number.isFinite(maximum) ? ` up to ${maximum}` : ""}`,
        "sku.capacity",
      );
    const quota = defaultLimit(model, sku.name, highestTier);
    return quota !== "unknown" && !sku.provisioned && capacity > quota.capacity
      ? fail(
          `sku.capacity is ${capacity}, more than the highest default quota of ${quota.capacity}`,
          "sku.capacity",
        )
      : pass;
  },
};
