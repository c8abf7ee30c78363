import * as search from "@pulumi/azure-native/search";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { sendDiagnostics } from "../shared/diagnostics";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";
import { createStoreEncryption, type StoreArgs, type StoreEncryption } from "./store-encryption";

/** Arguments of an {@link AISearch}. */
export interface AISearchArgs extends StoreArgs {
  /** Name of the service, free in all of Azure: 2 to 60 lower-case letters, digits and hyphens. */
  readonly serviceName: pulumi.Input<string>;
  /**
   * SKU of the service. Private endpoints and customer-managed keys need `basic` or above.
   * @default "standard"
   */
  readonly sku?: "basic" | "standard" | "standard2" | "standard3";
  /**
   * Copies that answer queries: two keep reading through an update, three also writing
   * (https://learn.microsoft.com/azure/search/search-reliability).
   * @default 3 where data must not be lost, else 1
   */
  readonly replicas?: number;
}

/**
 * An AI Search service without keys or public access. Its own identity may use its customer-managed key, and the service
 * counts every index that is not encrypted with one as a breach.
 *
 * Azure takes the key index by index (`encryptionKey`), not for the service: whoever makes an index names the key
 * (https://learn.microsoft.com/azure/search/search-security-manage-encryption-keys).
 */
export class AISearch extends pulumi.ComponentResource {
  /** ARM ID of the service. */
  public readonly id: pulumi.Output<string>;
  /** Name of the service. */
  public readonly serviceName: pulumi.Output<string>;
  /** Endpoint of the service, e.g. `https://contoso-prod-1a2b3c.search.windows.net`. */
  public readonly endpoint: pulumi.Output<string>;
  /** URI of the key that indexes are encrypted with, without a version. */
  public readonly keyUri: pulumi.Output<string>;
  /** The service as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: AISearchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:AISearch", name, { ...inputs, vaultId: vault.id }, opts);
    const encryption = createStoreEncryption(this, name, args);
    const service = createService(this, name, args, encryption);
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "searchService", resourceId: service.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = service.id;
    this.serviceName = service.name;
    this.endpoint = pulumi.interpolate`https://${service.name}.search.windows.net`;
    this.keyUri = pulumi.interpolate`${encryption.key.vaultUri}keys/${encryption.key.keyName}`;
    this.service = { id: service.id, type: "Microsoft.Search/searchServices", groupId: "searchService" };
    this.registerOutputs({ id: this.id, serviceName: this.serviceName, endpoint: this.endpoint });
  }
}

function createService(
  parent: AISearch,
  name: string,
  args: AISearchArgs,
  { identity, role }: StoreEncryption,
): search.Service {
  return new search.Service(
    `${name}-search`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      searchServiceName: args.serviceName,
      sku: { name: args.sku ?? "standard" },
      hostingMode: search.HostingMode.Default,
      partitionCount: 1,
      replicaCount: args.replicas ?? (args.protected ? 3 : 1),
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      // With it, `authOptions` must stay away: there is nothing to choose from.
      disableLocalAuth: true,
      publicNetworkAccess: "Disabled",
      networkRuleSet: { bypass: "None", ipRules: [] },
      encryptionWithCmk: { enforcement: "Enabled" },
      semanticSearch: "disabled",
      tags: { ...args.tags },
    },
    retried(holdsData(args.protected, { parent, dependsOn: [role] })),
  );
}
