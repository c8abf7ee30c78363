import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { sendDiagnostics } from "../shared/diagnostics";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";
import { createStoreEncryption, type StoreArgs, type StoreEncryption } from "./store-encryption";

/** Arguments of a {@link StorageAccount}. */
export interface StorageAccountArgs extends StoreArgs {
  /** Name of the account, free in all of Azure: 3 to 24 lower-case letters and digits. */
  readonly accountName: pulumi.Input<string>;
  /**
   * How many copies are kept, and where. All of these stay in the region.
   * @default "Standard_ZRS"
   */
  readonly sku?: "Standard_ZRS" | "Standard_LRS" | "Premium_ZRS";
  /**
   * True for a data lake: a hierarchical namespace. Blob versions do not exist there.
   * @default false
   */
  readonly hierarchical?: boolean;
  /**
   * True for an account that services of Azure itself write to, with an identity of their own: they may pass the firewall.
   * @default false
   */
  readonly trustedServices?: boolean;
}

/** Days that a deleted blob or container can be brought back. */
const retentionDays = { protected: 90, disposable: 7 } as const;

/**
 * A storage account for blobs without keys, shared access signatures or public access, encrypted twice: by the service,
 * and with a customer-managed key. Deleted and overwritten blobs can be brought back.
 */
export class StorageAccount extends pulumi.ComponentResource {
  /** ARM ID of the account. */
  public readonly id: pulumi.Output<string>;
  /** Name of the account. */
  public readonly accountName: pulumi.Output<string>;
  /** Endpoint of the blob API, e.g. `https://contosoprod1a2b3c.blob.core.windows.net/`. */
  public readonly blobEndpoint: pulumi.Output<string>;
  /** The blob service as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: StorageAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:StorageAccount", name, { ...inputs, vaultId: vault.id }, opts);
    const account = createAccount(this, name, args, createStoreEncryption(this, name, args));
    const blobs = createBlobService(this, name, args, account);
    sendDiagnostics(
      `${name}-blob-diagnostics`,
      {
        kind: "blobService",
        resourceId: pulumi.interpolate`${account.id}/blobServices/default`,
        workspaceId: args.workspaceId,
      },
      { parent: this, dependsOn: [blobs] },
    );
    this.id = account.id;
    this.accountName = account.name;
    this.blobEndpoint = pulumi.interpolate`https://${account.name}.blob.core.windows.net/`;
    this.service = { id: account.id, type: "Microsoft.Storage/storageAccounts", groupId: "blob" };
    this.registerOutputs({ id: this.id, accountName: this.accountName, blobEndpoint: this.blobEndpoint });
  }
}

function createAccount(
  parent: StorageAccount,
  name: string,
  args: StorageAccountArgs,
  { identity, key, role }: StoreEncryption,
): storage.StorageAccount {
  return new storage.StorageAccount(
    `${name}-storage`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      accountName: args.accountName,
      kind: "StorageV2",
      sku: { name: args.sku ?? "Standard_ZRS" },
      isHnsEnabled: args.hierarchical ?? false,
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      encryption: {
        keySource: "Microsoft.Keyvault",
        // Cannot be switched on later.
        requireInfrastructureEncryption: true,
        encryptionIdentity: { encryptionUserAssignedIdentity: identity.id },
        // No version: the account follows the key's rotation.
        keyVaultProperties: { keyVaultUri: key.vaultUri, keyName: key.keyName },
        services: {
          blob: { enabled: true, keyType: "Account" },
          file: { enabled: true, keyType: "Account" },
        },
      },
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      isLocalUserEnabled: false,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      allowedCopyScope: "AAD",
      publicNetworkAccess: "Disabled",
      networkRuleSet: {
        defaultAction: "Deny",
        bypass: args.trustedServices ? "AzureServices" : "None",
        ipRules: [],
        virtualNetworkRules: [],
      },
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: "TLS1_2",
      tags: { ...args.tags },
    },
    retried(holdsData(args.protected, { parent, dependsOn: [role] })),
  );
}

function createBlobService(
  parent: StorageAccount,
  name: string,
  args: StorageAccountArgs,
  account: storage.StorageAccount,
): storage.BlobServiceProperties {
  const days = args.protected ? retentionDays.protected : retentionDays.disposable;
  return new storage.BlobServiceProperties(
    `${name}-blobs`,
    {
      resourceGroupName: args.resourceGroupName,
      accountName: account.name,
      blobServicesName: "default",
      isVersioningEnabled: !(args.hierarchical ?? false),
      deleteRetentionPolicy: { enabled: true, days },
      containerDeleteRetentionPolicy: { enabled: true, days },
    },
    { parent },
  );
}
