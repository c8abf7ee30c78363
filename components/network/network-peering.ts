import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { PrivateNetwork, SubnetSpace } from "./private-network";

/** Arguments of a {@link NetworkPeering}. */
export interface NetworkPeeringArgs {
  /** The two networks, both made by this platform, with address spaces that do not overlap. */
  readonly networks: readonly [PeeredNetwork, PeeredNetwork];
}

/** A network that is joined to another one. */
export interface PeeredNetwork {
  /** Name of the network's resource group. */
  readonly resourceGroupName: pulumi.Input<string>;
  readonly network: PrivateNetwork;
  /** What the other network calls it, e.g. its region. */
  readonly name: string;
}

/**
 * Joins two private networks of the platform, in both directions: traffic of the one reaches the other over Azure's own
 * network, and nothing is passed on from further networks.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview
 */
export class NetworkPeering extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkPeeringArgs, opts?: pulumi.ComponentResourceOptions) {
    const [one, other] = args.networks;
    const ids = [one, other].map(({ network }) => network.virtualNetworkId);
    super("cornerstone:index:NetworkPeering", name, { virtualNetworkIds: ids }, opts);
    const there = peer(this, name, one, other, []);
    peer(this, name, other, one, [there]);
    this.registerOutputs({});
  }
}

/** A peering is a write to its network, and shares the network's chain with the subnets. */
function peer(
  parent: NetworkPeering,
  name: string,
  from: PeeredNetwork,
  to: PeeredNetwork,
  after: readonly pulumi.Resource[],
): network.VirtualNetworkPeering {
  const space = spaceOf(parent, from);
  return space.writes.next(
    (dependsOn) =>
      new network.VirtualNetworkPeering(
        `${name}-to-${to.name}`,
        {
          resourceGroupName: from.resourceGroupName,
          virtualNetworkName: space.virtualNetworkName,
          virtualNetworkPeeringName: to.name,
          remoteVirtualNetwork: { id: to.network.virtualNetworkId },
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: false,
          allowGatewayTransit: false,
          useRemoteGateways: false,
        },
        retried({ parent, dependsOn: [...dependsOn, ...after] }),
      ),
  );
}

function spaceOf(parent: NetworkPeering, { network, name }: PeeredNetwork): SubnetSpace {
  if (network.space) return network.space;
  throw new pulumi.ResourceError(
    `${name} is a network that stood already: its owner joins it to others`,
    parent,
  );
}
