import { isPermitted } from "../face/access";
import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { normalizeLocation, type ArmId } from "../arm/id";
import { at, isObject, merge, objectsAt, stringAt, withValue } from "../arm/json";
import type { JsonObject } from "../store/store";
import { secretAt, secretValue } from "./vault-keys";

const service = "Microsoft.ApiManagement/service";

/**
 * A named value whose value is a secret of a key vault: the service reads it when the named value is written. Texts:
 * Azure/apiops#257 (identity). Rules:
 * https://learn.microsoft.com/azure/api-management/api-management-howto-properties#prerequisites-for-key-vault-integration
 */
const vaultValues: Behaviour = {
  resourceType: `${service}/namedValues`,
  beforePut: (request, cloud) => {
    const uri = stringAt(request.body, "properties.keyVault.secretIdentifier");
    if (uri !== undefined) refuseUnreadable(request, uri, cloud);
  },
  compute: ({ body }, cloud) => {
    if (stringAt(body, "properties.keyVault.secretIdentifier") === undefined) return body;
    const read = { code: "Success", timeStampUtc: new Date(cloud.now()).toISOString() };
    return withValue(
      merge(body, { properties: { keyVault: { lastStatus: read } } }),
      "properties.value",
      undefined,
    );
  },
};

/** An external cache: of a region of the service, or of all that have none. Text: as for policies. */
const caches: Behaviour = {
  resourceType: `${service}/caches`,
  beforePut: ({ id, body }, cloud) => {
    const location = normalizeLocation(stringAt(body, "properties.useFromLocation") ?? "");
    if (location !== "default" && !regionsOf(cloud.get(serviceOf(id))).includes(location)) {
      throw invalid(`the service does not stand in '${location}'`);
    }
    for (const [, name = ""] of (stringAt(body, "properties.connectionString") ?? "").matchAll(reference)) {
      if (!namedValue(id, name, cloud)) throw invalid(`Cannot find a property '${name}'`);
    }
  },
};

export const gatewayCaches: readonly Behaviour[] = [vaultValues, caches];

const reference = /\{\{([\w.-]+)\}\}/g;

/** What a gateway of a region connects to its external cache with; undefined where it has none, or may not read it. */
export function cacheConnection(service: ArmResource, region: string, cloud: CloudView): string | undefined {
  const own = cloud
    .children(service.id)
    .filter(({ id }) => /\/caches\/[^/]+$/i.test(id))
    .find(({ body }) => normalizeLocation(stringAt(body, "properties.useFromLocation") ?? "") === region);
  const [, name] = /^\{\{([\w.-]+)\}\}$/.exec(stringAt(own?.body, "properties.connectionString") ?? "") ?? [];
  if (name === undefined) return undefined;
  const value = cloud
    .children(service.id)
    .find((child) => child.id.toLowerCase().includes("/namedvalues/") && displayName(child) === name);
  const secret = secretAt(stringAt(value?.body, "properties.keyVault.secretIdentifier") ?? "", cloud);
  return secret && secretValue(secret, cloud);
}

function refuseUnreadable({ id, body }: PutRequest, uri: string, cloud: CloudView): void {
  const secret = secretAt(uri, cloud);
  const owner = cloud.get(serviceOf(id));
  const clientId = stringAt(body, "properties.keyVault.identityClientId");
  const principal =
    clientId === undefined ? stringAt(owner?.body, "identity.principalId") : principalOf(owner, clientId);
  if (principal === undefined) {
    throw invalid(
      clientId === undefined
        ? "the service has no system-assigned identity to read the secret with"
        : `Can not find Managed Identity with provided IdentityClientId : ${clientId}. For more information please see aka.ms/apimmsi.`,
    );
  }
  const vault = secret && cloud.get(secret.id.slice(0, secret.id.toLowerCase().lastIndexOf("/secrets/")));
  if (!secret || !vault) throw invalid(`Secret '${uri}' was not found.`);
  if (
    !isPermitted(cloud, principal, "Microsoft.KeyVault/vaults/secrets/getSecret/action", secret.id, "data")
  ) {
    throw invalid(`Access denied to get secret '${uri}' as '${principal}'.`);
  }
  if (stringAt(vault.body, "properties.publicNetworkAccess") !== "Disabled") return;
  // Behind a firewall, the vault must be reached in the network, and by the service's own identity.
  if (clientId !== undefined) {
    throw invalid(
      `The firewall of the key vault of '${uri}' is on: only the system-assigned identity may read it.`,
    );
  }
  if (!hasEndpoint(vault, cloud))
    throw invalid(`The key vault of '${uri}' cannot be reached: it has no private endpoint.`);
}

function principalOf(owner: ArmResource | undefined, clientId: string): string | undefined {
  const assigned = at(owner?.body, "identity.userAssignedIdentities");
  const found = isObject(assigned)
    ? Object.values(assigned).find((identity) => stringAt(identity, "clientId") === clientId)
    : undefined;
  return stringAt(found, "principalId");
}

function hasEndpoint({ id }: ArmResource, cloud: CloudView): boolean {
  return cloud
    .ofType("Microsoft.Network/privateEndpoints")
    .flatMap(({ body }) => objectsAt(body, "properties.privateLinkServiceConnections"))
    .some(
      (connection) =>
        stringAt(connection, "properties.privateLinkServiceId")?.toLowerCase() === id.toLowerCase(),
    );
}

function namedValue(id: ArmId, name: string, cloud: CloudView): ArmResource | undefined {
  return cloud
    .children(serviceOf(id))
    .find((child) => child.id.toLowerCase().includes("/namedvalues/") && displayName(child) === name);
}

function displayName({ body }: ArmResource): string | undefined {
  return stringAt(body, "properties.displayName");
}

function serviceOf({ id }: ArmId): string {
  return id.split("/").slice(0, 9).join("/");
}

function regionsOf(owner: ArmResource | undefined): readonly string[] {
  const body: JsonObject = owner?.body ?? {};
  return [body, ...objectsAt(body, "properties.additionalLocations")].map((one) =>
    normalizeLocation(stringAt(one, "location") ?? ""),
  );
}

function invalid(message: string): CloudError {
  return new CloudError(400, "ValidationError", `One or more fields contain incorrect values: ${message}`);
}
