import { privateDnsZones } from "../../catalog/private-dns-zones";
import type { ArmResource, CloudView } from "../arm/behaviour";
import { normalizeLocation, parseArmId } from "../arm/id";
import { at, objectsAt, stringAt } from "../arm/json";
import { parsePrefix } from "../behaviours/cidr";
import type { Json, JsonObject } from "../store/store";

/** One name that a private endpoint answers for. */
export interface EndpointAddress {
  /** As callers know it: `contoso.openai.azure.com`. */
  readonly fqdn: string;
  /** The zone that carries it inside the network: `privatelink.openai.azure.com`. */
  readonly zone: string;
  /** Its name in that zone. */
  readonly label: string;
  readonly address: string;
}

/** Azure keeps the first four addresses of a subnet. */
const firstAddress = 4;

/**
 * The names and addresses of a private endpoint: one address a name, counted up through the endpoints of its subnet in the
 * order in which they were made.
 */
export function addressesOf(endpoint: ArmResource, cloud: CloudView): readonly EndpointAddress[] {
  const subnetId = stringAt(endpoint.body, "properties.subnet.id") ?? "";
  const prefix = stringAt(cloud.get(subnetId)?.body, "properties.addressPrefix");
  if (prefix === undefined) return [];
  const [base] = parsePrefix(prefix, subnetId);
  let next = firstAddress;
  for (const peer of endpointsIn(subnetId, cloud)) {
    const names = namesOf(peer, cloud);
    if (peer.id === endpoint.id)
      return names.map((name, index) => ({ ...name, address: offset(base.toByteArray(), next + index) }));
    next += names.length;
  }
  return [];
}

export function connectionsOf({ body }: ArmResource): readonly JsonObject[] {
  return [
    ...objectsAt(body, "properties.privateLinkServiceConnections"),
    ...objectsAt(body, "properties.manualPrivateLinkServiceConnections"),
  ];
}

function endpointsIn(subnetId: string, cloud: CloudView): readonly ArmResource[] {
  return cloud
    .ofType("Microsoft.Network/privateEndpoints")
    .filter(({ body }) => stringAt(body, "properties.subnet.id")?.toLowerCase() === subnetId.toLowerCase())
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

function namesOf(endpoint: ArmResource, cloud: CloudView): readonly Omit<EndpointAddress, "address">[] {
  return connectionsOf(endpoint).flatMap((connection) => {
    const target = cloud.get(stringAt(connection, "properties.privateLinkServiceId") ?? "");
    if (!target) return [];
    const { type } = parseArmId(target.id);
    const location = normalizeLocation(stringAt(target.body, "location") ?? "");
    return texts(at(connection, "properties.groupIds"))
      .flatMap((group) => privateDnsZones(type, group, location) ?? [])
      .flatMap((zone) =>
        labelsOf(target, zone, cloud).map((label) => ({ zone, label, fqdn: `${label}.${publicZone(zone)}` })),
      );
  });
}

/** The public name of a zone. Only that of vaults is not just what follows `privatelink`. */
export function publicZone(zone: string): string {
  return zone.replace(/^privatelink\./, "").replace(/^vaultcore\./, "vault.");
}

/** Accounts go by their subdomain, logs by the ID of their workspace, all else by its name. */
function labelsOf(target: ArmResource, zone: string, cloud: CloudView): readonly string[] {
  const { name, type } = parseArmId(target.id);
  if (type.toLowerCase() !== "microsoft.insights/privatelinkscopes")
    return [(stringAt(target.body, "properties.customSubDomainName") ?? name).toLowerCase()];
  if (zone.endsWith(".monitor.azure.com")) return ["api"];
  if (zone.endsWith(".blob.core.windows.net")) return ["scadvisorcontentpl"];
  return cloud
    .children(target.id)
    .map(({ body }) => cloud.get(stringAt(body, "properties.linkedResourceId") ?? ""))
    .flatMap((linked) => stringAt(linked?.body, "properties.customerId") ?? []);
}

function offset(bytes: readonly number[], count: number): string {
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0) + count;
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === "string") : [];
}
