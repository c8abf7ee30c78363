import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { securityPricingAiStandard as rule } from "./security-pricing-ai-standard";

const subject = (inputs: object) => [resource(azure.defenderPricing[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ pricingName: "AI", pricingTier: "Standard" }) },
  fail: {
    "it is off": [subject({ pricingName: "AI", pricingTier: "Free" }), "must be"],
  },
  notApplicable: { "another plan": subject({ pricingName: "KeyVaults", pricingTier: "Free" }) },
};
