import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { resourceLocationAllowed as rule } from "./resource-location-allowed";

const vault = (location?: string) => [resource(azure.vault[0], { location })];
const boundaryOnly = { boundary: "eu", allowedRegions: [], processing: "dataZone" } as const;

export const cases: RuleCases = {
  rule,
  pass: {
    "an allowed region": vault("swedencentral"),
    "by its display name": vault("Sweden Central"),
    "any region of the boundary, where none is named": {
      resources: vault("germanywestcentral"),
      declaration: { residency: boundaryOnly },
    },
  },
  fail: {
    "another region of the boundary": [vault("westeurope"), "must be one of swedencentral, francecentral"],
    "outside of the boundary": [vault("eastus"), 'location is "eastus"'],
    "outside, where no region is named": [
      { resources: vault("uksouth"), declaration: { residency: boundaryOnly } },
      'outside of the boundary "eu"',
    ],
    "an allowed region that is outside": [
      {
        resources: vault("eastus"),
        declaration: { residency: { ...boundaryOnly, allowedRegions: ["eastus"] } },
      },
      'outside of the boundary "eu"',
    ],
  },
  unknown: {
    "a region that the catalog does not know": {
      resources: vault("moonbase"),
      declaration: { residency: boundaryOnly },
    },
  },
  notApplicable: { "no location": vault(), "a global service": vault("global") },
};
