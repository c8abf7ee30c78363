/**
 * Built-in roles by GUID: display names change (Azure AI became Foundry in 2026), GUIDs do not.
 * What a role permits is in role-permissions.ts: a role without its actions there does not compile.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles and the Azure Verified Modules
 * for Bicep (2026-08).
 */

export interface Role {
  /** Display name. */
  readonly name: string;
  /** The GUID of the role definition. */
  readonly id: string;
  /** Earlier or later display names of the same role. */
  readonly formerly?: readonly string[];
  /** Role definitions of Cosmos DB's own data plane, which are not Azure role definitions. */
  readonly plane?: "cosmosSql";
}

export const roles = {
  cognitiveServicesOpenAIUser: {
    name: "Cognitive Services OpenAI User",
    id: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
  },
  cognitiveServicesOpenAIContributor: {
    name: "Cognitive Services OpenAI Contributor",
    id: "a001fd3d-188f-4b5d-821b-7da978bf7442",
  },
  cognitiveServicesUser: {
    name: "Cognitive Services User",
    id: "a97b65f3-24c7-4388-baec-2e87135dc908",
  },
  cognitiveServicesContributor: {
    name: "Cognitive Services Contributor",
    id: "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68",
  },
  cognitiveServicesUsagesReader: {
    name: "Cognitive Services Usages Reader",
    id: "bba48692-92b0-4667-a9ad-c31c7b334ac2",
  },
  cognitiveServicesDataReader: {
    name: "Cognitive Services Data Reader",
    id: "b59867f0-fa02-499b-be73-45a86b5b3e1c",
  },
  foundryUser: {
    name: "Foundry User",
    id: "53ca6127-db72-4b80-b1b0-d745d6d5456d",
    formerly: ["Azure AI User"],
  },
  foundryProjectManager: {
    name: "Foundry Project Manager",
    id: "eadc314b-1a2d-4efa-be10-5d325db5065e",
    formerly: ["Azure AI Project Manager"],
  },
  foundryAccountOwner: {
    name: "Foundry Account Owner",
    id: "e47c6f54-e4a2-4754-9501-8e0985b135e1",
    formerly: ["Azure AI Account Owner"],
  },
  foundryOwner: {
    name: "Foundry Owner",
    id: "c883944f-8b7b-4483-af10-35834be79c4a",
    formerly: ["Azure AI Owner"],
  },
  azureAIDeveloper: { name: "Azure AI Developer", id: "64702f94-c441-49e6-a78b-ef80e0188fee" },
  azureAIAdministrator: { name: "Azure AI Administrator", id: "b78c5d69-af96-48a3-bf8d-a8b4d589de94" },
  azureAIEnterpriseNetworkConnectionApprover: {
    name: "Azure AI Enterprise Network Connection Approver",
    id: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea",
  },
  azureAIInferenceDeploymentOperator: {
    name: "Azure AI Inference Deployment Operator",
    id: "3afb7f49-54cb-416e-8c09-6dc049efa503",
  },
  searchIndexDataContributor: {
    name: "Search Index Data Contributor",
    id: "8ebe5a00-799e-43f5-93ac-243d3dce84a7",
  },
  searchIndexDataReader: { name: "Search Index Data Reader", id: "1407120a-92aa-4202-b7e9-c0e197c71c8f" },
  searchServiceContributor: {
    name: "Search Service Contributor",
    id: "7ca78c08-252a-4471-8644-bb5ff32d4ba0",
  },
  storageBlobDataOwner: { name: "Storage Blob Data Owner", id: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b" },
  storageBlobDataContributor: {
    name: "Storage Blob Data Contributor",
    id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  },
  storageBlobDataReader: { name: "Storage Blob Data Reader", id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" },
  storageQueueDataContributor: {
    name: "Storage Queue Data Contributor",
    id: "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
  },
  storageAccountContributor: {
    name: "Storage Account Contributor",
    id: "17d1049b-9a84-46fb-8f53-869881c3d3ab",
  },
  storageFileDataPrivilegedContributor: {
    name: "Storage File Data Privileged Contributor",
    id: "69566ab7-960f-475b-8e7c-b3118f30c6bd",
  },
  cosmosDBOperator: { name: "Cosmos DB Operator", id: "230815da-be43-4aae-9cb4-875f7bd000aa" },
  cosmosDBAccountReader: {
    name: "Cosmos DB Account Reader Role",
    id: "fbdf93bf-df7d-467e-a4d2-9458aa1360c8",
  },
  cosmosSqlDataReader: {
    name: "Cosmos DB Built-in Data Reader",
    id: "00000000-0000-0000-0000-000000000001",
    plane: "cosmosSql",
  },
  cosmosSqlDataContributor: {
    name: "Cosmos DB Built-in Data Contributor",
    id: "00000000-0000-0000-0000-000000000002",
    plane: "cosmosSql",
  },
  keyVaultAdministrator: { name: "Key Vault Administrator", id: "00482a5a-887f-4fb3-b363-3b7fe8e74483" },
  keyVaultContributor: { name: "Key Vault Contributor", id: "f25e0fa2-a7c8-4377-a976-54943a77a395" },
  keyVaultSecretsUser: { name: "Key Vault Secrets User", id: "4633458b-17de-408a-b874-0445c86b69e6" },
  keyVaultSecretsOfficer: { name: "Key Vault Secrets Officer", id: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7" },
  keyVaultCryptoUser: { name: "Key Vault Crypto User", id: "12338af0-0e69-4776-bea7-57ae8d297424" },
  keyVaultCryptoOfficer: { name: "Key Vault Crypto Officer", id: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603" },
  keyVaultCryptoServiceEncryptionUser: {
    name: "Key Vault Crypto Service Encryption User",
    id: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  },
  acrPull: { name: "AcrPull", id: "7f951dda-4ed3-4680-a7ca-43fe172d538d" },
  acrPush: { name: "AcrPush", id: "8311e382-0749-4cb8-b61a-304f252e45ec" },
  containerRegistryRepositoryReader: {
    name: "Container Registry Repository Reader",
    id: "b93aa761-3e63-49ed-ac28-beffa264f7ac",
  },
  azureMLDataScientist: { name: "AzureML Data Scientist", id: "f6c7c914-8db3-469d-8ca1-694a8f32e121" },
  azureMLComputeOperator: { name: "AzureML Compute Operator", id: "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815" },
  azureMLRegistryUser: { name: "AzureML Registry User", id: "1823dd4f-9b8c-4ab6-ab4e-7397a3684615" },
  apiManagementServiceContributor: {
    name: "API Management Service Contributor",
    id: "312a565d-c81f-4fd8-895a-4e21e48d571c",
  },
  apiManagementServiceReader: {
    name: "API Management Service Reader Role",
    id: "71522526-b88f-4d52-b57f-d31fc3546d0d",
  },
  containerAppsSessionExecutor: {
    name: "Azure ContainerApps Session Executor",
    id: "0fb8eba5-a2bb-4abe-b1c1-49dfad359bb0",
  },
  eventHubsDataSender: { name: "Azure Event Hubs Data Sender", id: "2b629674-e913-4c01-ae53-ef4638d8f975" },
  eventHubsDataReceiver: {
    name: "Azure Event Hubs Data Receiver",
    id: "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
  },
  logAnalyticsReader: { name: "Log Analytics Reader", id: "73c42c96-874c-492b-b04d-ab87d138a893" },
  logAnalyticsContributor: { name: "Log Analytics Contributor", id: "92aaf0da-9dab-42b6-94a3-d43ce8d16293" },
  applicationInsightsComponentContributor: {
    name: "Application Insights Component Contributor",
    id: "ae349356-3a1b-4a5e-921d-050484c6347e",
  },
  monitoringReader: { name: "Monitoring Reader", id: "43d0d8ad-25c7-4714-9337-8ba259a9fe05" },
  monitoringMetricsPublisher: {
    name: "Monitoring Metrics Publisher",
    id: "3913510d-42f4-4e42-8a64-420c390055eb",
  },
  costManagementReader: { name: "Cost Management Reader", id: "72fafb9e-0641-4937-9268-a91bfd8191a3" },
  costManagementContributor: {
    name: "Cost Management Contributor",
    id: "434105ed-43f6-45c7-a02f-909b2ba83430",
  },
  networkContributor: { name: "Network Contributor", id: "4d97b98b-1d4f-4787-a291-c67834d212e7" },
  managedIdentityOperator: { name: "Managed Identity Operator", id: "f1a07417-d97a-45cb-824c-7a7467783830" },
  resourcePolicyContributor: {
    name: "Resource Policy Contributor",
    id: "36243c78-bf99-498c-9df9-86d9f8d28608",
  },
  rbacAdministrator: {
    name: "Role Based Access Control Administrator",
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  },
  userAccessAdministrator: { name: "User Access Administrator", id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" },
  owner: {
    name: "Owner",
    id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  },
  contributor: { name: "Contributor", id: "b24988ac-6180-42a0-ab88-20f7382dd24c" },
  reader: {
    name: "Reader",
    id: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;

const all: readonly Role[] = Object.values(roles);

/** The role by display name (also a former one), GUID, or the ID of its role definition. */
export function findRole(nameOrId: string): Role | undefined {
  const wanted = (nameOrId.split("/").pop() ?? "").toLowerCase();
  return all.find((role) =>
    [role.id, role.name, ...(role.formerly ?? [])].some((name) => name.toLowerCase() === wanted),
  );
}

/**
 * The ARM ID of a role definition in a subscription.
 * `/subscriptions/<subscription>/providers/Microsoft.Authorization/roleDefinitions/<id>`
 */
export function roleDefinitionId(role: Role, subscription: string): string {
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`;
}
