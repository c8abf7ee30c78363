import type { ResourceType } from "./resource-type";

const provider =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Databricks";

const identity = (label: string) => ({
  type: "SystemAssigned",
  principalId: `{guid:${label}}`,
  tenantId: "{tenantId}",
});

/** Source: azure-rest-api-specs databricks/resource-manager 2024-05-01 and later. */
export const databricks: readonly ResourceType[] = [
  {
    token: "azure-native:databricks:Workspace",
    path: `${provider}/workspaces/{workspaceName}`,
    autoName: { workspaceName: "random" },
    rules: { workspaceName: { min: 3, max: 64 } },
    // The network and the managed group of a workspace are decided when it is made.
    forceNew: [
      "managedResourceGroupId",
      "parameters.customVirtualNetworkId",
      "parameters.customPublicSubnetName",
      "parameters.customPrivateSubnetName",
      "parameters.storageAccountName",
      "parameters.requireInfrastructureEncryption",
    ],
    defaults: {
      "properties.publicNetworkAccess": "Enabled",
      "properties.requiredNsgRules": "AllRules",
    },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.createdDateTime": "{now}",
      "properties.workspaceId": "{hex16:workspace}",
      "properties.workspaceUrl": "adb-{hex16:workspace}.0.azuredatabricks.net",
      "properties.diskEncryptionSetId":
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}-databricks/providers/Microsoft.Compute/diskEncryptionSets/dbdes-{hex8:disks}",
      "properties.managedDiskIdentity": identity("disks"),
      "properties.storageAccountIdentity": identity("root"),
    },
    seconds: 180,
  },
  {
    token: "azure-native:databricks:AccessConnector",
    path: `${provider}/accessConnectors/{connectorName}`,
    autoName: { connectorName: "random" },
    rules: { connectorName: { min: 3, max: 64 } },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 10,
  },
];
