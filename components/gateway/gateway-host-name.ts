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
}

/**
 * The host name of a gateway inside the network. Its zone is that one name: a zone `azure-api.net` would hide every other
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
    new privatedns.VirtualNetworkLink(
      `${name}-zone-link`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        virtualNetworkLinkName: "platform",
        location: "global",
        registrationEnabled: false,
        virtualNetwork: { id: args.virtualNetworkId },
        tags: { ...tags },
      },
      { parent: this },
    );
    new privatedns.PrivateRecordSet(
      `${name}-record`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        recordType: "A",
        relativeRecordSetName: "@",
        ttl: 3600,
        aRecords: [{ ipv4Address: gateway.privateIpAddress }],
      },
      { parent: this },
    );
    this.hostName = zone.name;
    this.registerOutputs({ hostName: this.hostName });
  }
}
