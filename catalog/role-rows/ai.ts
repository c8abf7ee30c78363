/**
 * Permissions of the roles of AI services, Foundry, AI Search and Machine Learning.
 * Sources: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning (search roles
 * there too), and https://learn.microsoft.com/azure/foundry/concepts/rbac-foundry for the Foundry roles.
 */
import { none, type RoleRows } from "./row";

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
const allOfWorkspaces = ["read", "action", "delete", "write"].map(
  (verb) => `Microsoft.MachineLearningServices/workspaces/*/${verb}`,
);
/** What only an owner of a workspace may do. */
const ownersOfWorkspaces = [
  "delete",
  "write",
  "listKeys/action",
  "hubs/write",
  "hubs/delete",
  "featurestores/write",
  "featurestores/delete",
].map((operation) => `Microsoft.MachineLearningServices/workspaces/${operation}`);

/** Role -> permissions. */
export const aiRoles = {
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
  azureAIDeveloper: {
    ...none,
    actions: [
      ...allOfWorkspaces,
      "Microsoft.MachineLearningServices/locations/*/read",
      "Microsoft.Authorization/*/read",
      "Microsoft.Resources/deployments/*",
    ],
    notActions: [...ownersOfWorkspaces],
    dataActions: [
      "Microsoft.CognitiveServices/accounts/OpenAI/*",
      "Microsoft.CognitiveServices/accounts/SpeechServices/*",
      "Microsoft.CognitiveServices/accounts/ContentSafety/*",
    ],
  },
  // https://learn.microsoft.com/azure/machine-learning/how-to-assign-roles#azure-ai-administrator-role
  azureAIAdministrator: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.CognitiveServices/*",
      "Microsoft.ContainerRegistry/registries/*",
      "Microsoft.DataFactory/factories/*",
      "Microsoft.DocumentDb/databaseAccounts/*",
      "Microsoft.Features/features/read",
      "Microsoft.Features/providers/features/read",
      "Microsoft.Features/providers/features/register/action",
      ...[
        "alertRules",
        "components",
        "diagnosticSettings",
        "metricAlerts",
        "scheduledqueryrules",
        "webtests",
      ].map((type) => `Microsoft.Insights/${type}/*`),
      ...[
        "generateLiveToken",
        "logDefinitions",
        "metricdefinitions",
        "metrics",
        "topology",
        "transactions",
      ].map((type) => `Microsoft.Insights/${type}/read`),
      "Microsoft.KeyVault/*",
      "Microsoft.MachineLearningServices/workspaces/*",
      "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/write",
      ...readSubscription,
      ...["write", "read", "delete", "indexes/*", "listAdminKeys/action", "privateEndpointConnections/*"].map(
        (operation) => `Microsoft.Search/searchServices/${operation}`,
      ),
      "Microsoft.Storage/storageAccounts/*",
      "Microsoft.Support/*",
    ],
  },
  azureAIEnterpriseNetworkConnectionApprover: {
    ...none,
    actions: [
      ...[
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.Cache/redis",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.Sql/servers",
      ].map((type) => `${type}/privateEndpointConnectionsApproval/action`),
      ...[
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.Cache/redis",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Sql/servers",
      ].flatMap((type) => [
        `${type}/privateEndpointConnections/read`,
        `${type}/privateEndpointConnections/write`,
      ]),
      ...[
        "Microsoft.Cache/redis",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Sql/servers",
      ].flatMap((type) => [`${type}/read`, `${type}/privateLinkResources/read`]),
    ],
  },
  azureAIInferenceDeploymentOperator: {
    ...none,
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Insights/AutoscaleSettings/write",
    ],
  },
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
  azureMLDataScientist: {
    ...none,
    actions: [...allOfWorkspaces],
    notActions: [
      ...ownersOfWorkspaces,
      "Microsoft.MachineLearningServices/workspaces/computes/*/write",
      "Microsoft.MachineLearningServices/workspaces/computes/*/delete",
      "Microsoft.MachineLearningServices/workspaces/computes/listKeys/action",
    ],
  },
  azureMLComputeOperator: {
    ...none,
    actions: [
      "Microsoft.MachineLearningServices/workspaces/computes/*",
      "Microsoft.MachineLearningServices/workspaces/notebooks/vm/*",
    ],
  },
  azureMLRegistryUser: {
    ...none,
    actions: [
      "Microsoft.MachineLearningServices/registries/read",
      "Microsoft.MachineLearningServices/registries/assets/*",
    ],
  },
} satisfies RoleRows;
