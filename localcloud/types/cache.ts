import { redisKeys } from "../behaviours/redis";
import type { ResourceAction } from "./action";
import type { ResourceType } from "./resource-type";

const cluster =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Cache/redisEnterprise/{clusterName}";
const database = `${cluster}/databases/{databaseName}`;

/**
 * Azure Managed Redis. Sources: azure-rest-api-specs redisenterprise/resource-manager 2025-07-01; the host name by
 * https://learn.microsoft.com/azure/redis/private-link.
 */
export const cache: readonly ResourceType[] = [
  {
    token: "azure-native:redisenterprise:RedisEnterprise",
    path: cluster,
    autoName: { clusterName: "random" },
    rules: { clusterName: { min: 1, max: 60, pattern: "^(?=.{1,60}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$" } },
    defaults: { "properties.highAvailability": "Enabled", "properties.minimumTlsVersion": "1.2" },
    computed: {
      kind: "v2",
      "properties.provisioningState": "Succeeded",
      "properties.resourceState": "Running",
      "properties.redisVersion": "7.4",
      "properties.redundancyMode": "ZR",
      "properties.hostName": "{name}.{location}.redis.azure.net",
    },
    seconds: 400,
  },
  {
    token: "azure-native:redisenterprise:Database",
    path: database,
    autoName: { databaseName: "copy" },
    rules: { databaseName: { min: 1, max: 60, pattern: "^(?=.{1,60}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$" } },
    defaults: {
      "properties.clientProtocol": "Encrypted",
      "properties.clusteringPolicy": "OSSCluster",
      "properties.evictionPolicy": "VolatileLRU",
      "properties.accessKeysAuthentication": "Disabled",
      "properties.deferUpgrade": "NotDeferred",
      "properties.port": 10000,
    },
    computed: {
      "properties.provisioningState": "Succeeded",
      "properties.resourceState": "Running",
      "properties.redisVersion": "7.4",
    },
    seconds: 120,
  },
];

export const cacheActions: readonly ResourceAction[] = [
  {
    token: "azure-native:redisenterprise:listDatabaseKeys",
    path: database,
    answer: (resource, cloud) => ({ ...redisKeys(resource, cloud) }),
  },
];
