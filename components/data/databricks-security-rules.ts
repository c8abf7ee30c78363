import type * as inputs from "@pulumi/azure-native/types/input";

type SecurityRule = inputs.network.SecurityRuleArgs;

/**
 * What the nodes of clusters need where the control plane is reached by private endpoint (`NoAzureDatabricksRules`), under
 * the names that Databricks itself gives these rules: it would add what is missing.
 * https://learn.microsoft.com/azure/databricks/security/network/classic/vnet-inject#network-security-group-rules
 */
const outbound: readonly (readonly [name: string, destination: string, port: string])[] = [
  ["worker-to-sql", "Sql", "3306"],
  ["worker-to-storage", "Storage", "443"],
  ["worker-to-eventhub", "EventHub", "9093"],
];

const owned = (name: string): string => `Microsoft.Databricks-workspaces_UseOnly_databricks-${name}`;

/** Rules of the security group of both subnets. What no rule lets through stays inside, and outside. */
export const databricksSecurityRules: readonly SecurityRule[] = [
  rule("Inbound", 100, owned("worker-to-worker-inbound"), "VirtualNetwork", "*", "*"),
  deny("Inbound"),
  rule("Outbound", 100, owned("worker-to-worker-outbound"), "VirtualNetwork", "*", "*"),
  ...outbound.map(([name, destination, port], index) =>
    rule("Outbound", 101 + index, owned(name), destination, port, "Tcp"),
  ),
  deny("Outbound"),
];

function rule(
  direction: "Inbound" | "Outbound",
  priority: number,
  name: string,
  destinationAddressPrefix: string,
  destinationPortRange: string,
  protocol: "*" | "Tcp",
): SecurityRule {
  return {
    name,
    priority,
    direction,
    access: "Allow",
    protocol,
    sourceAddressPrefix: "VirtualNetwork",
    sourcePortRange: "*",
    destinationAddressPrefix,
    destinationPortRange,
  };
}

function deny(direction: "Inbound" | "Outbound"): SecurityRule {
  return {
    name: `deny-other-${direction.toLowerCase()}`,
    priority: 4096,
    direction,
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  };
}
