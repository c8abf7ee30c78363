/**
 * What built-in roles let their holder do, copied as patterns from their definitions. A role without a row is unknown,
 * never powerless. Sources: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (pages
 * ai-machine-learning, security, storage, networking, monitor, databases, management-and-governance and privileged, the
 * last of 2026-07-01) and
 * https://learn.microsoft.com/azure/foundry/concepts/rbac-foundry for the Foundry roles.
 */
import type { RoleName } from "./roles";

/** Patterns of one role; `*` matches any run of characters, case does not matter. */
export interface RolePermissions {
  /** Operations of Azure Resource Manager. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  /** Operations on the data of a resource. */
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
  /** The only roles that the holder may assign, where a condition limits `roleAssignments/write`. */
  readonly assignable?: readonly RoleName[];
}

const none = { actions: [], notActions: [], dataActions: [], notDataActions: [] } as const;
const readAuthorization = [
  "Microsoft.Authorization/roleAssignments/read",
  "Microsoft.Authorization/roleDefinitions/read",
] as const;
const manageAssignments = [
  "Microsoft.Authorization/roleAssignments/write",
  "Microsoft.Authorization/roleAssignments/delete",
] as const;
const readMetrics = [
  "Microsoft.Insights/alertRules/read",
  "Microsoft.Insights/diagnosticSettings/read",
  "Microsoft.Insights/logDefinitions/read",
  "Microsoft.Insights/metricdefinitions/read",
  "Microsoft.Insights/metrics/read",
  "Microsoft.ResourceHealth/availabilityStatuses/read",
] as const;
const readSubscription = [
  "Microsoft.Resources/subscriptions/operationresults/read",
  "Microsoft.Resources/subscriptions/read",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
] as const;
const manageAccounts = [
  "Microsoft.Authorization/*/read",
  "Microsoft.CognitiveServices/*",
  "Microsoft.Features/features/read",
  "Microsoft.Features/providers/features/read",
  "Microsoft.Features/providers/features/register/action",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Insights/diagnosticSettings/*",
  "Microsoft.Insights/logDefinitions/read",
  "Microsoft.Insights/metricdefinitions/read",
  "Microsoft.Insights/metrics/read",
  "Microsoft.ResourceHealth/availabilityStatuses/read",
  "Microsoft.Resources/deployments/*",
  ...readSubscription,
  "Microsoft.Support/*",
] as const;
const openAI = "Microsoft.CognitiveServices/accounts/OpenAI";
const blobs = "Microsoft.Storage/storageAccounts/blobServices";

/** Role -> permissions, for the roles whose definition was read. */
export const rolePermissions: Readonly<Partial<Record<RoleName, RolePermissions>>> = {
  cognitiveServicesOpenAIUser: {
    actions: ["Microsoft.CognitiveServices/*/read", ...readAuthorization],
    notActions: [],
    dataActions: [
      `${openAI}/*/read`,
      `${openAI}/engines/completions/action`,
      `${openAI}/engines/search/action`,
      `${openAI}/engines/generate/action`,
      `${openAI}/deployments/audio/action`,
      `${openAI}/deployments/search/action`,
      `${openAI}/deployments/completions/action`,
      `${openAI}/deployments/chat/completions/action`,
      `${openAI}/deployments/realtime/action`,
      `${openAI}/deployments/extensions/chat/completions/action`,
      `${openAI}/deployments/embeddings/action`,
      `${openAI}/images/generations/action`,
      `${openAI}/assistants/*`,
    ],
    notDataActions: [`${openAI}/stored-completions/read`],
  },
  cognitiveServicesOpenAIContributor: {
    ...none,
    actions: [
      "Microsoft.CognitiveServices/*/read",
      ...["deployments", "raiPolicies", "commitmentplans"].flatMap((child) => [
        `Microsoft.CognitiveServices/accounts/${child}/write`,
        `Microsoft.CognitiveServices/accounts/${child}/delete`,
      ]),
      ...readAuthorization,
    ],
    dataActions: [`${openAI}/*`],
  },
  cognitiveServicesUser: {
    ...none,
    actions: [
      "Microsoft.CognitiveServices/*/read",
      "Microsoft.CognitiveServices/accounts/listkeys/action",
      ...readMetrics,
      "Microsoft.Resources/deployments/operations/read",
      ...readSubscription,
      "Microsoft.Support/*",
    ],
    dataActions: ["Microsoft.CognitiveServices/*"],
  },
  cognitiveServicesContributor: { ...none, actions: manageAccounts },
  cognitiveServicesUsagesReader: { ...none, actions: ["Microsoft.CognitiveServices/locations/usages/read"] },
  cognitiveServicesDataReader: { ...none, dataActions: ["Microsoft.CognitiveServices/*/read"] },
  foundryUser: {
    ...none,
    actions: [
      "Microsoft.CognitiveServices/*/read",
      "Microsoft.CognitiveServices/accounts/listkeys/action",
      ...readMetrics,
      "Microsoft.Resources/deployments/*",
      ...readSubscription,
      "Microsoft.Support/*",
    ],
    dataActions: ["Microsoft.CognitiveServices/*"],
  },
  foundryProjectManager: {
    ...none,
    actions: [
      ...manageAssignments,
      "Microsoft.CognitiveServices/accounts/*/read",
      "Microsoft.CognitiveServices/accounts/projects/*",
      "Microsoft.CognitiveServices/locations/*/read",
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
    ],
    dataActions: ["Microsoft.CognitiveServices/*"],
    assignable: ["foundryUser"],
  },
  foundryAccountOwner: {
    ...none,
    actions: [...manageAssignments, ...manageAccounts],
    assignable: ["foundryUser"],
  },
  foundryOwner: { ...none, actions: manageAccounts, dataActions: ["Microsoft.CognitiveServices/*"] },
  searchIndexDataContributor: {
    ...none,
    dataActions: ["Microsoft.Search/searchServices/indexes/documents/*"],
  },
  searchIndexDataReader: { ...none, dataActions: ["Microsoft.Search/searchServices/indexes/documents/read"] },
  searchServiceContributor: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Search/searchServices/*",
      "Microsoft.Support/*",
    ],
  },
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
  keyVaultCryptoOfficer: {
    ...none,
    actions: [
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
    ],
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
  networkContributor: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Network/*",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
  },
  logAnalyticsContributor: {
    ...none,
    actions: [
      "*/read",
      "Microsoft.ClassicCompute/virtualMachines/extensions/*",
      "Microsoft.ClassicStorage/storageAccounts/listKeys/action",
      "Microsoft.Compute/virtualMachines/extensions/*",
      "Microsoft.HybridCompute/machines/extensions/write",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Insights/diagnosticSettings/*",
      "Microsoft.OperationalInsights/*",
      "Microsoft.OperationsManagement/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourcegroups/deployments/*",
      "Microsoft.Storage/storageAccounts/listKeys/action",
      "Microsoft.Support/*",
    ],
  },
  logAnalyticsReader: {
    ...none,
    actions: [
      "*/read",
      "Microsoft.OperationalInsights/workspaces/analytics/query/action",
      "Microsoft.OperationalInsights/workspaces/search/action",
      "Microsoft.Support/*",
    ],
    notActions: ["Microsoft.OperationalInsights/workspaces/sharedKeys/read"],
  },
  monitoringMetricsPublisher: {
    ...none,
    actions: [
      "Microsoft.Insights/Register/Action",
      "Microsoft.Support/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
    ],
    dataActions: ["Microsoft.Insights/Metrics/Write", "Microsoft.Insights/Telemetry/Write"],
  },
  costManagementReader: {
    ...none,
    actions: [
      "Microsoft.Consumption/*/read",
      "Microsoft.CostManagement/*/read",
      "Microsoft.Billing/billingPeriods/read",
      "Microsoft.Resources/subscriptions/read",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
      "Microsoft.Advisor/configurations/read",
      "Microsoft.Advisor/recommendations/read",
      "Microsoft.Management/managementGroups/read",
      "Microsoft.Billing/billingProperty/read",
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
  owner: { ...none, actions: ["*"] },
  contributor: {
    ...none,
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
      "Microsoft.Purview/consents/write",
      "Microsoft.Purview/consents/delete",
      "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
      "Microsoft.Subscription/cancel/action",
      "Microsoft.Subscription/enable/action",
    ],
  },
  reader: { ...none, actions: ["*/read"] },
  rbacAdministrator: { ...none, actions: [...manageAssignments, "*/read", "Microsoft.Support/*"] },
  userAccessAdministrator: {
    ...none,
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
  },
};

/**
 * Whether a role permits an operation, e.g. `Microsoft.CognitiveServices/accounts/listkeys/action`.
 *
 * @param plane `control` for operations of Azure Resource Manager, `data` for operations on data.
 */
export function rolePermits(
  role: RoleName,
  operation: string,
  plane: "control" | "data",
): "yes" | "no" | "unknown" {
  const permissions = rolePermissions[role];
  if (!permissions) return "unknown";
  const [granted, withheld] =
    plane === "control"
      ? [permissions.actions, permissions.notActions]
      : [permissions.dataActions, permissions.notDataActions];
  const matches = (pattern: string): boolean => matchesPattern(pattern, operation);
  return granted.some(matches) && !withheld.some(matches) ? "yes" : "no";
}

/** Whether a pattern of a role definition covers an operation. */
export function matchesPattern(pattern: string, operation: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`, "i").test(operation);
}
