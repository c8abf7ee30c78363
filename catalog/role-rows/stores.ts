/**
 * Permissions of the roles of what holds data and keys. Sources: the pages storage, databases, security, analytics and containers of
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles, and
 * https://learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-roles for Cosmos DB's own data plane.
 */
import { none, type RoleRows } from "./row";

const blobs = "Microsoft.Storage/storageAccounts/blobServices";
const queues = "Microsoft.Storage/storageAccounts/queueServices/queues";
const readVaults = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
] as const;

/** Role -> permissions. */
export const storesRoles = {
  storageBlobDataContributor: {
    ...none,
    actions: [
      `${blobs}/containers/delete`,
      `${blobs}/containers/read`,
      `${blobs}/containers/write`,
      `${blobs}/generateUserDelegationKey/action`,
    ],
    dataActions: [
      `${blobs}/containers/blobs/delete`,
      `${blobs}/containers/blobs/read`,
      `${blobs}/containers/blobs/write`,
      `${blobs}/containers/blobs/move/action`,
      `${blobs}/containers/blobs/add/action`,
    ],
  },
  storageBlobDataOwner: {
    ...none,
    actions: [`${blobs}/containers/*`, `${blobs}/generateUserDelegationKey/action`],
    dataActions: [`${blobs}/containers/blobs/*`],
  },
  storageBlobDataReader: {
    ...none,
    actions: [`${blobs}/containers/read`, `${blobs}/generateUserDelegationKey/action`],
    dataActions: [`${blobs}/containers/blobs/read`],
  },
  storageQueueDataContributor: {
    ...none,
    actions: ["delete", "read", "write"].map((verb) => `${queues}/${verb}`),
    dataActions: ["delete", "read", "write", "process/action"].map((verb) => `${queues}/messages/${verb}`),
  },
  storageAccountContributor: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Insights/diagnosticSettings/*",
      "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Storage/storageAccounts/*",
      "Microsoft.Support/*",
    ],
  },
  // https://learn.microsoft.com/azure/storage/files/authorize-oauth-rest
  storageFileDataPrivilegedContributor: {
    ...none,
    dataActions: [
      ...["read", "write", "delete", "modifypermissions/action"].map(
        (verb) => `Microsoft.Storage/storageAccounts/fileServices/fileshares/files/${verb}`,
      ),
      "Microsoft.Storage/storageAccounts/fileServices/readFileBackupSemantics/action",
      "Microsoft.Storage/storageAccounts/fileServices/writeFileBackupSemantics/action",
    ],
  },
  cosmosDBOperator: {
    ...none,
    actions: [
      "Microsoft.DocumentDb/databaseAccounts/*",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Authorization/*/read",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
      "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
    ],
    notActions: [
      ...["dataTransferJobs/*", "readonlyKeys/*", "regenerateKey/*", "listKeys/*", "listConnectionStrings/*"],
      ...[
        "sqlRoleDefinitions",
        "sqlRoleAssignments",
        "mongodbRoleDefinitions",
        "mongodbUserDefinitions",
      ].flatMap((child) => [`${child}/write`, `${child}/delete`]),
    ].map((operation) => `Microsoft.DocumentDB/databaseAccounts/${operation}`),
  },
  cosmosDBAccountReader: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.DocumentDB/*/read",
      "Microsoft.DocumentDB/databaseAccounts/readonlykeys/action",
      "Microsoft.Insights/MetricDefinitions/read",
      "Microsoft.Insights/Metrics/read",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
  },
  cosmosSqlDataReader: {
    ...none,
    dataActions: [
      "Microsoft.DocumentDB/databaseAccounts/readMetadata",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/read",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/executeQuery",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/readChangeFeed",
    ],
  },
  cosmosSqlDataContributor: {
    ...none,
    dataActions: [
      "Microsoft.DocumentDB/databaseAccounts/readMetadata",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/*",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/*",
    ],
  },
  keyVaultContributor: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.KeyVault/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
    notActions: [
      "Microsoft.KeyVault/locations/deletedVaults/purge/action",
      "Microsoft.KeyVault/hsmPools/*",
      "Microsoft.KeyVault/managedHsms/*",
    ],
  },
  keyVaultAdministrator: {
    ...none,
    actions: [...readVaults],
    dataActions: ["Microsoft.KeyVault/vaults/*"],
  },
  keyVaultCryptoOfficer: {
    ...none,
    actions: [...readVaults],
    dataActions: ["Microsoft.KeyVault/vaults/keys/*", "Microsoft.KeyVault/vaults/keyrotationpolicies/*"],
  },
  keyVaultCryptoServiceEncryptionUser: {
    ...none,
    actions: ["write", "read", "delete"].map((verb) => `Microsoft.EventGrid/eventSubscriptions/${verb}`),
    dataActions: ["read", "wrap/action", "unwrap/action"].map(
      (verb) => `Microsoft.KeyVault/vaults/keys/${verb}`,
    ),
  },
  keyVaultCryptoUser: {
    ...none,
    dataActions: [
      ...["read", "update/action", "backup/action", "encrypt/action", "decrypt/action", "wrap/action"],
      ...["unwrap/action", "sign/action", "verify/action"],
    ].map((verb) => `Microsoft.KeyVault/vaults/keys/${verb}`),
  },
  keyVaultSecretsOfficer: {
    ...none,
    actions: [...readVaults],
    dataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
  },
  keyVaultSecretsUser: {
    ...none,
    dataActions: ["getSecret/action", "readMetadata/action"].map(
      (verb) => `Microsoft.KeyVault/vaults/secrets/${verb}`,
    ),
  },
  eventHubsDataReceiver: {
    ...none,
    actions: ["Microsoft.EventHub/*/eventhubs/consumergroups/read"],
    dataActions: ["Microsoft.EventHub/*/receive/action"],
  },
  eventHubsDataSender: {
    ...none,
    actions: ["Microsoft.EventHub/*/eventhubs/read"],
    dataActions: ["Microsoft.EventHub/*/send/action"],
  },
  // https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions
  containerRegistryRepositoryReader: {
    ...none,
    dataActions: ["content/read", "metadata/read"].map(
      (operation) => `Microsoft.ContainerRegistry/registries/repositories/${operation}`,
    ),
  },
  acrPull: { ...none, actions: ["Microsoft.ContainerRegistry/registries/pull/read"] },
  acrPush: {
    ...none,
    actions: [
      "Microsoft.ContainerRegistry/registries/pull/read",
      "Microsoft.ContainerRegistry/registries/push/write",
    ],
  },
} satisfies RoleRows;
