import { IPv4 } from "ipaddr.js";

/** A subnet's place in the address space of a network. */
export interface SubnetPlan {
  /** Bits by which the subnet's prefix is longer than the network's: 4 makes a sixteenth of it. */
  readonly newBits: number;
  /** Which of the equal parts of that size it takes, from 0. */
  readonly index: number;
}

/**
 * Where each subnet lies. A subnet's place never depends on which others exist: adding one later moves none.
 *
 * | eighths | 0 | 1 | 2 | 3 | 4 and 5 | 6 | 7 |
 * | --- | --- | --- | --- | --- | --- | --- | --- |
 * | | private endpoints | agents (reserved) | gateway | firewall | workloads | Databricks | free |
 *
 * A /24, the smallest network that a stack can ask for, leaves 27 addresses for endpoints: Azure Monitor's takes 11 of them
 * (https://learn.microsoft.com/azure/azure-monitor/logs/private-link-configure), an AI account's 3, a vault's 1.
 */
export const addressPlan = {
  "private-endpoints": { newBits: 3, index: 0 },
  workloads: { newBits: 2, index: 2 },
} as const satisfies Record<string, SubnetPlan>;

/** Where the subnet of a gateway lies, which only a platform with a gateway has. */
export const gatewayPlan: SubnetPlan = { newBits: 3, index: 2 };

/** Azure asks for this much for a firewall, and more serves nothing. https://learn.microsoft.com/azure/firewall/firewall-faq */
const firewallPrefix = 26;

/** The smallest network with room for a firewall beside everything else. */
const firewallNeeds = firewallPrefix - 3;

/** Where the subnet of a firewall lies: a /26 at the beginning of the fourth eighth. */
export function firewallPlan(addressSpace: string): SubnetPlan {
  const [, prefix] = IPv4.parseCIDR(addressSpace);
  if (prefix > firewallNeeds) {
    throw new RangeError(
      `address space ${addressSpace} is too small for a firewall, whose subnet is a /${firewallPrefix}; use a /${firewallNeeds} or larger`,
    );
  }
  const newBits = firewallPrefix - prefix;
  return { newBits, index: 3 * 2 ** (newBits - 3) };
}

/** Azure's smallest subnet. */
const longestPrefix = 29;

/** The range of a subnet inside an address space, both in CIDR notation. */
export function subnetRange(addressSpace: string, plan: SubnetPlan): string {
  const [network, prefix] = IPv4.parseCIDR(addressSpace);
  const length = prefix + plan.newBits;
  if (length > longestPrefix) {
    throw new RangeError(
      `address space ${addressSpace} is too small: a subnet in it would be a /${length}, Azure's smallest is a ` +
        `/${longestPrefix}; use a /${longestPrefix - plan.newBits} or larger`,
    );
  }
  const first = IPv4.networkAddressFromCIDR(`${network.toString()}/${prefix}`).toByteArray();
  const start = toNumber(first) + plan.index * 2 ** (32 - length);
  return `${new IPv4(toBytes(start)).toString()}/${length}`;
}

function toNumber(bytes: readonly number[]): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function toBytes(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);
}
