import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { ModelGateway } from "./model-gateway";

/** Arguments of a {@link GatewayHostName}. */
export interface GatewayHostNameArgs {
  /** Name of the resource group. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Tags of the zone. */
  readonly tags: Tags;
  /** The gateway that is found by its name. */
  readonly gateway: ModelGateway;
  /** ARM ID of the virtual network in which the name resolves. */
  readonly virtualNetworkId: pulumi.Input<string>;
  /**
   * ARM IDs of networks of other regions in which it resolves as well, by the region.
   * @default none
   */
  readonly elsewhere?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The host name of a gateway inside the network, with the address of every region in which it stands: a client whose first
 * address does not answer connects to the next one, so that the name outlives a region. (Zones are worldwide; Azure has no
 * private name that leaves out an address which does not answer.) Its zone is that one name: a zone `azure-api.net` would hide every other
 * API Management service of the world from the network.
 * https://learn.microsoft.com/azure/api-management/api-management-using-with-internal-vnet#dns-configuration
 */
export class GatewayHostName extends pulumi.ComponentResource {
  /** The host name. */
  public readonly hostName: pulumi.Output<string>;

  constructor(name: string, args: GatewayHostNameArgs, opts?: pulumi.ComponentResourceOptions) {
    const { gateway, ...inputs } = args;
    super("cornerstone:index:GatewayHostName", name, { ...inputs, gatewayId: gateway.id }, opts);
    const { resourceGroupName, tags } = args;
    const zone = new privatedns.PrivateZone(
      `${name}-zone`,
      {
        resourceGroupName,
        privateZoneName: pulumi.interpolate`${gateway.serviceName}.azure-api.net`,
        location: "global",
        tags: { ...tags },
      },
      { parent: this },
    );
    linkZone(this, `${name}-zone-link`, args, zone.name, "platform", args.virtualNetworkId);
    for (const [region, network] of Object.entries(args.elsewhere ?? {})) {
      linkZone(this, `${name}-zone-link-${region}`, args, zone.name, region, network);
    }
    new privatedns.PrivateRecordSet(
      `${name}-record`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        recordType: "A",
        relativeRecordSetName: "@",
        // Short: a region that is gone for long is taken out of the record by hand.
        ttl: 60,
        aRecords: gateway.privateIpAddresses.apply((addresses) =>
          addresses.map((ipv4Address) => ({ ipv4Address })),
        ),
      },
      { parent: this },
    );
    this.hostName = zone.name;
    this.registerOutputs({ hostName: this.hostName });
  }
}

function linkZone(
  parent: GatewayHostName,
  name: string,
  { resourceGroupName, tags }: GatewayHostNameArgs,
  privateZoneName: pulumi.Input<string>,
  virtualNetworkLinkName: string,
  virtualNetworkId: pulumi.Input<string>,
): void {
  new privatedns.VirtualNetworkLink(
    name,
    {
      resourceGroupName,
      privateZoneName,
      virtualNetworkLinkName,
      location: "global",
      registrationEnabled: false,
      virtualNetwork: { id: virtualNetworkId },
      tags: { ...tags },
    },
    { parent },
  );
}
