import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, parseArmId } from "../arm/id";
import { at, merge, objectsAt, stringAt, withValue } from "../arm/json";
import type { Change, Json, JsonObject } from "../store/store";
import { accountsInSubnet } from "./agent-networks";
import { type Range, overlaps, parsePrefix } from "./cidr";
import { databricksIn } from "./databricks";

/** A virtual network: its address space, and the subnets that a request may carry inside it. */
export const virtualNetworks: Behaviour = {
  resourceType: "Microsoft.Network/virtualNetworks",
  beforePut: ({ id, body }, cloud) => {
    refuseWhenBusy(id, cloud);
    const ranges = addressSpace(body, id.id);
    ranges.forEach((range, index) => {
      if (ranges.slice(index + 1).some((other) => overlaps(range, other))) {
        throw new CloudError(
          400,
          "NetcfgInvalidVirtualNetworkAddressSpace",
          `Address space of virtual network '${id.name}' contains overlapping address prefixes.`,
        );
      }
    });
  },
  // Subnets are resources of their own: what a request carries becomes such, what a reader sees is made of them.
  compute: ({ body }) => withValue(body, "properties.subnets", undefined),
  onAccept: inlineSubnets,
  view: ({ id }, cloud) => ({
    properties: { subnets: subnetsOf(id, cloud).map(({ body }) => body) },
  }),
  beforeDelete: ({ id }, cloud) => {
    refuseWhenBusy(id, cloud);
    const used = subnetsOf(id.id, cloud).find((subnet) => subnetUser(subnet.id, cloud) !== undefined);
    if (used) throw inUse(used.id, subnetUser(used.id, cloud) ?? "");
  },
};

/** One write at a time on a network and its subnets; the provider tries again. Text: pulumi-azure-native#699, #1024. */
export function refuseWhenBusy(id: ArmId, cloud: CloudView): void {
  const network = id.key.split("/").slice(0, 9).join("/");
  const busy = cloud.inFlight().some((key) => key === network || key.startsWith(`${network}/subnets/`));
  if (!busy) return;
  const uri = `https://management.azure.com/subscriptions/${id.subscriptionId ?? ""}/providers/Microsoft.Network/locations/local/operations/${cloud.seed.guid(`${network}:${cloud.now()}`)}`;
  throw new CloudError(
    429,
    "AnotherOperationInProgress",
    `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${uri}`,
  );
}

export function addressSpace(body: JsonObject, id: string): readonly Range[] {
  const prefixes = at(body, "properties.addressSpace.addressPrefixes");
  const texts = Array.isArray(prefixes)
    ? (prefixes as readonly Json[]).filter((one) => typeof one === "string")
    : [];
  return texts.map((prefix) => parsePrefix(prefix, id));
}

/** What occupies a subnet: the IP configuration of a private endpoint, or what is joined to it. */
export function subnetUser(subnet: string, cloud: CloudView): string | undefined {
  const key = subnet.toLowerCase();
  const endpoint = cloud
    .ofType("Microsoft.Network/privateEndpoints")
    .find(({ body }) => stringAt(body, "properties.subnet.id")?.toLowerCase() === key);
  if (endpoint) {
    const nic = objectsAt(endpoint.body, "properties.networkInterfaces")[0];
    return `${stringAt(nic, "id") ?? endpoint.id}/ipConfigurations/privateEndpointIpConfig`;
  }
  const [holder] = accountsInSubnet(subnet, cloud);
  if (holder !== undefined) {
    // Agents leave a link behind, which goes when their account is purged: foundry-samples#153.
    return cloud.get(holder)?.id ?? `${subnet}/serviceAssociationLinks/legionservicelink`;
  }
  return (hostIn(key, cloud) ?? databricksIn(key, cloud))?.id;
}

/** An explicit capability host, or an environment of Container Apps, in a subnet. */
function hostIn(key: string, cloud: CloudView): ArmResource | undefined {
  const inSubnet = (type: string, path: string) =>
    cloud.ofType(type).find(({ body }) => stringAt(body, path)?.toLowerCase() === key);
  return (
    inSubnet("Microsoft.CognitiveServices/accounts/capabilityHosts", "properties.customerSubnet") ??
    inSubnet("Microsoft.App/managedEnvironments", "properties.vnetConfiguration.infrastructureSubnetId")
  );
}

/** Text: Azure/bicep#13267. */
export function inUse(subnet: string, user: string): CloudError {
  return new CloudError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${parseArmId(subnet).name} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}

function inlineSubnets({ id, body }: PutRequest, cloud: CloudView): readonly Change[] {
  if (at(body, "properties.subnets") === undefined) return [];
  const listed = new Map(
    objectsAt(body, "properties.subnets").map((subnet) => {
      const subnetId = `${id.id}/subnets/${stringAt(subnet, "name") ?? ""}`;
      return [subnetId.toLowerCase(), { subnetId, subnet }];
    }),
  );
  const gone = subnetsOf(id.id, cloud).filter((subnet) => !listed.has(subnet.id.toLowerCase()));
  for (const subnet of gone) {
    const user = subnetUser(subnet.id, cloud);
    if (user !== undefined) throw inUse(subnet.id, user);
  }
  return [
    ...[...listed.values()].map(({ subnetId, subnet }) =>
      cloud.change(subnetId, merge(cloud.get(subnetId)?.body ?? {}, subnet)),
    ),
    ...gone.map((subnet) => cloud.removal(subnet.id)),
  ];
}

function subnetsOf(network: string, cloud: CloudView) {
  return cloud
    .children(network)
    .filter(({ id }) => parseArmId(id).type.toLowerCase() === "microsoft.network/virtualnetworks/subnets");
}
