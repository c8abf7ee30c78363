import * as security from "@pulumi/azure-native/security";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link DefenderForAI}. */
export interface DefenderForAIArgs {
  /** ARM ID of the subscription. The plan holds for all of it, and is billed for every account in it. */
  readonly subscriptionId: pulumi.Input<string>;
  /**
   * Whether alerts carry the prompt that raised them. It helps whoever looks into one, and moves prompts to Defender.
   * @default false
   */
  readonly promptEvidence?: boolean;
}

/**
 * Microsoft Defender for AI services: alerts on jailbreaks, leaked credentials and unusual callers.
 * https://learn.microsoft.com/azure/defender-for-cloud/ai-threat-protection
 */
export class DefenderForAI extends pulumi.ComponentResource {
  constructor(name: string, args: DefenderForAIArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:DefenderForAI", name, args, opts);
    new security.Pricing(
      `${name}-ai`,
      {
        scopeId: pulumi.output(args.subscriptionId).apply((id) => id.replace(/^\//, "")),
        pricingName: "AI",
        pricingTier: "Standard",
        extensions: [{ name: "AIPromptEvidence", isEnabled: args.promptEvidence ? "True" : "False" }],
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
