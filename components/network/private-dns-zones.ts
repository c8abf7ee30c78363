import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";

/** Arguments of {@link PrivateDnsZones}. */
export interface PrivateDnsZonesArgs {
  /** Name of the resource group. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Tags of every zone. */
  readonly tags: Tags;
  /**
   * Who keeps the zones: `own` (made here and linked to the network), `existing` (zones of a hub, by ID), `policy` (an
   * Azure Policy of the organisation registers each endpoint: nothing is written here).
   */
  readonly mode: "own" | "existing" | "policy";
  /** Names of the zones that the platform's endpoints need, e.g. `privatelink.openai.azure.com`. */
  readonly zones: readonly string[];
  /**
   * With mode `existing`: ARM ID of each zone by its name.
   * @default no zones
   */
  readonly existing?: Readonly<Record<string, string>>;
  /** ARM ID of the virtual network in which the names resolve. */
  readonly virtualNetworkId: pulumi.Input<string>;
}

/** The private DNS zones in which the platform's endpoints are found. */
export class PrivateDnsZones extends pulumi.ComponentResource {
  /** ARM ID of each zone by its name; undefined where endpoints are registered by policy. */
  public readonly zoneIds: Readonly<Record<string, pulumi.Output<string>>> | undefined;

  constructor(name: string, args: PrivateDnsZonesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:PrivateDnsZones", name, args, opts);
    this.zoneIds = zonesOf(this, name, args);
    this.registerOutputs({ zoneIds: this.zoneIds });
  }

  /**
   * ARM IDs of the zones that an endpoint needs, or undefined where it is registered by policy. A zone that is missing is
   * refused: its host name would resolve to the public address, which answers nobody.
   */
  idsOf(zones: readonly string[]): pulumi.Output<string>[] | undefined {
    const { zoneIds } = this;
    if (!zoneIds) return undefined;
    return zones.map((zone) => {
      const id = zoneIds[zone];
      if (id) return id;
      throw new pulumi.ResourceError(
        `private DNS zone ${zone} is missing; known are ${Object.keys(zoneIds).join(", ") || "none"}; ` +
          `add it to network.dns.zones`,
        this,
      );
    });
  }
}

function zonesOf(
  parent: PrivateDnsZones,
  name: string,
  args: PrivateDnsZonesArgs,
): Record<string, pulumi.Output<string>> | undefined {
  switch (args.mode) {
    case "policy":
      return undefined;
    case "existing":
      return Object.fromEntries(
        Object.entries(args.existing ?? {}).map(([zone, id]) => [zone, pulumi.output(id)]),
      );
    case "own":
      // Services may share a zone.
      return Object.fromEntries(
        [...new Set(args.zones)].map((zone) => [zone, createZone(parent, name, zone, args).id]),
      );
  }
}

function createZone(
  parent: PrivateDnsZones,
  name: string,
  zoneName: string,
  args: PrivateDnsZonesArgs,
): privatedns.PrivateZone {
  const zone = new privatedns.PrivateZone(
    `${name}-${zoneName}`,
    {
      resourceGroupName: args.resourceGroupName,
      privateZoneName: zoneName,
      location: "global",
      tags: { ...args.tags },
    },
    { parent },
  );
  new privatedns.VirtualNetworkLink(
    `${name}-${zoneName}-link`,
    {
      resourceGroupName: args.resourceGroupName,
      privateZoneName: zone.name,
      virtualNetworkLinkName: "platform",
      location: "global",
      registrationEnabled: false,
      virtualNetwork: { id: args.virtualNetworkId },
      tags: { ...args.tags },
    },
    { parent },
  );
  return zone;
}
