import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same } from "../../verdicts";

export const securityPricingKeyVaultsStandard: GraphRule = {
  id: "CS-0328",
  name: "security-pricing-key-vaults-standard",
  title: "A stack that turns Defender on and has key vaults turns it on for those, too.",
  severity: "medium",
  why: "A vault answers whoever has the role. Nothing else notices that a key is used from an unusual place, or by somebody who never did.",
  fix: {
    text: 'Set pricingTier of the plan "KeyVaults" to "Standard".',
    code: 'new security.Pricing(name, { scopeId, pricingName: "KeyVaults", pricingTier: "Standard" });',
  },
  controls: [...ours("mcsb", "DP-8"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.308(a)(1)(ii)(D)")],
  covers: [
    "azure-policy:0e6763cc-5078-4e64-889d-ff4d9a839047",
    "checkov:CKV_AZURE_87",
    "prowler-azure:defender_ensure_defender_for_keyvault_is_on",
    "psrule-azure:Azure.Defender.KeyVault",
  ],
  url: "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-key-vault-introduction",
  scope: "graph",
  types: azure.vault,
  check: (_, graph) => {
    const plans = graph.all(azure.defenderPricing).map((plan) => graph.inputs(plan));
    if (plans.length === 0)
      return notApplicable("no plan is the stack's: what the subscription has, it does not say");
    const plan = plans.find((inputs) => same(inputs.string("pricingName"), "KeyVaults"));
    if (plan === undefined) return fail('other plans are on, the plan "KeyVaults" is not');
    return same(plan.string("pricingTier"), "Standard")
      ? pass
      : fail(`the plan "KeyVaults" is ${plan.string("pricingTier") ?? "not set"}, must be Standard`);
  },
};
