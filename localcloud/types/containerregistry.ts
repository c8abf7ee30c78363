import type { ResourceType } from "./resource-type";

/** Source: azure-rest-api-specs containerregistry/resource-manager 2023-07-01 and later. */
export const containerregistry: readonly ResourceType[] = [
  {
    token: "azure-native:containerregistry:Registry",
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}",
    autoName: { registryName: "random" },
    rules: { registryName: { min: 5, max: 50, pattern: "^[a-zA-Z0-9]*$" } },
    // Encryption with a customer's key is decided when a registry is made.
    forceNew: ["encryption.status", "zoneRedundancy"],
    defaults: {
      "properties.adminUserEnabled": false,
      "properties.publicNetworkAccess": "Enabled",
      "properties.networkRuleBypassOptions": "AzureServices",
      "properties.anonymousPullEnabled": false,
      "properties.zoneRedundancy": "Disabled",
    },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.loginServer": "{name}.azurecr.io",
      "properties.creationDate": "{now}",
    },
    seconds: 20,
  },
];
