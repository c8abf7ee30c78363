import type { ResourceType } from "./resource-type";

const account =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.DocumentDB/databaseAccounts/{accountName}";

/** Source: azure-rest-api-specs cosmos-db/resource-manager 2025-04-15. */
export const cosmosdb: readonly ResourceType[] = [
  {
    token: "azure-native:cosmosdb:DatabaseAccount",
    path: account,
    autoName: { accountName: "random" },
    rules: { accountName: { min: 3, max: 50, pattern: "^[a-z0-9]+(-[a-z0-9]+)*" } },
    forceNew: ["kind", "apiProperties", "createMode", "restoreParameters"],
    defaults: {
      kind: "GlobalDocumentDB",
      "properties.disableLocalAuth": false,
      "properties.publicNetworkAccess": "Enabled",
      "properties.enableAutomaticFailover": false,
      "properties.enableAnalyticalStorage": false,
      "properties.minimalTlsVersion": "Tls12",
    },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.documentEndpoint": "https://{name}.documents.azure.com:443/",
      "properties.instanceId": "{guid:instance}",
    },
    seconds: 240,
  },
  {
    token: "azure-native:cosmosdb:SqlResourceSqlDatabase",
    path: `${account}/sqlDatabases/{databaseName}`,
    autoName: { databaseName: "copy" },
    seconds: 5,
  },
  {
    token: "azure-native:cosmosdb:SqlResourceSqlRoleAssignment",
    path: `${account}/sqlRoleAssignments/{roleAssignmentId}`,
    autoName: { roleAssignmentId: "uuid" },
    seconds: 10,
  },
];
