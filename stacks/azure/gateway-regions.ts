import * as privatedns from "@pulumi/azure-native/privatedns";
import type * as pulumi from "@pulumi/pulumi";
import { GatewaySubnet } from "../../components/gateway/gateway-subnet";
import { NetworkPeering } from "../../components/network/network-peering";
import { PrivateDnsZones } from "../../components/network/private-dns-zones";
import { endpointZones, PrivateEndpoint } from "../../components/network/private-endpoint";
import { PrivateNetwork } from "../../components/network/private-network";
import type { GatewayRegion } from "../../components/gateway/model-gateway";
import { Budget, firstOfMonth } from "../../components/operations/budget";
import type { Account } from "../../components/openai/account";
import { ResourceGroup } from "../../components/resource-group";
import type { StackConfig } from "../config";
import type { Networking, PlacedNetwork } from "./networking";
import type { Site } from "./site";

type RegionConfig = NonNullable<StackConfig["gateway"]>["regions"][number];

/** A further region of a gateway, and the network of its own where the platform makes one. */
export interface RegionalGateway extends GatewayRegion {
  /** Undefined where the region's network stood already. */
  readonly own: PlacedNetwork | undefined;
}

/**
 * The regions in which a gateway stands beside the platform's own. What a region needs to go on alone lies in that region:
 * its network, its endpoints to the accounts, and the names that lead to them. (The endpoints of one account in two regions
 * need zones of their own, because a zone has one address for a name; and two zones of one name need two resource groups.)
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration
 */
export function createGatewayRegions(
  site: Site,
  home: Networking,
  accounts: Readonly<Record<string, Account>>,
): readonly RegionalGateway[] {
  return (site.config.gateway?.regions ?? []).map((config) => {
    const { region: location, capacity, zones } = config;
    const place = { location, capacity, zones };
    if (config.subnetId !== undefined) return { ...place, subnetId: config.subnetId, own: undefined };
    return { ...place, ...createNetwork(site, config, home, accounts) };
  });
}

function createNetwork(
  site: Site,
  { region, addressSpace, networkWatcher }: RegionConfig,
  home: Networking,
  accounts: Readonly<Record<string, Account>>,
): Pick<RegionalGateway, "subnetId" | "own"> {
  const { tags } = site.home;
  const { workspaceId } = site.monitoring;
  const name = `${site.prefix}-${region}`;
  const group = new ResourceGroup(name, { location: region, tags }, site.inPlatform);
  const { groupName } = group;
  const place = { resourceGroupName: groupName, location: region, tags };
  createBudget(site, name, group);
  const network = new PrivateNetwork(
    `${name}-network`,
    { ...place, workspaceId, ...(addressSpace === undefined ? {} : { addressSpace }) },
    site.inPlatform,
  );
  const subnet = new GatewaySubnet(`${name}-gateway`, { ...place, network, workspaceId }, site.inPlatform);
  new NetworkPeering(
    `${name}-peering`,
    {
      networks: [
        { resourceGroupName: site.home.resourceGroupName, network: home.network, name: site.home.location },
        { resourceGroupName: groupName, network, name: region },
      ],
    },
    { parent: network },
  );
  const dnsZones = new PrivateDnsZones(
    `${name}-dns`,
    {
      resourceGroupName: groupName,
      tags,
      mode: site.config.network.dns.mode,
      zones: endpointZones(accountService),
      virtualNetworkId: network.virtualNetworkId,
    },
    site.inPlatform,
  );
  for (const [key, account] of Object.entries(accounts)) {
    new PrivateEndpoint(
      `${name}-${key}`,
      {
        ...place,
        service: account.service,
        subnet: network.endpointSubnet,
        dnsZones,
        after: account.settled(),
      },
      // Of the account, as its endpoint at home: agents are written to it after both.
      { parent: account },
    );
  }
  linkMonitoring(site, name, home, network, region);
  return { subnetId: subnet.id, own: { network, place, networkWatcher } };
}

/** The budget of the platform's own group does not see this one, which holds networks, endpoints and flows alone. */
function createBudget({ config, now, inPlatform }: Site, name: string, { id }: ResourceGroup): void {
  const { monthlyBudget, alertEmails } = config.operations;
  new Budget(
    name,
    {
      scope: id,
      monthlyAmount: Math.ceil(monthlyBudget * shareOfBudget),
      emails: alertEmails,
      startDate: firstOfMonth(now),
    },
    inPlatform,
  );
}

/** Of the platform's budget, what a further region's network may cost. */
const shareOfBudget = 0.05;

const accountService = { type: "Microsoft.CognitiveServices/accounts", groupId: "account" };

/** Logs and metrics go to the platform's own endpoint of Azure Monitor, over the peering: a workspace has one region. */
function linkMonitoring(
  { home: { resourceGroupName, tags } }: Site,
  name: string,
  { monitorZones }: Networking,
  network: PrivateNetwork,
  region: string,
): void {
  for (const zone of monitorZones) {
    new privatedns.VirtualNetworkLink(
      `${name}-${zone.name}-link`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        virtualNetworkLinkName: region,
        location: "global",
        registrationEnabled: false,
        virtualNetwork: { id: network.virtualNetworkId },
        tags: { ...tags },
      },
      { parent: network, dependsOn: [zone.owner] },
    );
  }
}

/** The networks of a gateway's regions, by the region. */
export function networksOf(
  regions: readonly RegionalGateway[],
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    regions.flatMap(({ location, own }) => (own ? [[location, own.network.virtualNetworkId] as const] : [])),
  );
}
