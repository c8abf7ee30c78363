import { roles } from "../../../catalog/roles";
import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { assignmentDataScope as rule } from "./authorization-assignment-data-scope";

const assignment = (role: { id: string }, scope: string) => [
  resource(azure.roleAssignment[0], { scope, roleDefinitionId: `/x/${role.id}` }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "models of one account": assignment(
      roles.cognitiveServicesOpenAIUser,
      armId("Microsoft.CognitiveServices/accounts", "ai"),
    ),
    "an officer of the keys of a group": assignment(
      roles.keyVaultCryptoOfficer,
      "/subscriptions/0/resourceGroups/rg",
    ),
    "a management role of a group": assignment(roles.monitoringReader, "/subscriptions/0/resourceGroups/rg"),
  },
  fail: {
    "models of a resource group": [
      assignment(roles.cognitiveServicesOpenAIUser, "/subscriptions/0/resourceGroups/rg"),
      "on a resourceGroup, must be one resource",
    ],
    "secrets of a subscription": [
      assignment(roles.keyVaultSecretsUser, "/subscriptions/0"),
      "Key Vault Secrets User on a subscription",
    ],
    "an officer of the keys of a subscription": [
      assignment(roles.keyVaultCryptoOfficer, "/subscriptions/0"),
      "must be a resource group or narrower",
    ],
  },
  unknown: {
    "a role that is not known yet, on a group": [
      resource(azure.roleAssignment[0], {
        scope: "/subscriptions/0/resourceGroups/rg",
        roleDefinitionId: new Unknown("preview"),
      }),
    ],
  },
};
