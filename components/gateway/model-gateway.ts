import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import type { Monitoring } from "../operations/monitoring";
import { WorkloadIdentity } from "../security/workload-identity";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import { createTracing } from "./gateway-tracing";
import { addNamedValue, namedValues } from "./named-value";
import { closedProtocols } from "./protocols";

/** Arguments of a {@link ModelGateway}. */
export interface ModelGatewayArgs extends Placement {
  /** Name of the service and of its host, free in all of Azure: letters, digits, hyphens, at most 50. */
  readonly serviceName: pulumi.Input<string>;
  /** Mailbox of the team that answers for the gateway. */
  readonly publisherEmail: string;
  /** Name of the organisation. */
  readonly publisherName: string;
  /** ARM ID of a subnet of the region with a network security group. */
  readonly subnetId: pulumi.Input<string>;
  /** Tenant whose tokens it takes. */
  readonly tenantId: pulumi.Input<string>;
  /** Where logs, metrics and traces go. */
  readonly monitoring: Monitoring;
  /**
   * Scale units, at least one a zone.
   * @default 1
   */
  readonly capacity?: number;
  /**
   * Availability zones over which the units are spread.
   * @default none
   */
  readonly zones?: readonly string[];
  /**
   * Whether it has an identity of its own beside the one it calls models with: what reads a secret behind the firewall of a key
   * vault, and turns prompts into vectors for a semantic cache. It exists only once the service does.
   * @default false
   */
  readonly systemIdentity?: boolean;
  /**
   * Further regions in which it stands, each with units of its own: the service has one configuration for all of them.
   * @default none
   */
  readonly regions?: readonly GatewayRegion[];
}

/** A further region of a gateway. */
export interface GatewayRegion {
  /** Azure region, e.g. `francecentral`. */
  readonly location: string;
  /** ARM ID of a subnet of that region with a network security group. */
  readonly subnetId: pulumi.Input<string>;
  /** Scale units there, at least one a zone. */
  readonly capacity: number;
  /** Availability zones over which they are spread. */
  readonly zones: readonly string[];
}

/**
 * An API Management service inside the network: its address is private from the first second. (A tier behind a private
 * endpoint would have to be created open to the internet and closed by a second write,
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/31788.) It holds no key: it calls models as its own
 * identity, and asks its callers for a token.
 */
export class ModelGateway extends pulumi.ComponentResource {
  /** ARM ID of the service. */
  public readonly id: pulumi.Output<string>;
  /** Name of the service. */
  public readonly serviceName: pulumi.Output<string>;
  /** Name of the service's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** Address of the gateway, e.g. `https://contoso-prod-gateway-1a2b3c.azure-api.net`. */
  public readonly url: pulumi.Output<string>;
  /** Address inside the network on which it answers. */
  public readonly privateIpAddress: pulumi.Output<string>;
  /** Whether it stands in more than one region. */
  public readonly isRegional: boolean;
  /** That address, and the ones on which its other regions answer in their networks. */
  public readonly privateIpAddresses: pulumi.Output<string[]>;
  /** Address of each region's gateway, by the region. */
  public readonly regionalUrls: pulumi.Output<Record<string, string>>;
  /** The identity that it calls models with. */
  public readonly identity: WorkloadIdentity;
  /** Object ID of its own identity; undefined where it has none. */
  public readonly systemPrincipalId: pulumi.Output<string> | undefined;
  /** Chain of the service's child writes: Azure refuses a second one at once (PessimisticConcurrencyConflict). */
  public readonly writes: Sequence;

  constructor(name: string, args: ModelGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    const { monitoring, ...inputs } = args;
    super("cornerstone:index:ModelGateway", name, { ...inputs, workspaceId: monitoring.workspaceId }, opts);
    const { resourceGroupName, location, tags } = args;
    this.identity = new WorkloadIdentity(name, { resourceGroupName, location, tags }, { parent: this });
    const service = createService(this, name, args);
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "gateway", resourceId: service.id, workspaceId: monitoring.workspaceId },
      { parent: this },
    );
    this.id = service.id;
    this.serviceName = service.name;
    this.resourceGroupName = pulumi.output(resourceGroupName);
    this.url = service.gatewayUrl;
    this.systemPrincipalId = args.systemIdentity
      ? service.identity.apply((identity) => identity?.principalId ?? "")
      : undefined;
    this.privateIpAddress = service.privateIPAddresses.apply(([address]) => address ?? "");
    this.isRegional = (args.regions ?? []).length > 0;
    const elsewhere = this.isRegional ? service.additionalLocations : pulumi.output(undefined);
    this.privateIpAddresses = pulumi
      .all([this.privateIpAddress, elsewhere])
      .apply(([address, others = []]) => [address, ...others.flatMap(firstAddress)]);
    this.regionalUrls = pulumi
      .all([service.gatewayRegionalUrl, elsewhere])
      .apply(([url, others = []]) => ({ [args.location]: url, ...Object.fromEntries(others.map(urlOf)) }));
    this.writes = new Sequence([service]);
    addNamedValue(this, `${name}-tenant-id`, namedValues.tenantId, args.tenantId);
    addNamedValue(this, `${name}-client-id`, namedValues.clientId, this.identity.clientId);
    createTracing(this, name, monitoring);
    this.registerOutputs({ id: this.id, url: this.url, privateIpAddress: this.privateIpAddress });
  }
}

function createService(
  parent: ModelGateway,
  name: string,
  args: ModelGatewayArgs,
): apimanagement.ApiManagementService {
  return new apimanagement.ApiManagementService(
    `${name}-service`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      serviceName: args.serviceName,
      // The only tier that stands inside a network in every region, spans zones, and takes no second write to be private.
      sku: { name: "Premium", capacity: args.capacity ?? 1 },
      zones: [...(args.zones ?? [])],
      publisherEmail: args.publisherEmail,
      publisherName: args.publisherName,
      identity: {
        type: args.systemIdentity ? "SystemAssigned, UserAssigned" : "UserAssigned",
        userAssignedIdentities: parent.identity.id.apply((id) => ({ [id]: {} })),
      },
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: { subnetResourceId: args.subnetId },
      ...(args.regions?.length ? { additionalLocations: args.regions.map(additionalLocation) } : {}),
      // In internal mode no endpoint is public; Azure takes "Disabled" only together with private endpoints.
      publicNetworkAccess: "Enabled",
      developerPortalStatus: "Disabled",
      legacyPortalStatus: "Disabled",
      apiVersionConstraint: { minApiVersion: "2021-08-01" },
      customProperties: { ...closedProtocols },
      tags: { ...args.tags },
    },
    // A new service takes 30 to 45 minutes, in a large region more.
    retried({ parent, customTimeouts: { create: "3h", update: "3h", delete: "3h" } }),
  );
}

type Elsewhere = pulumi.Unwrap<apimanagement.ApiManagementService["additionalLocations"]>;
type Location = NonNullable<Elsewhere>[number];

/** The preview of a region that is added knows no address yet. */
function firstAddress({ privateIPAddresses }: Partial<Location>): string[] {
  return privateIPAddresses?.slice(0, 1) ?? [];
}

/** Azure answers with display names ("France Central"). */
function urlOf({ location, gatewayRegionalUrl }: Location): readonly [string, string] {
  return [location.replaceAll(" ", "").toLowerCase(), gatewayRegionalUrl];
}

function additionalLocation({ location, subnetId, capacity, zones }: GatewayRegion) {
  return {
    location,
    sku: { name: "Premium", capacity },
    zones: [...zones],
    virtualNetworkConfiguration: { subnetResourceId: subnetId },
  };
}
