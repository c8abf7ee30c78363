import * as security from "@pulumi/azure-native/security";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link DefenderForKeyVaults}. */
export interface DefenderForKeyVaultsArgs {
  /** ARM ID of the subscription. The plan holds for all of it, and is billed for every vault in it. */
  readonly subscriptionId: pulumi.Input<string>;
  /**
   * Other plans of the subscription: Azure writes one at a time.
   * @default none
   */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * Microsoft Defender for Key Vault: alerts on callers, places and numbers of requests that are unusual for a vault.
 * https://learn.microsoft.com/azure/defender-for-cloud/defender-for-key-vault-introduction
 */
export class DefenderForKeyVaults extends pulumi.ComponentResource {
  constructor(name: string, args: DefenderForKeyVaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { subscriptionId, after = [] } = args;
    super("cornerstone:index:DefenderForKeyVaults", name, { subscriptionId }, opts);
    new security.Pricing(
      `${name}-plan`,
      {
        scopeId: pulumi.output(subscriptionId).apply((id) => id.replace(/^\//, "")),
        pricingName: "KeyVaults",
        pricingTier: "Standard",
        subPlan: "PerKeyVault",
      },
      { parent: this, dependsOn: [...after] },
    );
    this.registerOutputs({});
  }
}
