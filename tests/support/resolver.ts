import type { CreateRequest, Resolver } from "../../graph/resolver";
import type { WireMap } from "../../graph/wire";
import { stableKey } from "../../components/shared/stable-key";
import { secondCloudOutputs } from "./second-cloud";

/** Subscription and tenant of every recorded run. */
export const subscriptionId = "00000000-1111-2222-3333-444444444444";
export const tenantId = "99999999-1111-2222-3333-444444444444";

/**
 * Answers as Azure would as far as components look: an ARM ID that holds the names of the parents, a name, and the few computed
 * properties that components read. It refuses nothing and knows no types: what the cloud refuses is the local cloud's
 * business.
 */
export function azureResolver(): Resolver {
  return {
    create: ({ type, name, inputs, preview }) => {
      if (preview) return Promise.resolve({ id: undefined, inputs, outputs: inputs });
      const physical = physicalNameOf(name, inputs);
      const id = armId(type, physical, inputs);
      return Promise.resolve({
        id,
        inputs,
        outputs: { ...inputs, name: physical, ...computed(type, physical, id, inputs) },
      });
    },
    invoke: ({ token }) =>
      token === "azure-native:authorization:getClientConfig"
        ? Promise.resolve({ clientId: "", objectId: "", subscriptionId, tenantId })
        : Promise.reject(new Error(`unexpected function ${token}`)),
    read: ({ type, id }) =>
      type === "pulumi:pulumi:StackReference"
        ? Promise.resolve({
            id,
            inputs: { name: id },
            outputs: { name: id, outputs: secondCloudOutputs(), secretOutputNames: [] },
          })
        : Promise.reject(new Error(`unexpected look-up of ${id}`)),
  };
}

/** The same, but the first `times` creates of a type are refused with an error. */
export function failingResolver(failure: {
  readonly type: string;
  readonly message: string;
  readonly times: number;
}): Resolver & { readonly attempts: () => number } {
  const good = azureResolver();
  let attempts = 0;
  return {
    ...good,
    attempts: () => attempts,
    create: (request: CreateRequest) => {
      if (request.type !== failure.type) return good.create(request);
      attempts += 1;
      return attempts <= failure.times ? Promise.reject(new Error(failure.message)) : good.create(request);
    },
  };
}

/** The explicit name of a resource is the last of its path parameters; without one, the provider makes one up. */
function physicalNameOf(name: string, inputs: WireMap): string {
  const explicit = [
    "serviceName",
    "accountName",
    "projectName",
    "connectionName",
    "capabilityHostName",
    "searchServiceName",
    "blobServicesName",
    "vaultName",
    "subnetName",
    "privateZoneName",
    "virtualNetworkLinkName",
    "privateDnsZoneGroupName",
    "keyName",
    "raiPolicyName",
    "raiBlocklistName",
    "raiBlocklistItemName",
    "deploymentName",
    "federatedIdentityCredentialResourceName",
    "roleAssignmentName",
    "budgetName",
    "lockName",
    "apiId",
    "productId",
    "backendId",
    "namedValueId",
    "loggerId",
    "diagnosticId",
    "operationId",
    "policyId",
    "relativeRecordSetName",
    "databaseName",
    "cacheId",
  ].findLast((key) => typeof inputs[key] === "string");
  return explicit === undefined ? `${name}${stableKey("", name).slice(1, 9)}` : String(inputs[explicit]);
}

function armId(type: string, name: string, inputs: WireMap): string {
  const [, module = "", kind = ""] = type.split(":");
  if (kind === "ResourceGroup") return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  const scope = inputs["scope"] ?? inputs["resourceUri"];
  const base =
    typeof scope === "string"
      ? scope
      : `/subscriptions/${subscriptionId}/resourceGroups/${String(inputs["resourceGroupName"])}`;
  const parents = [
    "accountName",
    "projectName",
    "vaultName",
    "virtualNetworkName",
    "privateZoneName",
    "privateEndpointName",
    "clusterName",
    "serviceName",
    "apiId",
    "productId",
  ]
    .map((key) => inputs[key])
    .filter((parent) => typeof parent === "string" && parent !== name);
  return [base, "providers", `Microsoft.${module}`, ...parents, kind, name].join("/");
}

function computed(type: string, name: string, id: string, inputs: WireMap): WireMap {
  switch (type) {
    case "azure-native:managedidentity:UserAssignedIdentity":
      return { principalId: guidOf(id, "principal"), clientId: guidOf(id, "client"), tenantId };
    case "azuread:index/group:Group":
    case "azuread:index/servicePrincipal:ServicePrincipal":
      return { objectId: guidOf(id, type) };
    case "azuread:index/application:Application":
      return { objectId: guidOf(id, type), clientId: guidOf(id, "client") };
    case "azure-native:keyvault:Key":
      return {
        keyUriWithVersion: `https://${String(inputs["vaultName"])}.vault.azure.net/keys/${name}/0a1b2c3d`,
      };
    case "azure-native:keyvault:Vault":
      return {
        properties: { ...(inputs["properties"] as WireMap), vaultUri: `https://${name}.vault.azure.net/` },
      };
    case "azure-native:redisenterprise:RedisEnterprise":
      return { hostName: `${name}.${String(inputs["location"])}.redis.azure.net` };
    case "azure-native:apimanagement:ApiManagementService":
      return {
        gatewayUrl: `https://${name}.azure-api.net`,
        gatewayRegionalUrl: `https://${name}-home-01.regional.azure-api.net`,
        privateIPAddresses: ["10.0.4.4"],
        ...(JSON.stringify(inputs["identity"] ?? {}).includes("SystemAssigned")
          ? { identity: { ...(inputs["identity"] as WireMap), principalId: guidOf(id, "principal") } }
          : {}),
        ...(Array.isArray(inputs["additionalLocations"])
          ? {
              additionalLocations: (inputs["additionalLocations"] as WireMap[]).map((location, index) => ({
                ...location,
                gatewayRegionalUrl: `https://${name}-${String(location["location"])}-01.regional.azure-api.net`,
                privateIPAddresses: [`10.${index + 1}.4.4`],
              })),
            }
          : {}),
      };
    case "azure-native:applicationinsights:Component":
      return { connectionString: `InstrumentationKey=${guidOf(id, "key")}` };
    default:
      return {};
  }
}

function guidOf(...content: string[]): string {
  const hex = [stableKey("a", ...content), stableKey("b", ...content), stableKey("c", ...content)]
    .join("")
    .replace(/[^0-9a-f]/g, "")
    .padEnd(32, "0");
  return [8, 4, 4, 4, 12]
    .map(
      (
        (start) => (length) =>
          hex.slice(start, (start += length))
      )(0),
    )
    .join("-");
}
