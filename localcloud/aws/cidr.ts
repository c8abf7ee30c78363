import ipaddr from "ipaddr.js";

export type Block = readonly [address: ipaddr.IPv4, bits: number];

/** An IPv4 block; undefined for a text that is none. */
export function blockOf(text: unknown): Block | undefined {
  if (typeof text !== "string" || !ipaddr.IPv4.isValidCIDR(text)) return undefined;
  return ipaddr.IPv4.parseCIDR(text);
}

export function contains(outer: Block, inner: Block): boolean {
  return inner[1] >= outer[1] && inner[0].match(outer[0], outer[1]);
}

export function overlap(a: Block, b: Block): boolean {
  return contains(a, b) || contains(b, a);
}

/** Why a text is no block of a network, in the provider's words (internal/verify/validate.go of terraform-provider-aws). */
export function invalidBlock(text: string): string | undefined {
  if (!ipaddr.IPv4.isValidCIDR(text)) {
    return `"${text}" is not a valid CIDR block: invalid CIDR address: ${text}`;
  }
  const [, bits] = ipaddr.IPv4.parseCIDR(text);
  const network = `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${bits}`;
  return network === text
    ? undefined
    : `"${text}" is not a valid IPv4 CIDR block; did you mean "${network}"?`;
}
