import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentCapacityValid as rule } from "./cognitiveservices-deployment-capacity-valid";

const deployment = (sku: string, capacity?: number, name = "gpt-5.1", version = "2025-11-13") => [
  resource(azure.deployment[0], { sku: { name: sku, capacity }, properties: { model: { name, version } } }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "thousands of tokens a minute": deployment("DataZoneStandard", 100),
    "provisioned units in steps": deployment("DataZoneProvisionedManaged", 15),
  },
  fail: {
    "not set": [deployment("DataZoneStandard"), "sku.capacity is not set"],
    none: [deployment("DataZoneStandard", 0), "sku.capacity is 0"],
    "between two steps": [deployment("DataZoneProvisionedManaged", 17), "in steps of"],
    "more than any quota": [
      deployment("DataZoneStandard", 1_000_000_000),
      "more than the highest default quota",
    ],
  },
  notApplicable: {
    "provisioned units of a model that the stack declares": {
      resources: deployment("DataZoneProvisionedManaged", 100, "gpt-9"),
      declaration: { declaredModels: [{ name: "gpt-9", version: "2025-11-13" }] },
    },
  },
  unknown: {
    "a model that is newer than the catalog": deployment("DataZoneStandard", 100, "gpt-9"),
  },
};
