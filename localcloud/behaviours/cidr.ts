import ipaddr from "ipaddr.js";
import { CloudError } from "../arm/error";

export type Range = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** Reads an address prefix; refuses one that is no CIDR or has bits set beyond its length, as Azure does. */
export function parsePrefix(prefix: string, resourceId: string): Range {
  if (!ipaddr.isValidCIDR(prefix)) {
    throw new CloudError(
      400,
      "InvalidAddressPrefixFormat",
      `Address prefix ${prefix} of resource ${resourceId} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    );
  }
  const range = ipaddr.parseCIDR(prefix);
  const network = `${networkOf(prefix, range)}/${range[1]}`;
  if (network !== `${range[0].toString()}/${range[1]}`) {
    throw new CloudError(
      400,
      "InvalidCIDRNotation",
      `The address prefix ${prefix} in resource ${resourceId} has an invalid CIDR notation. For the given prefix length, the address prefix should be ${network}.`,
    );
  }
  return range;
}

export function contains(outer: Range, inner: Range): boolean {
  return outer[0].kind() === inner[0].kind() && inner[1] >= outer[1] && inner[0].match(outer[0], outer[1]);
}

export function overlaps(a: Range, b: Range): boolean {
  return contains(a, b) || contains(b, a);
}

function networkOf(prefix: string, [address]: Range): string {
  const family = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return family.networkAddressFromCIDR(prefix).toString();
}
