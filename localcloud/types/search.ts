import type { ResourceType } from "./resource-type";

/** Sources: azure-rest-api-specs search/resource-manager 2025-05-01; name rules of Microsoft.Search on Microsoft Learn. */
export const search: readonly ResourceType[] = [
  {
    token: "azure-native:search:Service",
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Search/searchServices/{searchServiceName}",
    autoName: { searchServiceName: "random" },
    rules: {
      searchServiceName: { min: 2, max: 60, pattern: "^(?=.{2,60}$)[a-z0-9][a-z0-9]+(-[a-z0-9]+)*$" },
    },
    forceNew: ["hostingMode", "computeType"],
    defaults: {
      "properties.replicaCount": 1,
      "properties.partitionCount": 1,
      "properties.hostingMode": "default",
      "properties.publicNetworkAccess": "Enabled",
      "properties.disableLocalAuth": false,
    },
    computed: {
      "properties.provisioningState": "succeeded",
      "properties.status": "running",
      "properties.statusDetails": "",
      "properties.endpoint": "https://{name}.search.windows.net",
      "properties.eTag": "{hex16:etag}",
    },
    seconds: 60,
  },
];
