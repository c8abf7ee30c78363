import type { ResourceType } from "./resource-type";

const provider = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.App";

/** Source: azure-rest-api-specs app/resource-manager 2025-01-01; name rules of Microsoft.App on Microsoft Learn. */
export const app: readonly ResourceType[] = [
  {
    token: "azure-native:app:ManagedEnvironment",
    path: `${provider}/managedEnvironments/{environmentName}`,
    autoName: { environmentName: "random" },
    // The network of an environment is decided when it is made.
    forceNew: ["vnetConfiguration", "zoneRedundant"],
    defaults: { "properties.publicNetworkAccess": "Enabled", "properties.zoneRedundant": false },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.defaultDomain": "{hex8:domain}.{location}.azurecontainerapps.io",
      "properties.staticIp": "10.255.0.4",
    },
    seconds: 180,
  },
  {
    token: "azure-native:app:ContainerAppsSessionPool",
    path: `${provider}/sessionPools/{sessionPoolName}`,
    autoName: { sessionPoolName: "random" },
    forceNew: ["environmentId", "containerType", "poolManagementType"],
    defaults: { "properties.sessionNetworkConfiguration": { status: "EgressDisabled" } },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.poolManagementEndpoint":
        "https://{location}.dynamicsessions.io/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/sessionPools/{name}",
      "properties.nodeCount": 0,
    },
    seconds: 20,
  },
];
