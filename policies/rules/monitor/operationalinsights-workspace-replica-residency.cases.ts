import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { workspaceReplicaResidency as rule } from "./operationalinsights-workspace-replica-residency";

const workspace = (location: string, enabled = true) => [
  resource(azure.workspace[0], { replication: { enabled, location } }),
];
const anywhere = { residency: { boundary: "eu", allowedRegions: [], processing: "dataZone" as const } };

export const cases: RuleCases = {
  rule,
  pass: { inside: workspace("francecentral") },
  fail: {
    "outside of the list": [workspace("germanywestcentral"), "must be one of swedencentral, francecentral"],
    "outside of the boundary": [
      { resources: workspace("eastus"), declaration: anywhere },
      'outside of the boundary "eu"',
    ],
  },
  unknown: { "a new region": { resources: workspace("moonbase"), declaration: anywhere } },
  notApplicable: { "no copy": workspace("eastus", false) },
};
