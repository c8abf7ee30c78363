import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import { addressPlan, subnetRange } from "./address-plan";
import { createSecurityGroup } from "./security-group";
import { allowCacheFromNetwork, subnetSecurityRules } from "./security-rules";

/** A virtual network that stands already. */
export interface ExistingNetwork {
  /** ARM ID of the virtual network. */
  readonly virtualNetworkId: string;
  /** ARM ID of its subnet that takes the private endpoints. */
  readonly privateEndpointSubnetId: string;
}

/** Arguments of a {@link PrivateNetwork}. Exactly one of `addressSpace` and `existing` must be given. */
export interface PrivateNetworkArgs extends Placement {
  /**
   * Address space of a new network in CIDR notation, e.g. `10.40.0.0/20`. Subnets are derived from it.
   * @default none: `existing` is used
   */
  readonly addressSpace?: string;
  /**
   * A network that stands already, instead of a new one.
   * @default none: a new network is made
   */
  readonly existing?: ExistingNetwork;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
  /**
   * Whether private endpoints of Azure Managed Redis are reached on its port, beside 443.
   * @default false
   */
  readonly reachesCache?: boolean;
}

/** A subnet that takes private endpoints, with the chain by which they are written to it. */
export interface EndpointSubnet {
  /** ARM ID of the subnet. */
  readonly id: pulumi.Input<string>;
  /** Endpoints of one subnet race for its addresses (ReferencedResourceNotProvisioned): one at a time. */
  readonly writes: Sequence;
}

/** Where a network of the platform takes further subnets. */
export interface SubnetSpace {
  /** Name of the virtual network. */
  readonly virtualNetworkName: pulumi.Output<string>;
  /** Its address space in CIDR notation. */
  readonly addressSpace: string;
  /** Azure writes the subnets of a network one at a time. */
  readonly writes: Sequence;
}

type SubnetKey = keyof typeof addressPlan;

/** The private network of a platform: a new one with its subnets and security groups, or an existing one by ID. */
export class PrivateNetwork extends pulumi.ComponentResource {
  /** ARM ID of the virtual network. */
  public readonly virtualNetworkId: pulumi.Output<string>;
  /** The subnet that takes private endpoints. */
  public readonly endpointSubnet: EndpointSubnet;
  /** Where further subnets go; undefined in a network that stood already, whose subnets are its owner's. */
  public readonly space: SubnetSpace | undefined;

  constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:PrivateNetwork", name, args, opts);
    const parts: NetworkParts = args.existing ?? createNetwork(this, name, args);
    this.space = parts.space;
    this.virtualNetworkId = pulumi.output(parts.virtualNetworkId);
    this.endpointSubnet = { id: parts.privateEndpointSubnetId, writes: new Sequence() };
    this.registerOutputs({
      virtualNetworkId: this.virtualNetworkId,
      privateEndpointSubnetId: parts.privateEndpointSubnetId,
    });
  }
}

interface NetworkParts {
  readonly virtualNetworkId: pulumi.Input<string>;
  readonly privateEndpointSubnetId: pulumi.Input<string>;
  readonly space?: SubnetSpace;
}

function createNetwork(parent: PrivateNetwork, name: string, args: PrivateNetworkArgs): NetworkParts {
  const { addressSpace } = args;
  if (addressSpace === undefined) {
    throw new pulumi.ResourceError("a network needs an addressSpace or an existing network", parent);
  }
  const virtualNetwork = new network.VirtualNetwork(
    `${name}-vnet`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      addressSpace: { addressPrefixes: [addressSpace] },
      tags: { ...args.tags },
    },
    { parent },
  );
  sendDiagnostics(
    `${name}-vnet-diagnostics`,
    { kind: "virtualNetwork", resourceId: virtualNetwork.id, workspaceId: args.workspaceId },
    { parent },
  );
  const subnetWrites = new Sequence([virtualNetwork]);
  const subnets = (Object.keys(addressPlan) as SubnetKey[]).map((key) => {
    const rules = subnetSecurityRules[key];
    const reachesCache = args.reachesCache === true && key === "private-endpoints";
    const group = createSecurityGroup(
      parent,
      `${name}-${key}`,
      args,
      reachesCache ? [...rules, allowCacheFromNetwork] : rules,
    );
    return subnetWrites.next(
      (dependsOn) =>
        new network.Subnet(
          `${name}-${key}`,
          {
            resourceGroupName: args.resourceGroupName,
            virtualNetworkName: virtualNetwork.name,
            subnetName: key,
            addressPrefix: subnetRange(addressSpace, addressPlan[key]),
            networkSecurityGroup: { id: group.id },
            // No way out to the internet that nobody asked for.
            defaultOutboundAccess: false,
            // Without this, the security group does not hold for private endpoints.
            privateEndpointNetworkPolicies: "Enabled",
          },
          retried({ parent, dependsOn }),
        ),
    );
  });
  const [endpoints] = subnets as [network.Subnet];
  return {
    virtualNetworkId: virtualNetwork.id,
    privateEndpointSubnetId: endpoints.id,
    space: { virtualNetworkName: virtualNetwork.name, addressSpace, writes: subnetWrites },
  };
}
