import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe, notApplicable, same } from "../../verdicts";

export const securityPricingAiStandard: ResourceRule = {
  id: "CS-0325",
  name: "security-pricing-ai-standard",
  title: "Microsoft Defender for AI services is on where it is declared.",
  severity: "medium",
  why: "Nothing else notices a jailbreak, a leaked credential in a prompt, or a caller from an unusual place.",
  fix: {
    text: 'Set pricingTier of the plan "AI" to "Standard".',
    code: 'new security.Pricing(name, { scopeId, pricingName: "AI", pricingTier: "Standard" });',
  },
  controls: [
    ...vendor("mcsb", "AI-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(D)"),
  ],
  covers: ["azure-policy:c2c0c6d8-007b-4a48-8d9b-3539bddd8e87"],
  url: "https://learn.microsoft.com/azure/defender-for-cloud/ai-threat-protection",
  scope: "resource",
  types: azure.defenderPricing,
  check: (inputs) =>
    same(inputs.string("pricingName"), "AI")
      ? mustBe(inputs, "pricingTier", "Standard")
      : notApplicable("it is another plan"),
};
