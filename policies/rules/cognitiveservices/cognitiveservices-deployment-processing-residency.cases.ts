import { resource, testDeclaration, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentProcessingResidency as rule } from "./cognitiveservices-deployment-processing-residency";

const stack = (sku: string, location = "swedencentral") => [
  resource(azure.deployment[0], { resourceGroupName: "rg", accountName: "ai", sku: { name: sku } }),
  resource(azure.account[0], { resourceGroupName: "rg", accountName: "ai", location }, { name: "account" }),
];
const anywhere = { boundary: "global", allowedRegions: [], processing: "global" } as const;

export const cases: RuleCases = {
  rule,
  pass: {
    "the region's own SKU": stack("Standard"),
    "the EU data zone": stack("DataZoneStandard"),
    "the world, where the stack allows it": {
      resources: stack("GlobalStandard", "eastus"),
      declaration: { residency: anywhere },
    },
  },
  fail: {
    "the world": [stack("GlobalStandard"), "processes prompts by global"],
    "a data zone, where only the region is allowed": [
      {
        resources: stack("DataZoneStandard"),
        declaration: { residency: { ...testDeclaration.residency, processing: "region" } },
      },
      "allows region at the widest",
    ],
    "a data zone of another continent": [stack("DataZoneStandard", "eastus"), "the data zone US"],
    "a region outside": [stack("Standard", "uksouth"), 'outside of the boundary "eu"'],
    "the world, in a boundary, with processing left open": [
      {
        resources: stack("GlobalBatch"),
        declaration: { residency: { ...testDeclaration.residency, processing: "global" } },
      },
      '"any region"',
    ],
    "no SKU": [
      [resource(azure.deployment[0], { resourceGroupName: "rg", accountName: "ai" })],
      "sku.name is not set",
    ],
  },
  unknown: {
    "a SKU that is newer than the catalog": stack("GalacticStandard"),
    "an account outside of the stack": stack("Standard").slice(0, 1),
    "a region that the catalog does not know": stack("Standard", "moonbase"),
  },
};
