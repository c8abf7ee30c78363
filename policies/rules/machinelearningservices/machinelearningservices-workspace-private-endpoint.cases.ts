import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesWorkspacePrivateEndpoint as rule } from "./machinelearningservices-workspace-private-endpoint";

const id = armId("Microsoft.MachineLearningServices/workspaces", "main");
const workspace = resource(azure.learningWorkspace[0], {}, { id });
const endpoint = (groupId: string) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId: id, groupIds: [groupId] }] },
    { name: groupId },
  );

export const cases: RuleCases = {
  rule,
  pass: { "it has": [workspace, endpoint("amlworkspace")] },
  fail: {
    "it has none": [[workspace], "amlworkspace"],
    "of another service": [[workspace, endpoint("vault")], "amlworkspace"],
  },
};
