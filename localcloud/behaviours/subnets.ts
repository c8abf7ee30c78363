import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at } from "../arm/json";
import type { Json, JsonObject } from "../store/store";
import { type Range, contains, overlaps, parsePrefix } from "./cidr";
import { addressSpace, inUse, refuseWhenBusy, subnetUser } from "./virtual-networks";

const subnet = "Microsoft.Network/virtualNetworks/subnets";

/** A subnet lies inside its network and beside its sisters. Texts: MicrosoftDocs/azure-docs#123869. */
export const subnets: Behaviour = {
  resourceType: subnet,
  beforePut: ({ id, body, existing }, cloud) => {
    refuseWhenBusy(id, cloud);
    const network = cloud.get(id.parent ?? "");
    const space = network ? addressSpace(network.body, network.id) : [];
    const own = prefixesOf(body, id.id);
    const networkName = id.names[0] ?? "";
    if (!own.every((range) => space.some((outer) => contains(outer, range)))) {
      throw new CloudError(
        400,
        "NetcfgSubnetRangeOutsideVnet",
        `Subnet '${id.name}' is not valid because its IP address range is outside the IP address range of virtual network '${networkName}'.`,
      );
    }
    const others = cloud
      .children(id.parent ?? "")
      .filter((other) => other.id.toLowerCase() !== id.key)
      .flatMap((other) => prefixesOf(other.body, other.id));
    if (own.some((range) => others.some((other) => overlaps(range, other)))) {
      throw new CloudError(
        400,
        "NetcfgSubnetRangesOverlap",
        `Subnet '${id.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${networkName}'.`,
      );
    }
    const user = existing && subnetUser(id.id, cloud);
    if (user !== undefined && !samePrefixes(prefixesOf(existing?.body ?? {}, id.id), own)) {
      throw new CloudError(
        400,
        "InUsePrefixCannotBeDeleted",
        `IpPrefix on Subnet ${id.name} has active allocations and cannot be deleted.`,
      );
    }
  },
  beforeDelete: ({ id }, cloud) => {
    refuseWhenBusy(id, cloud);
    const user = subnetUser(id.id, cloud);
    if (user !== undefined) throw inUse(id.id, user);
  },
};

function prefixesOf(body: JsonObject, id: string): readonly Range[] {
  const one = at(body, "properties.addressPrefix");
  const many = at(body, "properties.addressPrefixes");
  const all = [one, ...(Array.isArray(many) ? (many as readonly Json[]) : [])];
  return all.filter((prefix) => typeof prefix === "string").map((prefix) => parsePrefix(prefix, id));
}

function samePrefixes(a: readonly Range[], b: readonly Range[]): boolean {
  const text = (ranges: readonly Range[]) =>
    ranges
      .map(([address, bits]) => `${address.toString()}/${bits}`)
      .sort()
      .join();
  return text(a) === text(b);
}
