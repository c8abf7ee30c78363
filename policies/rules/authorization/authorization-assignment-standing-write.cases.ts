import { roles } from "../../../catalog/roles";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { assignmentStandingWrite as rule } from "./authorization-assignment-standing-write";

const scope = armId("Microsoft.CognitiveServices/accounts", "ai");
const assignment = (roleDefinitionId: string, condition?: string) =>
  resource(azure.roleAssignment[0], { scope, roleDefinitionId, condition }, { name: "assignment" });
const customId = "/subscriptions/0/providers/Microsoft.Authorization/roleDefinitions/custom";
const custom = (actions: readonly string[]) =>
  resource(azure.roleDefinition[0], { permissions: [{ actions }] }, { name: "custom", id: customId });

export const cases: RuleCases = {
  rule,
  pass: {
    "a role that hands out none": [assignment(`/x/${roles.cognitiveServicesOpenAIUser.id}`)],
    "a role that runs code": [assignment(`/x/${roles.containerAppsSessionExecutor.id}`)],
    "a condition": [assignment(`/x/${roles.userAccessAdministrator.id}`, "@Request[...]")],
    "a custom role that reads": [assignment(customId), custom(["Microsoft.Authorization/*/read"])],
  },
  fail: {
    "an owner of one account": [[assignment(`/x/${roles.owner.id}`)], "may write role assignments"],
    "a custom role in disguise": [
      [assignment(customId), custom(["Microsoft.Authorization/roleAssignments/*"])],
      "may write role assignments",
    ],
  },
  unknown: { "a role that nobody knows": [assignment("/x/who-knows")] },
};
