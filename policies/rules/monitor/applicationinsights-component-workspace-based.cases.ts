import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { componentWorkspaceBased as rule } from "./applicationinsights-component-workspace-based";

const workspace = resource(azure.workspace[0], {}, { name: "workspace" });
const component = (inputs: object) => [resource(azure.component[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "a workspace": component({
      workspaceResourceId: armId("Microsoft.OperationalInsights/workspaces", "logs"),
    }),
    "a workspace that is not made yet": [
      resource(
        azure.component[0],
        { workspaceResourceId: new Unknown("preview") },
        { propertyDependencies: { workspaceResourceId: [workspace.urn] } },
      ),
      workspace,
    ],
  },
  fail: { none: [component({}), "must name a workspace"] },
  unknown: { "a workspace that may be none": component({ workspaceResourceId: new Unknown("preview") }) },
};
