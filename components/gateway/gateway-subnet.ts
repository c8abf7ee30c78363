import * as network from "@pulumi/azure-native/network";
import type * as inputs from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";
import { createSecurityGroup } from "../network/security-group";
import { gatewayPlan, subnetRange } from "../network/address-plan";
import type { PrivateNetwork } from "../network/private-network";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";

/** Arguments of a {@link GatewaySubnet}. */
export interface GatewaySubnetArgs extends Placement {
  /** The network that takes the subnet; one that this platform made. */
  readonly network: PrivateNetwork;
  /**
   * Whether the gateway calls a semantic cache in the network.
   * @default false
   */
  readonly semanticCache?: boolean;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
}

/** The subnet of a gateway, with the ways in and out that API Management needs and no others. */
export class GatewaySubnet extends pulumi.ComponentResource {
  /** ARM ID of the subnet. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: GatewaySubnetArgs, opts?: pulumi.ComponentResourceOptions) {
    const { network: owner, ...own } = args;
    super(
      "cornerstone:index:GatewaySubnet",
      name,
      { ...own, virtualNetworkId: owner.virtualNetworkId },
      opts,
    );
    const group = createSecurityGroup(
      this,
      name,
      args,
      args.semanticCache ? [...securityRules, toCache] : securityRules,
    );
    this.id = createSubnet(this, name, args, group).id;
    this.registerOutputs({ id: this.id });
  }
}

function createSubnet(
  parent: GatewaySubnet,
  name: string,
  args: GatewaySubnetArgs,
  group: network.NetworkSecurityGroup,
): network.Subnet {
  const { space } = args.network;
  if (!space) {
    throw new pulumi.ResourceError(
      "a gateway in an existing network needs a subnet that stands there already: give its ID",
      parent,
    );
  }
  return space.writes.next(
    (dependsOn) =>
      new network.Subnet(
        `${name}-subnet`,
        {
          resourceGroupName: args.resourceGroupName,
          virtualNetworkName: space.virtualNetworkName,
          subnetName: "gateway",
          addressPrefix: subnetRange(space.addressSpace, gatewayPlan),
          networkSecurityGroup: { id: group.id },
          // API Management leaves through its own load balancer, and only where the security group lets it.
          defaultOutboundAccess: false,
          privateEndpointNetworkPolicies: "Enabled",
        },
        retried({ parent, dependsOn }),
      ),
  );
}

/**
 * What API Management needs in internal mode.
 * https://learn.microsoft.com/azure/api-management/virtual-network-reference
 */
const securityRules: readonly inputs.network.SecurityRuleArgs[] = [
  allow("Inbound", 100, "clients", "VirtualNetwork", "VirtualNetwork", ["443"]),
  allow("Inbound", 110, "management", "ApiManagement", "VirtualNetwork", ["3443"]),
  allow("Inbound", 120, "load-balancer", "AzureLoadBalancer", "VirtualNetwork", ["6390"]),
  deny("Inbound"),
  allow("Outbound", 100, "models-and-logs", "VirtualNetwork", "VirtualNetwork", ["443"]),
  allow("Outbound", 110, "storage", "VirtualNetwork", "Storage", ["443"]),
  allow("Outbound", 120, "sql", "VirtualNetwork", "Sql", ["1433"]),
  allow("Outbound", 130, "key-vault", "VirtualNetwork", "AzureKeyVault", ["443"]),
  allow("Outbound", 140, "entra", "VirtualNetwork", "AzureActiveDirectory", ["443"]),
  allow("Outbound", 150, "monitor", "VirtualNetwork", "AzureMonitor", ["443", "1886"]),
  allow("Outbound", 160, "certificates", "VirtualNetwork", "Internet", ["80"]),
  deny("Outbound"),
];

const toCache = allow("Outbound", 170, "semantic-cache", "VirtualNetwork", "VirtualNetwork", ["10000"]);

function allow(
  direction: "Inbound" | "Outbound",
  priority: number,
  name: string,
  from: string,
  to: string,
  ports: readonly string[],
): inputs.network.SecurityRuleArgs {
  const [port] = ports;
  return {
    name: `allow-${name}`,
    priority,
    direction,
    access: "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: from,
    sourcePortRange: "*",
    destinationAddressPrefix: to,
    ...(ports.length === 1 && port !== undefined
      ? { destinationPortRange: port }
      : { destinationPortRanges: [...ports] }),
  };
}

function deny(direction: "Inbound" | "Outbound"): inputs.network.SecurityRuleArgs {
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
