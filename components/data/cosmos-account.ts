import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { sendDiagnostics } from "../shared/diagnostics";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";
import { Sequence } from "../shared/sequence";
import { createStoreEncryption, type StoreArgs, type StoreEncryption } from "./store-encryption";

/** Arguments of a {@link CosmosAccount}. */
export interface CosmosAccountArgs extends StoreArgs {
  /** Name of the account, free in all of Azure: 3 to 44 lower-case letters, digits and hyphens. */
  readonly accountName: pulumi.Input<string>;
  /**
   * Throughput that all databases together may be given, in request units a second: a guard against a bill.
   * @default no limit
   */
  readonly throughputLimit?: number;
}

/**
 * A Cosmos DB account for NoSQL without keys or public access, encrypted with a customer-managed key, and restorable to
 * any moment of the last month (week, where data may be lost).
 */
export class CosmosAccount extends pulumi.ComponentResource {
  /** ARM ID of the account. */
  public readonly id: pulumi.Output<string>;
  /** Name of the account. */
  public readonly accountName: pulumi.Output<string>;
  /** Name of the account's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** Endpoint of the account, e.g. `https://contoso-prod-1a2b3c.documents.azure.com:443/`. */
  public readonly documentEndpoint: pulumi.Output<string>;
  /** Chain of the account's data-plane role assignments: Cosmos DB takes one at a time. */
  public readonly writes: Sequence;
  /** The account as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: CosmosAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:CosmosAccount", name, { ...inputs, vaultId: vault.id }, opts);
    const account = createAccount(this, name, args, createStoreEncryption(this, name, args));
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "cosmosAccount", resourceId: account.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = account.id;
    this.accountName = account.name;
    this.resourceGroupName = pulumi.output(args.resourceGroupName);
    this.documentEndpoint = pulumi.interpolate`https://${account.name}.documents.azure.com:443/`;
    this.writes = new Sequence([account]);
    this.service = { id: account.id, type: "Microsoft.DocumentDB/databaseAccounts", groupId: "Sql" };
    this.registerOutputs({
      id: this.id,
      accountName: this.accountName,
      documentEndpoint: this.documentEndpoint,
    });
  }
}

function createAccount(
  parent: CosmosAccount,
  name: string,
  args: CosmosAccountArgs,
  { identity, key, role }: StoreEncryption,
): cosmosdb.DatabaseAccount {
  return new cosmosdb.DatabaseAccount(
    `${name}-cosmos`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      accountName: args.accountName,
      kind: "GlobalDocumentDB",
      databaseAccountOfferType: "Standard",
      locations: [{ locationName: args.location, failoverPriority: 0, isZoneRedundant: args.protected }],
      consistencyPolicy: { defaultConsistencyLevel: "Session" },
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      // Without it, Cosmos DB would read the key as its own first-party application.
      defaultIdentity: pulumi.interpolate`UserAssignedIdentity=${identity.id}`,
      // No version: the account follows the key's rotation.
      keyVaultKeyUri: pulumi.interpolate`${key.vaultUri}keys/${key.keyName}`,
      disableLocalAuth: true,
      disableKeyBasedMetadataWriteAccess: true,
      publicNetworkAccess: "Disabled",
      networkAclBypass: "None",
      isVirtualNetworkFilterEnabled: false,
      ipRules: [],
      minimalTlsVersion: "Tls12",
      enableAutomaticFailover: false,
      // Azure refuses analytical storage on new accounts (https://github.com/Azure/terraform-azurerm-avm-ptn-aiml-ai-foundry/pull/102).
      enableAnalyticalStorage: false,
      backupPolicy: {
        type: "Continuous",
        continuousModeProperties: { tier: args.protected ? "Continuous30Days" : "Continuous7Days" },
      },
      ...(args.throughputLimit === undefined
        ? {}
        : { capacity: { totalThroughputLimit: args.throughputLimit } }),
      tags: { ...args.tags },
    },
    retried(holdsData(args.protected, { parent, dependsOn: [role] })),
  );
}
