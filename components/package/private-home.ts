import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { PrivateDnsZones } from "../network/private-dns-zones";
import { PrivateEndpoint, type EndpointService } from "../network/private-endpoint";
import { KeyVault } from "../security/key-vault";
import { Sequence } from "../shared/sequence";

/** What an organisation has already, in which a component of the package stands. */
export interface PrivateHome {
  /** Name of the resource group. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, e.g. `swedencentral`: of everything that is made, and of the subnet. */
  location: string;
  /** Tags of every resource that can carry tags. */
  tags: Record<string, string>;
  /** Name of the vault that keeps the customer-managed keys, free in all of Azure: 3 to 24 characters. */
  vaultName: pulumi.Input<string>;
  /** ARM ID of the existing subnet that takes the private endpoints. */
  subnetId: pulumi.Input<string>;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  workspaceId: pulumi.Input<string>;
  /**
   * ARM ID of each existing private DNS zone by its name, e.g. `privatelink.vaultcore.azure.net`: every zone of a service
   * that gets an endpoint. An error names the one that is missing.
   * @default none: an Azure Policy of the organisation registers each endpoint
   */
  dnsZoneIds?: Record<string, string>;
  /**
   * True where data must not be lost: the engine refuses to delete what holds data, and the keys that encrypt it.
   * @default true
   */
  protected?: boolean;
}

/** A service that can be reached by a private endpoint. */
type Reachable = pulumi.ComponentResource & { readonly service: EndpointService };

/** Gives a service its private endpoint in the home, after what has to settle before. */
export type Connect = (
  owner: Reachable,
  key: string,
  after?: readonly pulumi.Resource[],
  service?: EndpointService,
) => PrivateEndpoint;

/** All endpoints stand in one subnet, so they share the chain by which it is written. */
export function endpointsIn(parent: pulumi.ComponentResource, name: string, home: PrivateHome): Connect {
  const { resourceGroupName, location, tags, dnsZoneIds, subnetId } = home;
  const dnsZones = new PrivateDnsZones(
    `${name}-dns`,
    {
      resourceGroupName,
      tags,
      mode: dnsZoneIds ? "existing" : "policy",
      existing: dnsZoneIds ?? {},
      zones: [],
      virtualNetworkId: pulumi.output(subnetId).apply((id) => id.split("/subnets/")[0] ?? id),
    },
    { parent },
  );
  const subnet = { id: subnetId, writes: new Sequence() };
  return (owner, key, after = [], service = owner.service) =>
    new PrivateEndpoint(
      `${name}-${key}`,
      { resourceGroupName, location, tags, service, subnet, dnsZones, after },
      { parent: owner },
    );
}

/** The vault of the home's keys, with its private endpoint. */
export function createVault(
  parent: pulumi.ComponentResource,
  name: string,
  home: PrivateHome,
  connect: Connect,
): KeyVault {
  const { vaultName } = home;
  const { tenantId } = getClientConfigOutput({ parent });
  const vault = new KeyVault(name, { ...placed(home), vaultName, tenantId }, { parent });
  connect(vault, "vault");
  return vault;
}

/** Where everything in the home stands, and how it is kept. */
export function placed({
  resourceGroupName,
  location,
  tags,
  workspaceId,
  protected: kept = true,
}: PrivateHome) {
  return { resourceGroupName, location, tags, workspaceId, protected: kept };
}
