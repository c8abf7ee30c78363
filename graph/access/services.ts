import type { Verb } from "./model";

/** Operations of which each alone suffices for a verb. */
export interface Operations {
  readonly control?: readonly string[];
  readonly data?: readonly string[];
  /** Operations of Azure Resource Manager that suffice only while a property has not the value. */
  readonly unless?: {
    readonly property: string;
    readonly value: boolean;
    readonly control: readonly string[];
  };
}

/** What access means for a resource of one type. */
export interface AccessService {
  readonly type: string;
  readonly verbs: Readonly<Partial<Record<Verb, Operations>>>;
  /** The switch of keys, and what a key gives to whoever holds it. */
  readonly keys?: {
    readonly property: string;
    /** The value at which keys are refused. */
    readonly off: boolean;
    /** @default keys work unless the property says otherwise */
    readonly offByDefault?: boolean;
    readonly give: readonly Verb[];
  };
  readonly network: NetworkSetting;
}

/** Where a resource says from where it can be reached. */
export type NetworkSetting =
  | {
      readonly publicAccess: string;
      /** Property with `defaultAction` and rules. */
      readonly rules?: string;
      /** Property with a plain list of addresses. */
      readonly addresses?: string;
    }
  | { readonly virtualNetworkType: string }
  | { readonly always: "public"; readonly because: string };

const accounts = "Microsoft.CognitiveServices/accounts";
const storage = "Microsoft.Storage/storageAccounts";
const cosmos = "Microsoft.DocumentDB/databaseAccounts";
const search = "Microsoft.Search/searchServices";
const vaults = "Microsoft.KeyVault/vaults";
const logs = "Microsoft.OperationalInsights/workspaces";
const components = "Microsoft.Insights/components";
const registries = "Microsoft.ContainerRegistry/registries";
const gateway = "Microsoft.ApiManagement/service";
const learning = "Microsoft.MachineLearningServices/workspaces";
const databricks = "Microsoft.Databricks/workspaces";
const redis = "Microsoft.Cache/redisEnterprise";
const pools = "Microsoft.App/sessionPools";

const control = (...operations: readonly string[]): Operations => ({ control: operations });
const data = (...operations: readonly string[]): Operations => ({ data: operations });
const grantAccess = control("Microsoft.Authorization/roleAssignments/write");

/**
 * What each verb takes, by service. Source of the operations:
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations; of what keys give, the
 * security page of each service.
 */
