import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { securityPricingKeyVaultsStandard as rule } from "./security-pricing-key-vaults-standard";

const vault = resource(azure.vault[0], {}, { name: "vault" });
const plan = (pricingName: string, pricingTier: string | Unknown = "Standard") =>
  resource(azure.defenderPricing[0], { pricingName, pricingTier }, { name: pricingName });

export const cases: RuleCases = {
  rule,
  pass: {
    "it is on": [vault, plan("KeyVaults")],
    "it is on beside another": [vault, plan("AI"), plan("keyvaults")],
  },
  fail: {
    "another plan alone is on": [[vault, plan("AI")], 'the plan "KeyVaults" is not'],
    "it is off": [[vault, plan("AI"), plan("KeyVaults", "Free")], "is Free, must be Standard"],
  },
  notApplicable: { "the stack turns no plan on": [vault] },
  unknown: { "not known yet": [vault, plan("KeyVaults", new Unknown("preview"))] },
};
