/**
 * Private DNS zones of a private endpoint, by the service's resource type and group ID (sub-resource).
 * Source: https://learn.microsoft.com/azure/private-link/private-endpoint-dns and the Azure Verified Module
 * `avm/ptn/network/private-link-private-dns-zones` (2026-08).
 */

/** Placeholder in a zone's name for the region of the resource. */
const region = "{region}";

const storage = Object.fromEntries(
  ["blob", "file", "queue", "table", "dfs", "web"].map((group) => [
    group,
    [`privatelink.${group}.core.windows.net`],
  ]),
);

/** Resource type (lower case) -> group ID -> zones. An endpoint needs every zone of its group. */
const zones: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "microsoft.cognitiveservices/accounts": {
    // One account answers on three host names, whatever its kind.
    account: [
      "privatelink.cognitiveservices.azure.com",
      "privatelink.openai.azure.com",
      "privatelink.services.ai.azure.com",
    ],
  },
  "microsoft.search/searchservices": { searchService: ["privatelink.search.windows.net"] },
  "microsoft.documentdb/databaseaccounts": { Sql: ["privatelink.documents.azure.com"] },
  "microsoft.storage/storageaccounts": storage,
  "microsoft.keyvault/vaults": { vault: ["privatelink.vaultcore.azure.net"] },
  "microsoft.keyvault/managedhsms": { managedhsm: ["privatelink.managedhsm.azure.net"] },
  "microsoft.containerregistry/registries": { registry: ["privatelink.azurecr.io"] },
  "microsoft.machinelearningservices/workspaces": {
    amlworkspace: ["privatelink.api.azureml.ms", "privatelink.notebooks.azure.net"],
  },
  "microsoft.databricks/workspaces": {
    databricks_ui_api: ["privatelink.azuredatabricks.net"],
    browser_authentication: ["privatelink.azuredatabricks.net"],
  },
  "microsoft.apimanagement/service": { Gateway: ["privatelink.azure-api.net"] },
  "microsoft.eventhub/namespaces": { namespace: ["privatelink.servicebus.windows.net"] },
  "microsoft.servicebus/namespaces": { namespace: ["privatelink.servicebus.windows.net"] },
  "microsoft.appconfiguration/configurationstores": { configurationStores: ["privatelink.azconfig.io"] },
  "microsoft.app/managedenvironments": {
    managedEnvironments: [`privatelink.${region}.azurecontainerapps.io`],
  },
  "microsoft.insights/privatelinkscopes": {
    azuremonitor: [
      "privatelink.monitor.azure.com",
      "privatelink.oms.opinsights.azure.com",
      "privatelink.ods.opinsights.azure.com",
      "privatelink.agentsvc.azure-automation.net",
      "privatelink.blob.core.windows.net",
    ],
  },
  "microsoft.web/sites": { sites: ["privatelink.azurewebsites.net"] },
  "microsoft.dashboard/grafana": { grafana: ["privatelink.grafana.azure.com"] },
  "microsoft.cache/redis": { redisCache: ["privatelink.redis.cache.windows.net"] },
  // Azure Managed Redis. The Enterprise tiers of the same type, which end in 2027, answer on redisenterprise.cache.azure.net.
  "microsoft.cache/redisenterprise": { redisEnterprise: ["privatelink.redis.azure.net"] },
};

/** Every zone name that the catalog knows, without those that depend on a region; sorted. */
export const allPrivateDnsZones: readonly string[] = [
  ...new Set(
    Object.values(zones)
      .flatMap((groups) => Object.values(groups))
      .flat(),
  ),
]
  .filter((zone) => !zone.includes(region))
  .sort();

/**
 * The zones that a private endpoint's zone group must carry.
 *
 * @param resourceType ARM type of the service, e.g. `Microsoft.CognitiveServices/accounts`; case does not matter.
 * @param groupId Sub-resource, e.g. `account`; case does not matter.
 * @param location Region of the service, for the services whose zone names it.
 * @returns undefined for a service or group that the catalog does not know.
 */
export function privateDnsZones(
  resourceType: string,
  groupId: string,
  location?: string,
): readonly string[] | undefined {
  const groups = zones[resourceType.toLowerCase()];
  const group = Object.keys(groups ?? {}).find((name) => name.toLowerCase() === groupId.toLowerCase());
  const found = group === undefined ? undefined : groups?.[group];
  if (!found || location === undefined)
    return found?.some((zone) => zone.includes(region)) ? undefined : found;
  return found.map((zone) => zone.replace(region, location));
}

/** The group IDs of a service: `["account"]`; empty for one that the catalog does not know. */
export function privateLinkGroups(resourceType: string): readonly string[] {
  return Object.keys(zones[resourceType.toLowerCase()] ?? {});
}
