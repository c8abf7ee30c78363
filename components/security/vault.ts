import type * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";

/** A key vault that keys are made in: one of the platform's own, or one that stands already. */
export interface Vault extends pulumi.ComponentResource {
  /** ARM ID of the vault. */
  readonly id: pulumi.Output<string>;
  /** Name of the vault. */
  readonly vaultName: pulumi.Output<string>;
  /** URI of the vault, e.g. `https://contoso-prod-1a2b3c.vault.azure.net/`. */
  readonly vaultUri: pulumi.Output<string>;
  /** Name of the vault's resource group. */
  readonly resourceGroupName: pulumi.Output<string>;
  /** The vault as the target of a private endpoint. */
  readonly service: EndpointService;
}
