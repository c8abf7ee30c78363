import { resource, type RuleCases } from "../../testing";
import { awsProviderType } from "../../types";
import { awsProviderRegionAllowed as rule } from "./aws-provider-region-allowed";

const provider = (region?: string) => [resource(awsProviderType, { region })];

export const cases: RuleCases = {
  rule,
  pass: {
    "inside the boundary": provider("eu-central-1"),
    "one of the allowed": {
      resources: provider("eu-west-1"),
      declaration: {
        residency: { boundary: "eu", allowedRegions: ["swedencentral", "eu-west-1"], processing: "dataZone" },
      },
    },
    "anywhere, where the boundary is the world": {
      resources: provider("xx-north-9"),
      declaration: { residency: { boundary: "global", allowedRegions: [], processing: "global" } },
    },
  },
  fail: {
    "outside of it": [provider("us-east-1"), 'region is "us-east-1", outside of the boundary "eu"'],
    "not allowed": [
      {
        resources: provider("eu-west-1"),
        declaration: {
          residency: { boundary: "eu", allowedRegions: ["eu-central-1"], processing: "dataZone" },
        },
      },
      "must be one of eu-central-1",
    ],
  },
  unknown: {
    "no region": provider(),
    "a region that the catalog does not know": provider("xx-north-9"),
    "a boundary that nobody knows": {
      resources: provider("eu-west-1"),
      declaration: { residency: { boundary: "atlantis", allowedRegions: [], processing: "dataZone" } },
    },
  },
};
