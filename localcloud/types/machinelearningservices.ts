import type { ResourceType } from "./resource-type";

const workspace =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}";

/** Source: azure-rest-api-specs machinelearningservices/resource-manager 2024-10-01 and later. */
export const machinelearningservices: readonly ResourceType[] = [
  {
    token: "azure-native:machinelearningservices:Workspace",
    path: workspace,
    autoName: { workspaceName: "random" },
    rules: { workspaceName: { min: 3, max: 33, pattern: "^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$" } },
    forceNew: ["storageAccount", "keyVault", "hbiWorkspace", "enableServiceSideCMKEncryption"],
    defaults: {
      kind: "Default",
      "properties.publicNetworkAccess": "Enabled",
      "properties.hbiWorkspace": false,
      "properties.v1LegacyMode": false,
    },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.workspaceId": "{guid:workspace}",
      "properties.tenantId": "{tenantId}",
      "properties.discoveryUrl": "https://{location}.api.azureml.ms/discovery",
      "properties.mlFlowTrackingUri":
        "azureml://{location}.api.azureml.ms/mlflow/v1.0/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/{name}",
    },
    seconds: 120,
  },
  {
    token: "azure-native:machinelearningservices:Compute",
    path: `${workspace}/computes/{computeName}`,
    autoName: { computeName: "random" },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 45,
  },
  {
    token: "azure-native:machinelearningservices:ManagedNetworkSettingsRule",
    path: `${workspace}/outboundRules/{ruleName}`,
    autoName: { ruleName: "random" },
    seconds: 60,
  },
];
