import { roles } from "../../../catalog/roles";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountCallers as rule } from "./cognitiveservices-account-callers";

const id = armId("Microsoft.CognitiveServices/accounts", "ai");
const account = resource(
  azure.account[0],
  { resourceGroupName: "rg", accountName: "ai" },
  { name: "ai", id },
);
const assignment = (roleDefinitionId: string, scope = id) =>
  resource(azure.roleAssignment[0], { scope, roleDefinitionId }, { name: "assignment" });
const builtIn = (role: { id: string }) => `/providers/Microsoft.Authorization/roleDefinitions/${role.id}`;
const customId = "/subscriptions/0/providers/Microsoft.Authorization/roleDefinitions/custom";
const custom = (dataActions: readonly string[], notDataActions: readonly string[] = []) =>
  resource(
    azure.roleDefinition[0],
    { permissions: [{ dataActions, notDataActions }] },
    { name: "custom", id: customId },
  );

export const cases: RuleCases = {
  rule,
  pass: {
    "a user of it": [account, assignment(builtIn(roles.cognitiveServicesOpenAIUser))],
    "a custom role on it": [account, assignment(customId), custom(["Microsoft.CognitiveServices/*"])],
    "a user of its group": [
      account,
      assignment(
        builtIn(roles.cognitiveServicesOpenAIUser),
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg",
      ),
    ],
  },
  fail: {
    nobody: [[account], "lets anybody call it"],
    "who may only look after it": [
      [account, assignment(builtIn(roles.cognitiveServicesContributor))],
      "lets anybody call it",
    ],
    "a user of another account": [
      [account, assignment(builtIn(roles.cognitiveServicesOpenAIUser), `${id}2`)],
      "lets anybody call it",
    ],
    "a custom role that withholds calls": [
      [
        account,
        assignment(customId),
        custom(["*"], ["Microsoft.CognitiveServices/accounts/OpenAI/deployments/*"]),
      ],
      "lets anybody call it",
    ],
    "a wildcard on the subscription": [
      [account, assignment(customId, "/subscriptions/0"), custom(["*"])],
      "by a role on a subscription",
    ],
  },
  unknown: { "a role that nobody knows": [account, assignment("/x/roleDefinitions/who-knows")] },
};
