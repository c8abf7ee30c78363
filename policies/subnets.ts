/** Subnets of Azure's own network services, which bring their own protection or refuse a security group. */
const serviceSubnets = [
  "GatewaySubnet",
  "AzureFirewallSubnet",
  "AzureFirewallManagementSubnet",
  "AzureBastionSubnet",
  "RouteServerSubnet",
].map((name) => name.toLowerCase());

/** Whether a subnet belongs to a network service of Azure, by the name that Azure prescribes. */
export function isServiceSubnet(name: string | undefined): boolean {
  return serviceSubnets.includes(name?.toLowerCase() ?? "");
}
