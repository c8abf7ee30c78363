import type { ResourceType } from "./resource-type";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources */
export const resources: readonly ResourceType[] = [
  {
    token: "azure-native:resources:ResourceGroup",
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
    autoName: { resourceGroupName: "random" },
    rules: { resourceGroupName: { min: 1, max: 90 } },
    computed: { "properties.provisioningState": "Succeeded" },
    seconds: 1,
  },
  {
    token: "azure-native:resources:Deployment",
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Resources/deployments/{deploymentName}",
    autoName: { deploymentName: "random" },
    rules: { deploymentName: { min: 1, max: 64 } },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.correlationId": "{guid:correlation}",
      "properties.timestamp": "{now}",
    },
    seconds: 20,
  },
];
