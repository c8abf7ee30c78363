import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { createSecurityGroup } from "../network/security-group";
import { subnetRange, type SubnetPlan } from "../network/address-plan";
import type { PrivateNetwork } from "../network/private-network";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import { agentSecurityRules } from "./agent-security-rules";

/** Where the subnets of agents lie: in the second eighth of the network, a half each. In a /20, each is a /24. */
export const agentPlan = {
  agents: { newBits: 4, index: 2 },
  "code-execution": { newBits: 4, index: 3 },
} as const satisfies Record<string, SubnetPlan>;

/** Arguments of {@link AgentSubnets}. */
export interface AgentSubnetsArgs extends Placement {
  /** The network that takes the subnets. */
  readonly network: PrivateNetwork;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
  /** Whether agents run code: they do so in a subnet of its own. */
  readonly codeExecution: boolean;
  /**
   * Private address of a firewall that holds the list of host names that agents may call. All traffic that leaves the
   * network goes there.
   * @default none: nothing leaves the network but what the hosts of agents need themselves
   */
  readonly firewallAddress?: pulumi.Input<string>;
}

type SubnetKey = keyof typeof agentPlan;

/**
 * The subnets in which agents run and execute code: delegated to Container Apps, which is what hosts them, and closed
 * but for what is listed.
 */
export class AgentSubnets extends pulumi.ComponentResource {
  /** ARM ID of the subnet of agents. One account alone may be joined to it. */
  public readonly agents: pulumi.Output<string>;
  /** ARM ID of the subnet in which code runs; undefined where none does. */
  public readonly codeExecution: pulumi.Output<string> | undefined;

  constructor(name: string, args: AgentSubnetsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { network: owner, ...inputs } = args;
    super(
      "cornerstone:index:AgentSubnets",
      name,
      { ...inputs, virtualNetworkId: owner.virtualNetworkId },
      opts,
    );
    const routes = args.firewallAddress === undefined ? undefined : createRoutes(this, name, args);
    this.agents = createSubnet(this, name, "agents", args, routes).id;
    this.codeExecution = args.codeExecution
      ? createSubnet(this, name, "code-execution", args, routes).id
      : undefined;
    this.registerOutputs({ agents: this.agents, codeExecution: this.codeExecution });
  }
}

/** What is not in the network goes to the firewall, which knows host names where a security group knows addresses. */
function createRoutes(parent: AgentSubnets, name: string, args: AgentSubnetsArgs): network.RouteTable {
  return new network.RouteTable(
    `${name}-routes`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: "through-firewall",
          addressPrefix: "0.0.0.0/0",
          nextHopType: "VirtualAppliance",
          nextHopIpAddress: args.firewallAddress,
        },
      ],
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createSubnet(
  parent: AgentSubnets,
  name: string,
  key: SubnetKey,
  args: AgentSubnetsArgs,
  routes: network.RouteTable | undefined,
): network.Subnet {
  const { space } = args.network;
  if (!space) {
    throw new pulumi.ResourceError(
      "agents in an existing network need subnets that stand there already: give their IDs",
      parent,
    );
  }
  const range = subnetRange(space.addressSpace, agentPlan[key]);
  const group = createSecurityGroup(
    parent,
    `${name}-${key}`,
    args,
    agentSecurityRules(range, args.firewallAddress !== undefined),
  );
  return space.writes.next(
    (dependsOn) =>
      new network.Subnet(
        `${name}-${key}`,
        {
          resourceGroupName: args.resourceGroupName,
          virtualNetworkName: space.virtualNetworkName,
          subnetName: key,
          addressPrefix: range,
          // Azure compares this name with regard to case, and says so 47 minutes later.
          delegations: [{ name: "container-apps", serviceName: "Microsoft.App/environments" }],
          networkSecurityGroup: { id: group.id },
          ...(routes ? { routeTable: { id: routes.id } } : {}),
          defaultOutboundAccess: false,
          privateEndpointNetworkPolicies: "Enabled",
        },
        retried({ parent, dependsOn }),
      ),
  );
}
