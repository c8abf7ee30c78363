import type * as inputs from "@pulumi/azure-native/types/input";

type SecurityRule = inputs.network.SecurityRuleArgs;

/**
 * What the hosts of agents need, and no more: a service tag of a whole product (Databricks, Power Platform) is left out on
 * purpose, because it also covers everybody else's tenant, and with it a way to carry data out.
 * https://learn.microsoft.com/azure/container-apps/firewall-integration
 */
const needed: readonly (readonly [name: string, destination: string, ports: readonly string[]])[] = [
  ["network", "VirtualNetwork", ["443"]],
  ["entra", "AzureActiveDirectory", ["443"]],
  ["images", "MicrosoftContainerRegistry", ["443"]],
  ["image-layers", "AzureFrontDoor.FirstParty", ["443"]],
  ["monitor", "AzureMonitor", ["443"]],
];

/**
 * Rules of a subnet of agents, given its range. With a firewall, TLS may leave the network: the route leads it to the
 * firewall.
 */
export function agentSecurityRules(range: string, firewall: boolean): SecurityRule[] {
  const within = { sourceAddressPrefix: range, destinationAddressPrefix: range };
  const outbound = [...needed, ...(firewall ? [["firewall", "Internet", ["443"]] as const] : [])];
  return [
    // Hosts of one environment talk to each other, and to the load balancer in front of them.
    { ...rule("Inbound", 100, "environment", "Allow"), ...within },
    {
      ...rule("Inbound", 110, "load-balancer", "Allow"),
      sourceAddressPrefix: "AzureLoadBalancer",
      destinationPortRange: "30000-32767",
      protocol: "Tcp",
    },
    rule("Inbound", 4096, "other-inbound", "Deny"),
    ...outbound.map(([name, destination, ports], index): SecurityRule => ({
      ...rule("Outbound", 100 + index * 10, name, "Allow"),
      protocol: "Tcp",
      sourceAddressPrefix: "VirtualNetwork",
      destinationAddressPrefix: destination,
      destinationPortRange: ports[0] as string,
    })),
    {
      ...rule("Outbound", 200, "dns", "Allow"),
      destinationAddressPrefix: "168.63.129.16",
      destinationPortRange: "53",
    },
    { ...rule("Outbound", 210, "environment-outbound", "Allow"), ...within },
    rule("Outbound", 4096, "other-outbound", "Deny"),
  ];
}

function rule(
  direction: "Inbound" | "Outbound",
  priority: number,
  name: string,
  access: "Allow" | "Deny",
): SecurityRule {
  return {
    name: `${access.toLowerCase()}-${name}`,
    priority,
    direction,
    access,
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  };
}
