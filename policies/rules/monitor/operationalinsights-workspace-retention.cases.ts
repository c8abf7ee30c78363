import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { workspaceRetention as rule } from "./operationalinsights-workspace-retention";

const workspace = (retentionInDays?: number) => [resource(azure.workspace[0], { retentionInDays })];

export const cases: RuleCases = {
  rule,
  pass: {
    "as declared": workspace(365),
    longer: workspace(730),
    "Azure's default, where the stack declares 30 days": {
      resources: workspace(),
      declaration: { logRetentionDays: 30 },
    },
  },
  fail: {
    "a day less": [workspace(364), "must be at least 365"],
    "Azure's default": [workspace(), "is not set"],
  },
};
