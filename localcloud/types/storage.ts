import type { ResourceType } from "./resource-type";

const account =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Storage/storageAccounts/{accountName}";

/** Source: azure-rest-api-specs storage/resource-manager 2024-01-01. */
export const storage: readonly ResourceType[] = [
  {
    token: "azure-native:storage:StorageAccount",
    path: account,
    autoName: { accountName: "random" },
    rules: { accountName: { min: 3, max: 24, pattern: "^[a-z0-9]+$" } },
    forceNew: ["isHnsEnabled", "enableNfsV3"],
    renamed: {
      enableHttpsTrafficOnly: "supportsHttpsTrafficOnly",
      enableNfsV3: "isNfsV3Enabled",
      networkRuleSet: "networkAcls",
    },
    defaults: {
      "properties.accessTier": "Hot",
      "properties.supportsHttpsTrafficOnly": true,
      "properties.encryption": { keySource: "Microsoft.Storage" },
    },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.creationTime": "{now}",
      "properties.primaryLocation": "{location}",
      "properties.statusOfPrimary": "available",
      "properties.primaryEndpoints": {
        blob: "https://{name}.blob.core.windows.net/",
        dfs: "https://{name}.dfs.core.windows.net/",
        file: "https://{name}.file.core.windows.net/",
        queue: "https://{name}.queue.core.windows.net/",
        table: "https://{name}.table.core.windows.net/",
        web: "https://{name}.z1.web.core.windows.net/",
      },
    },
    seconds: 15,
  },
  {
    token: "azure-native:storage:BlobServiceProperties",
    path: `${account}/blobServices/{blobServicesName}`,
    singleton: {},
    seconds: 1,
  },
  {
    token: "azure-native:storage:BlobContainer",
    path: `${account}/blobServices/default/containers/{containerName}`,
    autoName: { containerName: "copy" },
    rules: { containerName: { min: 3, max: 63 } },
    defaults: { "properties.publicAccess": "None" },
    computed: {
      etag: '"{hex16:etag}"',
      "properties.lastModifiedTime": "{now}",
      "properties.leaseState": "Available",
    },
    seconds: 1,
  },
];
