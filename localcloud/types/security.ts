import type { ResourceType } from "./resource-type";

/** Source: azure-rest-api-specs security/resource-manager 2024-01-01. */
export const security: readonly ResourceType[] = [
  {
    token: "azure-native:security:Pricing",
    path: "/{scopeId}/providers/Microsoft.Security/pricings/{pricingName}",
    autoName: { pricingName: "copy" },
    // Every subscription has every plan: it is free until somebody pays for it, and free again afterwards.
    singleton: { properties: { pricingTier: "Free" } },
    seconds: 2,
  },
];
