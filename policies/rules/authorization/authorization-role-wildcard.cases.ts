import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { roleWildcard as rule } from "./authorization-role-wildcard";

const role = (permission: object) => [
  resource(azure.roleDefinition[0], { permissions: [{ ...permission }] }),
];

export const cases: RuleCases = {
  rule,
  pass: { "actions are listed": role({ actions: ["Microsoft.CognitiveServices/accounts/read"] }) },
  fail: {
    "all actions": [role({ actions: ["*"] }), 'permissions[0].actions contains "*"'],
    "all data actions": [role({ dataActions: ["*"] }), "dataActions"],
    "it may grant roles": [
      role({ actions: ["Microsoft.Authorization/roleAssignments/write"] }),
      "roleAssignments/write",
    ],
  },
};
