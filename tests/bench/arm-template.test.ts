import { expect, it } from "vitest";
import type { ResourceGraph } from "../../graph/types";
import { armTemplate } from "./arm-template";

const group = "/subscriptions/0/resourceGroups/g";
const account = `${group}/providers/Microsoft.CognitiveServices/accounts/a`;
const node = (type: string, id: string, inputs: object) => ({ type, id, inputs });

it("writes resources as Azure Resource Manager takes them: nested ones by path, others' extensions by scope", () => {
  const resources = [
    node("pulumi:pulumi:Stack", "", {}),
    node("azure-native:cognitiveservices:Account", account, {
      accountName: "a",
      resourceGroupName: "g",
      kind: "AIServices",
      properties: { disableLocalAuth: true },
    }),
    node("azure-native:cognitiveservices:Deployment", `${account}/deployments/d`, { sku: { capacity: 5 } }),
    node(
      "azure-native:authorization:RoleAssignment",
      `${account}/providers/Microsoft.Authorization/roleAssignments/r`,
      { scope: account, principalId: "p" },
    ),
  ];
  expect(armTemplate({ resources } as unknown as ResourceGraph)).toMatchObject({
    resources: [
      {
        type: "Microsoft.CognitiveServices/accounts",
        name: "a",
        kind: "AIServices",
        properties: { disableLocalAuth: true },
      },
      { type: "Microsoft.CognitiveServices/accounts/deployments", name: "a/d", sku: { capacity: 5 } },
      {
        type: "Microsoft.Authorization/roleAssignments",
        name: "r",
        scope: account,
        properties: { principalId: "p" },
      },
    ],
  });
});
