import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { stringAt } from "../arm/json";

/** The table of kinds and SKUs that the subscription was not given: rows under `<kind>/<sku>`. */
export const gatedTable = "gated";

/**
 * Some kinds of accounts are given to a subscription on request alone; which ones, a scenario says (`gated`). An account that
 * stands stays. Text: azure-search-openai-demo#53, #110.
 */
export const accountOffers: Behaviour = {
  resourceType: "Microsoft.CognitiveServices/accounts",
  beforePut: ({ body, existing }, cloud) => {
    const [kind, sku] = [stringAt(body, "kind") ?? "", stringAt(body, "sku.name") ?? ""];
    const isSame = stringAt(existing?.body, "kind") === kind && stringAt(existing?.body, "sku.name") === sku;
    if (isSame || !cloud.row(gatedTable, `${kind}/${sku}`)) return;
    throw new CloudError(
      400,
      "SpecialFeatureOrQuotaIdRequired",
      `The subscription does not have QuotaId/Feature required by SKU '${sku}' from kind '${kind}'`,
    );
  },
};
