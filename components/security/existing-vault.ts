import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { armIdParts } from "../shared/arm-id";
import type { Vault } from "./vault";

/** Arguments of an {@link ExistingVault}. */
export interface ExistingVaultArgs {
  /**
   * ARM ID of the vault, in the subscription of the platform and the region of what it encrypts. It decides by roles, has purge
   * protection, and lets trusted services of Azure pass its firewall: services are refused their key otherwise.
   */
  readonly vaultId: string;
}

/**
 * A key vault that stands already, in the place of a {@link KeyVault}: the platform makes its keys in it, and
 * nothing else. Its settings, its logs, its deletion and people's roles on it are its owner's.
 */
export class ExistingVault extends pulumi.ComponentResource implements Vault {
  /** ARM ID of the vault. */
  public readonly id: pulumi.Output<string>;
  /** Name of the vault. */
  public readonly vaultName: pulumi.Output<string>;
  /** URI of the vault. */
  public readonly vaultUri: pulumi.Output<string>;
  /** Name of the vault's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** The vault as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: ExistingVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:ExistingVault", name, args, opts);
    const { vaultId } = args;
    const vault = armIdParts(vaultId);
    this.id = pulumi.output(vaultId);
    this.vaultName = pulumi.output(vault.name);
    this.vaultUri = pulumi.output(`https://${vault.name.toLowerCase()}.vault.azure.net/`);
    this.resourceGroupName = pulumi.output(vault.resourceGroupName);
    this.service = { id: vaultId, type: "Microsoft.KeyVault/vaults", groupId: "vault" };
    this.registerOutputs({ id: this.id, vaultName: this.vaultName, vaultUri: this.vaultUri });
  }
}
