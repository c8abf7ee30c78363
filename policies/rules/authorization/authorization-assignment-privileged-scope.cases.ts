import { roles } from "../../../catalog/roles";
import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { assignmentPrivilegedScope as rule } from "./authorization-assignment-privileged-scope";

const assignment = (role: { id: string }, scope: string) => [
  resource(azure.roleAssignment[0], {
    scope,
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
  }),
];
const vault = resource(azure.vault[0], {}, { name: "vault" });

export const cases: RuleCases = {
  rule,
  pass: {
    "Contributor of one resource": assignment(roles.contributor, armId("Microsoft.KeyVault/vaults", "kv")),
    "Reader of a subscription": assignment(roles.reader, "/subscriptions/0"),
    "of one resource that is not made yet": [
      resource(
        azure.roleAssignment[0],
        { scope: new Unknown("preview"), roleDefinitionId: new Unknown("preview") },
        { propertyDependencies: { scope: [vault.urn] } },
      ),
      vault,
    ],
  },
  fail: {
    "Owner of a resource group": [assignment(roles.owner, "/subscriptions/0/resourceGroups/rg"), "Owner"],
    "Contributor of a subscription": [assignment(roles.contributor, "/subscriptions/0"), "on a subscription"],
    "a role that grants roles, on a management group": [
      assignment(roles.rbacAdministrator, "/providers/Microsoft.Management/managementGroups/mg"),
      "on a managementGroup",
    ],
    "User Access Administrator of the tenant": [
      assignment(roles.userAccessAdministrator, "/"),
      "on a tenant",
    ],
  },
  unknown: {
    "a scope that nothing tells": [
      resource(azure.roleAssignment[0], { scope: new Unknown("preview"), roleDefinitionId: roles.owner.id }),
    ],
  },
};
