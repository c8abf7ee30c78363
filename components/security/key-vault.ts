import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { sendDiagnostics } from "../shared/diagnostics";
import type { Placement } from "../shared/placement";
import { holdsData } from "../shared/protection";
import type { Vault } from "./vault";

/** Arguments of a {@link KeyVault}. */
export interface KeyVaultArgs extends Placement {
  /** Name of the vault, free in all of Azure: 3 to 24 characters. */
  readonly vaultName: pulumi.Input<string>;
  /** Entra ID tenant whose identities may use the vault. */
  readonly tenantId: pulumi.Input<string>;
  /** True where keys must not be lost: the engine refuses to delete the vault, and deleted keys are kept for 90 days. */
  readonly protected: boolean;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
  /**
   * `premium` keeps keys in hardware security modules.
   * @default "standard"
   */
  readonly sku?: "standard" | "premium";
}

/** Days that a deleted vault can be recovered. Cannot be changed later. */
const retentionDays = { protected: 90, disposable: 7 } as const;

/**
 * A key vault without access policies or public access: roles decide who uses it, private endpoints lead to it. Azure
 * services that the vault trusts may pass the firewall, which is how an AI account reaches its key.
 */
export class KeyVault extends pulumi.ComponentResource implements Vault {
  /** ARM ID of the vault. */
  public readonly id: pulumi.Output<string>;
  /** Name of the vault. */
  public readonly vaultName: pulumi.Output<string>;
  /** URI of the vault, e.g. `https://contoso-prod-1a2b3c.vault.azure.net/`. */
  public readonly vaultUri: pulumi.Output<string>;
  /** Name of the vault's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** The vault as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: KeyVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:KeyVault", name, args, opts);
    const vault = createVault(this, name, args);
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "vault", resourceId: vault.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = vault.id;
    this.vaultName = vault.name;
    this.vaultUri = vault.properties.apply(({ vaultUri }) => vaultUri);
    this.resourceGroupName = pulumi.output(args.resourceGroupName);
    this.service = { id: vault.id, type: "Microsoft.KeyVault/vaults", groupId: "vault" };
    this.registerOutputs({ id: this.id, vaultName: this.vaultName, vaultUri: this.vaultUri });
  }
}

function createVault(parent: KeyVault, name: string, args: KeyVaultArgs): keyvault.Vault {
  return new keyvault.Vault(
    `${name}-vault`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      vaultName: args.vaultName,
      properties: {
        tenantId: args.tenantId,
        sku: { family: "A", name: args.sku ?? "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: args.protected ? retentionDays.protected : retentionDays.disposable,
        // Azure refuses a customer-managed key from a vault without it, in every environment.
        enablePurgeProtection: true,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
      },
      tags: { ...args.tags },
    },
    holdsData(args.protected, { parent }),
  );
}
