import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { privateDnsZones } from "../../catalog/private-dns-zones";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import type { PrivateDnsZones } from "./private-dns-zones";
import type { EndpointSubnet } from "./private-network";

/** Arguments of a {@link PrivateEndpoint}. */
export interface PrivateEndpointArgs extends Placement {
  /** The service that the endpoint leads to. */
  readonly service: EndpointService;
  /** The subnet that takes the endpoint. Its region must be `location`. */
  readonly subnet: EndpointSubnet;
  /** The private DNS zones of the platform. */
  readonly dnsZones: PrivateDnsZones;
  /**
   * What must stand before the endpoint is written: every write after which the service needs time to settle.
   * @default nothing beside the service itself
   */
  readonly after?: readonly pulumi.Resource[];
}

/** A service that a private endpoint leads to. */
export interface EndpointService {
  /** ARM ID of the resource. */
  readonly id: pulumi.Input<string>;
  /** ARM type, e.g. `Microsoft.KeyVault/vaults`. */
  readonly type: string;
  /** Group ID (sub-resource), e.g. `vault`. */
  readonly groupId: string;
  /**
   * Region of the resource, for a service whose DNS zone names it.
   * @default none
   */
  readonly location?: string;
}

/** A private endpoint of one service, registered in every private DNS zone on which that service answers. */
export class PrivateEndpoint extends pulumi.ComponentResource {
  /** ARM ID of the endpoint. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: PrivateEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const { resourceGroupName, location, tags, service, subnet } = args;
    const inputs = { resourceGroupName, location, tags, service, subnetId: subnet.id };
    super("cornerstone:index:PrivateEndpoint", name, inputs, opts);
    const endpoint = createEndpoint(this, name, args);
    createZoneGroup(this, name, args, endpoint);
    this.id = endpoint.id;
    this.registerOutputs({ id: this.id });
  }
}

/** The zones in which an endpoint of a service must be registered. */
export function endpointZones(
  service: Pick<EndpointService, "type" | "groupId" | "location">,
): readonly string[] {
  const zones = privateDnsZones(service.type, service.groupId, service.location);
  if (zones) return zones;
  throw new RangeError(
    `${service.type} has no private endpoint group "${service.groupId}" in catalog/private-dns-zones.ts; add it there`,
  );
}

function createEndpoint(
  parent: PrivateEndpoint,
  name: string,
  args: PrivateEndpointArgs,
): network.PrivateEndpoint {
  const { service, subnet, after = [] } = args;
  return subnet.writes.next(
    (previous) =>
      new network.PrivateEndpoint(
        `${name}-endpoint`,
        {
          resourceGroupName: args.resourceGroupName,
          location: args.location,
          subnet: { id: subnet.id },
          privateLinkServiceConnections: [
            { name: service.groupId, privateLinkServiceId: service.id, groupIds: [service.groupId] },
          ],
          tags: { ...args.tags },
        },
        retried({ parent, dependsOn: [...previous, ...after] }),
      ),
  );
}

/** The zone group is a link of the chain as well: two groups that write the same zone at once get in each other's way. */
function createZoneGroup(
  parent: PrivateEndpoint,
  name: string,
  args: PrivateEndpointArgs,
  endpoint: network.PrivateEndpoint,
): void {
  const zones = endpointZones(args.service);
  const zoneIds = args.dnsZones.idsOf(zones);
  if (!zoneIds) return;
  args.subnet.writes.next(
    (dependsOn) =>
      new network.PrivateDnsZoneGroup(
        `${name}-zones`,
        {
          resourceGroupName: args.resourceGroupName,
          privateEndpointName: endpoint.name,
          privateDnsZoneGroupName: "default",
          privateDnsZoneConfigs: zones.map((zone, index) => ({
            name: zone.replaceAll(".", "-"),
            privateDnsZoneId: zoneIds[index] as pulumi.Output<string>,
          })),
        },
        retried({ parent, dependsOn }),
      ),
  );
}
