import { resource, type RuleCases } from "../../testing";
import { aws, azure } from "../../types";
import { resourceLocationAllowed as rule } from "./resource-location-allowed";

const vault = (location?: string) => [resource(azure.vault[0], { location })];
const bucket = (region?: string) => [resource(aws.bucket[0], { region })];
const gateway = (...further: readonly string[]) => [
  resource(azure.apiManagement[0], {
    location: "swedencentral",
    additionalLocations: further.map((location) => ({ location })),
  }),
];
const boundaryOnly = { boundary: "eu", allowedRegions: [], processing: "dataZone" } as const;

export const cases: RuleCases = {
  rule,
  pass: {
    "another region of AWS than the provider's": bucket("eu-west-1"),
    "an allowed region": vault("swedencentral"),
    "by its display name": vault("Sweden Central"),
    "a gateway in allowed regions": gateway("francecentral"),
    "any region of the boundary, where none is named": {
      resources: vault("germanywestcentral"),
      declaration: { residency: boundaryOnly },
    },
  },
  fail: {
    "another region of AWS than the provider's, outside": [
      bucket("us-east-1"),
      'region is "us-east-1", outside',
    ],
    "another region of the boundary": [vault("westeurope"), "must be one of swedencentral, francecentral"],
    "a gateway in a further region that is not allowed": [
      gateway("francecentral", "westeurope"),
      'additionalLocations[1].location is "westeurope", must be one of',
    ],
    "a gateway in a further region outside, where no region is named": [
      { resources: gateway("eastus2"), declaration: { residency: boundaryOnly } },
      'additionalLocations[0].location is "eastus2", outside',
    ],
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
    "a region of AWS that the catalog does not know": bucket("xx-north-9"),
    "a region that the catalog does not know": {
      resources: vault("moonbase"),
      declaration: { residency: boundaryOnly },
    },
  },
  notApplicable: {
    "the region of its provider": bucket(),
    "no location": vault(),
    "a global service": vault("global"),
  },
};