export const accessServices: readonly AccessService[] = [
  {
    type: "azure-native:cognitiveservices:Account",
    verbs: {
      call: data(
        `${accounts}/OpenAI/deployments/chat/completions/action`,
        `${accounts}/OpenAI/deployments/embeddings/action`,
      ),
      change: control(
        `${accounts}/write`,
        `${accounts}/deployments/write`,
        `${accounts}/raiPolicies/write`,
        `${accounts}/projects/write`,
      ),
      readKeys: control(`${accounts}/listkeys/action`, `${accounts}/regeneratekey/action`),
      readPrompts: data(
        `${accounts}/OpenAI/stored-completions/read`,
        `${accounts}/OpenAI/assistants/threads/messages/read`,
      ),
      delete: control(`${accounts}/delete`, `${accounts}/deployments/delete`),
      grantAccess,
    },
    keys: { property: "properties.disableLocalAuth", off: true, give: ["call", "readPrompts"] },
    network: { publicAccess: "properties.publicNetworkAccess", rules: "properties.networkAcls" },
  },
  {
    type: "azure-native:apimanagement:ApiManagementService",
    verbs: {
      change: control(`${gateway}/write`, `${gateway}/apis/policies/write`, `${gateway}/backends/write`),
      readKeys: control(`${gateway}/subscriptions/listSecrets/action`),
      delete: control(`${gateway}/delete`, `${gateway}/apis/delete`),
      grantAccess,
    },
    network: { virtualNetworkType: "virtualNetworkType" },
  },
  {
    type: "azure-native:redisenterprise:RedisEnterprise",
    verbs: {
      change: control(`${redis}/write`, `${redis}/databases/write`),
      readKeys: control(`${redis}/databases/listKeys/action`, `${redis}/databases/regenerateKey/action`),
      // A key of a gateway's cache reads the questions and answers in it.
      readPrompts: control(`${redis}/databases/listKeys/action`),
      delete: control(`${redis}/delete`, `${redis}/databases/delete`),
      grantAccess,
    },
    network: { publicAccess: "publicNetworkAccess" },
  },
  {
    type: "azure-native:storage:StorageAccount",
    verbs: {
      change: {
        control: [`${storage}/write`],
        data: [
          `${storage}/blobServices/containers/blobs/write`,
          `${storage}/fileServices/fileshares/files/write`,
        ],
      },
      readKeys: control(`${storage}/listKeys/action`, `${storage}/regenerateKey/action`),
      readPrompts: data(
        `${storage}/blobServices/containers/blobs/read`,
        `${storage}/fileServices/fileshares/files/read`,
      ),
      delete: {
        control: [`${storage}/delete`, `${storage}/blobServices/containers/delete`],
        data: [
          `${storage}/blobServices/containers/blobs/delete`,
          `${storage}/fileServices/fileshares/files/delete`,
        ],
      },
      grantAccess,
    },
    keys: { property: "allowSharedKeyAccess", off: false, give: ["change", "readPrompts", "delete"] },
    network: { publicAccess: "publicNetworkAccess", rules: "networkRuleSet" },
  },
  {
    type: "azure-native:cosmosdb:DatabaseAccount",
    verbs: {
      change: {
        control: [`${cosmos}/write`],
        data: [`${cosmos}/sqlDatabases/containers/items/upsert`],
      },
      readKeys: control(`${cosmos}/listKeys/action`, `${cosmos}/readonlykeys/action`),
      readPrompts: data(`${cosmos}/sqlDatabases/containers/items/read`),
      delete: {
        control: [`${cosmos}/delete`, `${cosmos}/sqlDatabases/delete`],
        data: [`${cosmos}/sqlDatabases/containers/items/delete`],
      },
      // Its own data plane has its own assignments.
      grantAccess: control(
        "Microsoft.Authorization/roleAssignments/write",
        `${cosmos}/sqlRoleAssignments/write`,
      ),
    },
    keys: { property: "disableLocalAuth", off: true, give: ["change", "readPrompts", "delete"] },
    network: { publicAccess: "publicNetworkAccess", addresses: "ipRules" },
  },
  {
    type: "azure-native:search:Service",
    verbs: {
      change: { control: [`${search}/write`], data: [`${search}/indexes/documents/write`] },
      readKeys: control(`${search}/listAdminKeys/action`, `${search}/listQueryKeys/action`),
      readPrompts: data(`${search}/indexes/documents/read`),
      delete: { control: [`${search}/delete`], data: [`${search}/indexes/documents/delete`] },
      grantAccess,
    },
    keys: { property: "disableLocalAuth", off: true, give: ["change", "readPrompts", "delete"] },
    network: { publicAccess: "publicNetworkAccess", addresses: "networkRuleSet.ipRules" },
  },
  {
    type: "azure-native:keyvault:Vault",
    verbs: {
      change: {
        control: [`${vaults}/write`],
        data: [
          `${vaults}/keys/create/action`,
          `${vaults}/keys/rotate/action`,
          `${vaults}/secrets/setSecret/action`,
        ],
      },
      readKeys: data(`${vaults}/secrets/getSecret/action`),
      delete: {
        control: [`${vaults}/delete`],
        data: [`${vaults}/keys/delete`, `${vaults}/secrets/delete`],
      },
      grantAccess: {
        ...grantAccess,
        unless: {
          property: "properties.enableRbacAuthorization",
          value: true,
          control: [`${vaults}/accessPolicies/write`],
        },
      },
    },
    network: { publicAccess: "properties.publicNetworkAccess", rules: "properties.networkAcls" },
  },
  {
    type: "azure-native:operationalinsights:Workspace",
    verbs: {
      change: control(`${logs}/write`, `${logs}/tables/write`),
      readKeys: control(`${logs}/sharedKeys/action`),
      readPrompts: control(`${logs}/query/read`, `${logs}/search/action`),
      delete: control(`${logs}/delete`, `${logs}/purge/action`),
      grantAccess,
    },
    // The shared key of a workspace writes logs; it reads none.
    keys: { property: "features.disableLocalAuth", off: true, give: [] },
    network: { publicAccess: "publicNetworkAccessForQuery" },
  },
  {
    type: "azure-native:applicationinsights:Component",
    verbs: {
      change: control(`${components}/write`),
      readPrompts: control(`${components}/query/read`),
      delete: control(`${components}/delete`, `${components}/purge/action`),
      grantAccess,
    },
    network: { publicAccess: "publicNetworkAccessForQuery" },
  },
  {
    type: "azure-native:app:ContainerAppsSessionPool",
    verbs: {
      call: data(`${pools}/interpreters/execute/action`),
      change: control(`${pools}/write`),
      delete: control(`${pools}/delete`),
      grantAccess,
    },
    // https://learn.microsoft.com/azure/container-apps/sessions-usage#management-endpoint
    network: {
      always: "public",
      because: "its management endpoint is shared by the region; only tokens are checked",
    },
  },
  {
    type: "azure-native:machinelearningservices:Workspace",
    verbs: {
      call: control(`${learning}/jobs/write`, `${learning}/onlineEndpoints/score/action`),
      change: control(`${learning}/write`, `${learning}/computes/write`),
      readKeys: control(`${learning}/listKeys/action`),
      delete: control(`${learning}/delete`, `${learning}/computes/delete`),
      grantAccess,
    },
    network: { publicAccess: "publicNetworkAccess" },
  },
  {
    type: "azure-native:containerregistry:Registry",
    verbs: {
      change: control(`${registries}/write`, `${registries}/push/write`),
      readKeys: control(`${registries}/listCredentials/action`),
      delete: control(`${registries}/delete`),
      grantAccess,
    },
    keys: { property: "adminUserEnabled", off: false, offByDefault: true, give: ["change"] },
    network: { publicAccess: "publicNetworkAccess", rules: "networkRuleSet" },
  },
  {
    type: "azure-native:databricks:Workspace",
    verbs: {
      change: control(`${databricks}/write`),
      delete: control(`${databricks}/delete`),
      grantAccess,
    },
    network: { publicAccess: "publicNetworkAccess" },
  },
];
