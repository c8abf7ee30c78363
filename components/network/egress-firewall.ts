import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import { firewallPlan, subnetRange } from "./address-plan";
import type { PrivateNetwork, SubnetSpace } from "./private-network";

/** Who may call whom outside of the network, over TLS. */
export interface EgressRule {
  /** Name of the rule, as the firewall's log tells it. */
  readonly name: string;
  /** Ranges inside the network that may call, in CIDR notation. */
  readonly sources: readonly string[];
  /** Host names that may be called; `*.` at the beginning stands for any number of labels. At least one. */
  readonly hosts: readonly string[];
}

/** Arguments of an {@link EgressFirewall}. */
export interface EgressFirewallArgs extends Placement {
  /** The network whose way out it is; one that this platform made. */
  readonly network: PrivateNetwork;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
  /** What may leave the network; everything else stays. At least one. */
  readonly rules: readonly EgressRule[];
  /** True where a zone that fails must not stop it. */
  readonly zoneRedundant: boolean;
}

/** Azure finds the subnet of a firewall by this name. */
const subnetName = "AzureFirewallSubnet";

/**
 * An Azure Firewall that lets listed subnets call listed host names over TLS, and nothing else leave. It looks at the name that a
 * connection asks for (SNI), and decrypts nothing. https://learn.microsoft.com/azure/firewall/rule-processing
 */
export class EgressFirewall extends pulumi.ComponentResource {
  /** Where routes lead what leaves the network. */
  public readonly privateAddress: pulumi.Output<string>;
  /** Address that called hosts see. */
  public readonly publicAddressId: pulumi.Output<string>;
  /** ARM ID of the firewall. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: EgressFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    const { network: owner, ...inputs } = args;
    super(
      "cornerstone:index:EgressFirewall",
      name,
      { ...inputs, virtualNetworkId: owner.virtualNetworkId },
      opts,
    );
    const policy = createPolicy(this, name, args);
    const rules = createRules(this, name, args, policy);
    const address = createAddress(this, name, args);
    const subnet = createSubnet(this, name, args);
    const firewall = createFirewall(this, name, args, { policy, rules, address, subnet });
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "firewall", resourceId: firewall.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.privateAddress = firewall.ipConfigurations.apply(
      (configurations) => configurations?.[0]?.privateIPAddress ?? "",
    );
    this.publicAddressId = address.id;
    this.id = firewall.id;
    this.registerOutputs({ privateAddress: this.privateAddress });
  }
}

function createPolicy(
  parent: EgressFirewall,
  name: string,
  args: EgressFirewallArgs,
): network.FirewallPolicy {
  return new network.FirewallPolicy(
    `${name}-policy`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      sku: { tier: "Standard" },
      // Known bad addresses are refused even where a rule would let them through.
      threatIntelMode: "Deny",
      dnsSettings: { enableProxy: true },
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createRules(
  parent: EgressFirewall,
  name: string,
  args: EgressFirewallArgs,
  policy: network.FirewallPolicy,
): network.FirewallPolicyRuleCollectionGroup {
  return new network.FirewallPolicyRuleCollectionGroup(
    `${name}-rules`,
    {
      resourceGroupName: args.resourceGroupName,
      firewallPolicyName: policy.name,
      ruleCollectionGroupName: "egress",
      priority: 200,
      ruleCollections: [
        {
          ruleCollectionType: "FirewallPolicyFilterRuleCollection",
          name: "allowed-hosts",
          priority: 200,
          action: { type: "Allow" },
          rules: args.rules.map(({ name: rule, sources, hosts }) => ({
            ruleType: "ApplicationRule",
            name: rule,
            protocols: [{ protocolType: "Https", port: 443 }],
            sourceAddresses: [...sources],
            targetFqdns: [...hosts],
          })),
        },
      ],
    },
    retried({ parent }),
  );
}

function createAddress(
  parent: EgressFirewall,
  name: string,
  args: EgressFirewallArgs,
): network.PublicIPAddress {
  return new network.PublicIPAddress(
    `${name}-address`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
      zones: zonesOf(args),
      tags: { ...args.tags },
    },
    { parent },
  );
}

/** Without a security group: Azure refuses one on the subnet of a firewall. */
function createSubnet(parent: EgressFirewall, name: string, args: EgressFirewallArgs): network.Subnet {
  const space = spaceOf(parent, args);
  return space.writes.next(
    (dependsOn) =>
      new network.Subnet(
        `${name}-subnet`,
        {
          resourceGroupName: args.resourceGroupName,
          virtualNetworkName: space.virtualNetworkName,
          subnetName,
          addressPrefix: subnetRange(space.addressSpace, firewallPlan(space.addressSpace)),
          defaultOutboundAccess: false,
        },
        retried({ parent, dependsOn }),
      ),
  );
}

interface FirewallParts {
  readonly policy: network.FirewallPolicy;
  readonly rules: network.FirewallPolicyRuleCollectionGroup;
  readonly address: network.PublicIPAddress;
  readonly subnet: network.Subnet;
}

/** After its rules: Azure refuses to change a policy while a firewall that uses it is being written. */
function createFirewall(
  parent: EgressFirewall,
  name: string,
  args: EgressFirewallArgs,
  { policy, rules, address, subnet }: FirewallParts,
): network.AzureFirewall {
  return new network.AzureFirewall(
    `${name}-firewall`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      sku: { name: "AZFW_VNet", tier: "Standard" },
      zones: zonesOf(args),
      firewallPolicy: { id: policy.id },
      ipConfigurations: [{ name: "egress", subnet: { id: subnet.id }, publicIPAddress: { id: address.id } }],
      tags: { ...args.tags },
    },
    retried({ parent, dependsOn: [rules] }),
  );
}

function zonesOf({ zoneRedundant }: EgressFirewallArgs): string[] {
  return zoneRedundant ? ["1", "2", "3"] : [];
}

function spaceOf(parent: EgressFirewall, { network: owner }: EgressFirewallArgs): SubnetSpace {
  if (owner.space) return owner.space;
  throw new pulumi.ResourceError(
    "the way out of an existing network is its owner's: give the address of the firewall there",
    parent,
  );
}
