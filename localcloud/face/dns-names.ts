import { IPv4 } from "ipaddr.js";
import type { ArmResource, CloudView } from "../arm/behaviour";
import { parseArmId } from "../arm/id";
import { objectsAt, stringAt } from "../arm/json";
import { addressSpace } from "../behaviours/virtual-networks";
import { type EndpointAddress, addressesOf, publicZone } from "./endpoint-addresses";

/** How a name resolves for a machine inside the network. */
export interface Resolution {
  /** The name under Private Link that it is an alias of, if any. */
  readonly alias?: string;
  /** IPv4; empty where the name does not exist. */
  readonly addresses: readonly string[];
}

/** https://www.rfc-editor.org/rfc/rfc5737: an address that nobody can take for a real one. */
const publicAddress = "203.0.113.10";

/**
 * Resolves a name as Azure's resolver does inside a virtual network: that of the client, or else the one to which most zones are
 * linked. There, a private zone that is linked to a
 * network answers for all its names, also for those that it does not hold; a service with a private endpoint is an alias of
 * its name under Private Link, which is public where no linked zone has it.
 */
export function resolveName(host: string, cloud: CloudView, client?: string): Resolution {
  const name = host.toLowerCase().replace(/\.$/, "");
  const network = client === undefined ? mainNetwork(cloud) : networkOf(client, cloud);
  const own = inPrivateZone(name, cloud, network);
  if (own) return { addresses: own };
  const served = endpoints(cloud)
    .flatMap((endpoint) => addressesOf(endpoint, cloud))
    .find(({ fqdn }) => fqdn === name);
  if (served) {
    const alias = `${served.label}.${served.zone}`;
    return { alias, addresses: inPrivateZone(alias, cloud, network) ?? [publicAddress] };
  }
  return { addresses: isPublicName(name, cloud) ? [publicAddress] : [] };
}

/** What the linked private zone of a name answers; undefined where no zone is asked. */
function inPrivateZone(
  name: string,
  cloud: CloudView,
  network: string | undefined,
): readonly string[] | undefined {
  const [zone] = cloud
    .ofType("Microsoft.Network/privateDnsZones")
    .filter(({ id }) => isWithin(name, parseArmId(id).name.toLowerCase()) && isLinked(id, cloud, network))
    .sort((a, b) => b.id.length - a.id.length);
  if (!zone) return undefined;
  const zoneName = parseArmId(zone.id).name.toLowerCase();
  const label = name === zoneName ? "@" : name.slice(0, -zoneName.length - 1);
  return recordSet(zone.id, label, cloud) ?? fromZoneGroups(zone.id, label, cloud);
}

function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

function isLinked(zoneId: string, cloud: CloudView, network: string | undefined): boolean {
  return cloud.children(zoneId).some((link) => isLink(link) && networkOfLink(link) === network);
}

function isLink({ id }: ArmResource): boolean {
  return parseArmId(id).type.toLowerCase().endsWith("/virtualnetworklinks");
}

function networkOfLink({ body }: ArmResource): string | undefined {
  return stringAt(body, "properties.virtualNetwork.id")?.toLowerCase();
}

/** The network to which most zones are linked: where the machines of a platform are. */
function mainNetwork(cloud: CloudView): string | undefined {
  const links = new Map<string, number>();
  for (const { id } of cloud.ofType("Microsoft.Network/privateDnsZones"))
    for (const network of cloud
      .children(id)
      .filter(isLink)
      .flatMap((link) => networkOfLink(link) ?? []))
      links.set(network, (links.get(network) ?? 0) + 1);
  return [...links].sort(([a, of], [b, than]) => than - of || a.localeCompare(b))[0]?.[0];
}

/** The network whose address space an address lies in. */
function networkOf(address: string, cloud: CloudView): string | undefined {
  return cloud
    .ofType("Microsoft.Network/virtualNetworks")
    .find(({ id, body }) =>
      addressSpace(body, id).some(([first, prefix]) => IPv4.parse(address).match(first, prefix)),
    )
    ?.id.toLowerCase();
}

/** A record that somebody wrote goes before those that endpoints register. */
function recordSet(zoneId: string, label: string, cloud: CloudView): readonly string[] | undefined {
  const found = cloud.get(`${zoneId}/A/${label}`);
  if (!found) return undefined;
  return objectsAt(found.body, "properties.aRecords").flatMap(
    (record) => stringAt(record, "ipv4Address") ?? [],
  );
}

function fromZoneGroups(zoneId: string, label: string, cloud: CloudView): readonly string[] {
  const zoneName = parseArmId(zoneId).name.toLowerCase();
  return endpoints(cloud)
    .filter((endpoint) => registersIn(endpoint, zoneId, cloud))
    .flatMap((endpoint) => addressesOf(endpoint, cloud))
    .filter((one: EndpointAddress) => one.zone === zoneName && one.label === label)
    .map(({ address }) => address);
}

function registersIn({ id }: ArmResource, zoneId: string, cloud: CloudView): boolean {
  return cloud
    .children(id)
    .flatMap(({ body }) => objectsAt(body, "properties.privateDnsZoneConfigs"))
    .some(
      (config) => stringAt(config, "properties.privateDnsZoneId")?.toLowerCase() === zoneId.toLowerCase(),
    );
}

function endpoints(cloud: CloudView): readonly ArmResource[] {
  return cloud.ofType("Microsoft.Network/privateEndpoints");
}

const accountZones = ["cognitiveservices.azure.com", "openai.azure.com", "services.ai.azure.com"];

/** Accounts and gateways of this cloud that have no private endpoint. */
function isPublicName(name: string, cloud: CloudView): boolean {
  const [label, ...rest] = name.split(".");
  const zone = publicZone(rest.join("."));
  const type = accountZones.includes(zone)
    ? "Microsoft.CognitiveServices/accounts"
    : zone === "azure-api.net"
      ? "Microsoft.ApiManagement/service"
      : undefined;
  if (type === undefined) return false;
  const labelOf = ({ id, body }: ArmResource): string =>
    stringAt(body, "properties.customSubDomainName") ?? parseArmId(id).name;
  return cloud.ofType(type).some((resource) => labelOf(resource).toLowerCase() === label);
}
