import type * as pulumi from "@pulumi/pulumi";
import { PrivateDnsZones } from "../../components/network/private-dns-zones";
import {
  endpointZones,
  PrivateEndpoint,
  type EndpointService,
} from "../../components/network/private-endpoint";
import { PrivateNetwork } from "../../components/network/private-network";
import { MonitorPrivateLink } from "../../components/operations/monitor-private-link";
import type { Placement } from "../../components/shared/placement";
import { sectionServices } from "../config/section-services";
import type { Site } from "./site";
import { vaultRegions } from "./vaults";

/** Gives a component's service a private endpoint, after whatever must stand before it. */
export type Connect = (
  owner: pulumi.ComponentResource & { readonly service: EndpointService },
  name: string,
  after: readonly pulumi.Resource[],
  /** Another service of the same component. @default the component's `service` */
  service?: EndpointService,
) => void;

const account = { type: "Microsoft.CognitiveServices/accounts", groupId: "account" };
const vault = { type: "Microsoft.KeyVault/vaults", groupId: "vault" };
const monitor = { type: "Microsoft.Insights/privateLinkScopes", groupId: "azuremonitor" };

/** A network of a platform, with the group and region that it stands in. */
export interface PlacedNetwork {
  readonly network: PrivateNetwork;
  readonly place: Placement;
  /** ARM ID of the region's network watcher; undefined where it is the one that Azure makes by itself. */
  readonly networkWatcher: string | undefined;
}

/** The network of a platform, and the means to connect services to it. */
export interface Networking {
  readonly network: PrivateNetwork;
  readonly connect: Connect;
  /** Zones of Azure Monitor's endpoint that the platform keeps itself, for networks that reach it by a peering. */
  readonly monitorZones: readonly { readonly name: string; readonly owner: pulumi.Resource }[];
}

/** Makes the private network and its names, and the way to the logs. */
export function createNetworking(site: Site): Networking {
  const { config, prefix, home, inPlatform } = site;
  const { addressSpace, existing, dns } = config.network;
  // Where a hub keeps the zones, it also keeps the one private link scope that a network can have.
  const ownsMonitorLink = dns.mode === "own";
  const network = new PrivateNetwork(
    `${prefix}-network`,
    {
      ...home,
      workspaceId: site.monitoring.workspaceId,
      ...(addressSpace === undefined ? {} : { addressSpace }),
      ...(existing === undefined ? {} : { existing }),
      ...(config.gateway?.semanticCache ? { reachesCache: true } : {}),
    },
    inPlatform,
  );
  const dnsZones = new PrivateDnsZones(
    `${prefix}-dns`,
    {
      resourceGroupName: home.resourceGroupName,
      tags: home.tags,
      mode: dns.mode,
      existing: dns.zones,
      zones: [
        account,
        ...(vaultRegions(config).length > 0 ? [vault] : []),
        ...(ownsMonitorLink ? [monitor] : []),
        ...sectionServices(config, home.location),
      ].flatMap(endpointZones),
      virtualNetworkId: network.virtualNetworkId,
    },
    inPlatform,
  );
  const connect: Connect = (owner, name, after, service = owner.service) => {
    new PrivateEndpoint(
      name,
      { ...home, service, subnet: network.endpointSubnet, dnsZones, after },
      { parent: owner },
    );
  };
  if (ownsMonitorLink) connectMonitoring(site, connect);
  const monitorZones = ownsMonitorLink ? endpointZones(monitor) : [];
  return { network, connect, monitorZones: monitorZones.map((name) => ({ name, owner: dnsZones })) };
}

function connectMonitoring({ prefix, home, monitoring, inPlatform }: Site, connect: Connect): void {
  const name = `${prefix}-monitoring`;
  const { resourceGroupName, tags } = home;
  const link = new MonitorPrivateLink(name, { resourceGroupName, tags, monitoring }, inPlatform);
  connect(link, name, link.writes.end());
}
