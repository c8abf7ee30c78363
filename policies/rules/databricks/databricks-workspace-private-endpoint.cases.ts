import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databricksWorkspacePrivateEndpoint as rule } from "./databricks-workspace-private-endpoint";

const id = armId("Microsoft.Databricks/workspaces", "main");
const workspace = resource(azure.databricksWorkspace[0], {}, { id });
const endpoint = (groupId: string) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId: id, groupIds: [groupId] }] },
    { name: groupId },
  );

export const cases: RuleCases = {
  rule,
  pass: { "it has": [workspace, endpoint("databricks_ui_api"), endpoint("browser_authentication")] },
  fail: {
    "it has none": [[workspace], "databricks_ui_api"],
    "browsers cannot sign in": [[workspace, endpoint("databricks_ui_api")], "browser_authentication"],
  },
};
