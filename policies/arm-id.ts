import { canonicalType } from "../graph/types";
import type { PropertyValue, ResourceNode } from "../graph/types";
import { azure } from "./types";

/**
 * The end of an ARM ID, by type, with the inputs that name the resource in braces. The engine tells a policy pack no
 * IDs, and before the first deployment there are none: there a resource is found by its group, type and name.
 */
const idEnds: readonly (readonly [types: readonly string[], end: string])[] = [
  [azure.account, "Microsoft.CognitiveServices/accounts/{accountName}"],
  [azure.vault, "Microsoft.KeyVault/vaults/{vaultName}"],
  [azure.key, "Microsoft.KeyVault/vaults/{vaultName}/keys/{keyName}"],
  [azure.storageAccount, "Microsoft.Storage/storageAccounts/{accountName}"],
  [azure.privateEndpoint, "Microsoft.Network/privateEndpoints/{privateEndpointName}"],
  [azure.privateZone, "Microsoft.Network/privateDnsZones/{privateZoneName}"],
  [azure.virtualNetwork, "Microsoft.Network/virtualNetworks/{virtualNetworkName}"],
  [azure.subnet, "Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}"],
  [azure.networkSecurityGroup, "Microsoft.Network/networkSecurityGroups/{networkSecurityGroupName}"],
  [azure.userAssignedIdentity, "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}"],
  [azure.workspace, "Microsoft.OperationalInsights/workspaces/{workspaceName}"],
  [azure.component, "Microsoft.Insights/components/{resourceName}"],
  [azure.apiManagement, "Microsoft.ApiManagement/service/{serviceName}"],
  [azure.redis, "Microsoft.Cache/redisEnterprise/{clusterName}"],
  [azure.redisDatabase, "Microsoft.Cache/redisEnterprise/{clusterName}/databases/{databaseName}"],
  [azure.searchService, "Microsoft.Search/searchServices/{searchServiceName}"],
  [azure.cosmosAccount, "Microsoft.DocumentDB/databaseAccounts/{accountName}"],
  [azure.containerEnvironment, "Microsoft.App/managedEnvironments/{environmentName}"],
  [azure.databricksWorkspace, "Microsoft.Databricks/workspaces/{workspaceName}"],
  [azure.learningWorkspace, "Microsoft.MachineLearningServices/workspaces/{workspaceName}"],
  [azure.registry, "Microsoft.ContainerRegistry/registries/{registryName}"],
  [azure.privateLinkScope, "Microsoft.Insights/privateLinkScopes/{scopeName}"],
];

const endOfType = new Map(idEnds.flatMap(([types, end]) => types.map((type) => [type, end] as const)));

/** Inputs that hold a resource's name instead of its ID: the resource stands in the same group. */
const named: readonly (readonly [module: string, input: string, types: readonly string[]])[] = [
  ["cognitiveservices", "accountName", azure.account],
  ["storage", "accountName", azure.storageAccount],
  ["cosmosdb", "accountName", azure.cosmosAccount],
  ["keyvault", "vaultName", azure.vault],
  ["network", "privateEndpointName", azure.privateEndpoint],
  ["network", "virtualNetworkName", azure.virtualNetwork],
  ["network", "networkSecurityGroupName", azure.networkSecurityGroup],
  ["network", "privateZoneName", azure.privateZone],
  ["privatedns", "privateZoneName", azure.privateZone],
];

/** Resource group, type and name of a resource, as `armKeyOfId` reads them from an ID; undefined when not known. */
export function armKeyOfResource(node: ResourceNode): string | undefined {
  const type = canonicalType(node.type);
  if (type === azure.resourceGroup[0]) {
    const group = groupOf(node);
    return group && `resourcegroups/${group}`.toLowerCase();
  }
  const end = endOfType.get(type);
  return end === undefined ? undefined : armKey(groupOf(node), end, (input) => node.inputs[input]);
}

/** The same for a name that stands at an input of `node`: `accountName` of a deployment names an account. */
export function armKeyOfName(node: ResourceNode, input: string, name: string): string | undefined {
  const module = canonicalType(node.type).split(":")[1];
  const [type] = named.find(([of, property]) => of === module && property === input)?.[2] ?? [];
  const end = endOfType.get(type ?? "");
  return end === undefined ? undefined : armKey(groupOf(node), end, () => name);
}

/** Resource group, type and name of an ARM ID; undefined for any other string. */
export function armKeyOfId(id: string): string | undefined {
  return /(?:^|\/)(resourcegroups\/[^/]+(\/providers\/.+)?)$/.exec(id.toLowerCase().replace(/\/+$/, ""))?.[1];
}

function groupOf(node: ResourceNode): string | undefined {
  const group = node.inputs.resourceGroupName ?? node.outputs.resourceGroupName;
  return typeof group === "string" ? group : undefined;
}

function armKey(
  group: string | undefined,
  end: string,
  nameAt: (input: string) => PropertyValue | undefined,
): string | undefined {
  if (group === undefined) return undefined;
  const parts = end.split("/").map((part) => (part.startsWith("{") ? nameAt(part.slice(1, -1)) : part));
  if (!parts.every((part) => typeof part === "string")) return undefined;
  return `resourcegroups/${group}/providers/${parts.join("/")}`.toLowerCase();
}

/** The ARM type of an ID: `Microsoft.KeyVault/vaults`. */
export function armTypeOfId(id: string): string | undefined {
  const [namespace, ...rest] =
    id
      .split(/\/providers\//i)
      .pop()
      ?.split("/") ?? [];
  const types = rest.filter((_, index) => index % 2 === 0);
  return namespace && id.includes("/providers/") ? [namespace, ...types].join("/") : undefined;
}

/** The ARM type of a resource of the types that rules follow references to. */
export function armTypeOfResource(resource: Pick<ResourceNode, "type">): string | undefined {
  const end = endOfType.get(canonicalType(resource.type));
  return end
    ?.split("/")
    .filter((part) => !part.startsWith("{"))
    .join("/");
}
