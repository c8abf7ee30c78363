import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentModelSupported as rule } from "./cognitiveservices-deployment-model-supported";

const deployment = (name?: string, version?: string) => [
  resource(azure.deployment[0], { properties: { model: { name, version } } }),
];

export const cases: RuleCases = {
  rule,
  // gpt-4o 2024-05-13 retires on 2026-12-09 by the catalog of 2026-09-29.
  pass: {
    "a version with a year to go": deployment("gpt-5.1", "2025-11-13"),
    "a model that the stack declares": {
      resources: deployment("gpt-9", "2031-01-01"),
      declaration: {
        declaredModels: [{ name: "gpt-9", version: "2031-01-01", retirementDate: "2032-01-01" }],
      },
    },
    "a day before the notice period": { resources: deployment("gpt-4o", "2024-05-13"), today: "2026-10-09" },
  },
  fail: {
    "on the first day of the notice period": [
      { resources: deployment("gpt-4o", "2024-05-13"), today: "2026-10-10" },
      "retires on 2026-12-09",
    ],
    "on its last day": [
      { resources: deployment("gpt-4o", "2024-05-13"), today: "2026-12-08" },
      "sooner than",
    ],
    retired: [deployment("o1", "2024-12-17"), "is retired since"],
    "no model": [deployment(), "must name a model"],
  },
  unknown: {
    "a model that is newer than the catalog": deployment("gpt-9", "2031-01-01"),
    "a version that the catalog does not have": deployment("gpt-5.1", "2031-01-01"),
  },
};
