import { z } from "zod";
import type { Overlay } from "../../../catalog/overlay";
import { findSku } from "../../../catalog/skus";
import type { TokenMeter } from "./azure";
import { reasonOf, type Unverified } from "./read";

/** The public list prices of Azure; no login. https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices */
export const retailPricesUrl = "https://prices.azure.com/api/retail/prices";

const page = z.object({
  Items: z.array(
    z.object({
      meterId: z.string().optional(),
      meterName: z.string(),
      armRegionName: z.string(),
      type: z.string(),
      unitOfMeasure: z.string(),
      tierMinimumUnits: z.number(),
      retailPrice: z.number(),
    }),
  ),
  NextPageLink: z.string().nullish(),
});
type Item = z.infer<typeof page>["Items"][number];

export interface RetailPrices extends Pick<Overlay, "tokenPrices" | "provisionedPrices" | "meters"> {
  readonly unverified: readonly Unverified[];
}

/** Meters of the catalog by the names that the price list gives them. */
const infrastructure = [
  meter("Private Link", "Standard Private Endpoint", "Virtual Network", "hour", "Global"),
  meter("Azure AI Search", "Basic Unit", "Azure Cognitive Search", "hour"),
  meter("Azure AI Search", "Standard S1 Unit", "Azure Cognitive Search", "hour"),
  meter("Azure AI Search", "Standard S2 Unit", "Azure Cognitive Search", "hour"),
  meter("API Management", "Basic v2 Unit", "API Management", "hour"),
  meter("API Management", "Standard v2 Unit", "API Management", "hour"),
  meter("API Management", "Premium v2 Unit", "API Management", "hour"),
  meter("Log Analytics", "Analytics Logs Data Ingestion", "Log Analytics", "GB"),
  meter("Log Analytics", "Analytics Logs Data Retention", "Log Analytics", "GB-month"),
] as const;

const provisioned = [
  { sku: "GlobalProvisionedManaged", meter: "Provisioned Managed Global Unit" },
  { sku: "DataZoneProvisionedManaged", meter: "Provisioned Managed Data Zone Unit" },
  { sku: "ProvisionedManaged", meter: "Provisioned Managed Regional Unit" },
] as const;

/** Asks the price list for the meters of each region, and for the tokens of the models that ARM named. */
export async function readPrices(
  regions: readonly string[],
  tokenMeters: readonly TokenMeter[],
  url: string = retailPricesUrl,
): Promise<RetailPrices> {
  const result = {
    tokenPrices: [] as Overlay["tokenPrices"],
    provisionedPrices: [] as Overlay["provisionedPrices"],
    meters: [] as Overlay["meters"],
    unverified: [] as Unverified[],
  };
  const ask = async (what: string, filter: string): Promise<readonly Item[]> => {
    try {
      return await items(url, filter);
    } catch (error) {
      result.unverified.push({ what, reason: reasonOf(error) });
      return [];
    }
  };
  for (const region of regions) {
    const models = await ask(
      `prices of models in ${region}`,
      `serviceName eq 'Foundry Models' and armRegionName eq '${region}' and priceType eq 'Consumption'`,
    );
    for (const { sku, meter: name } of provisioned) {
      const rate = models.find(
        (item) => item.meterName === name && /^1\s?\/?\s?Hour$/i.test(item.unitOfMeasure),
      );
      if (rate && rate.retailPrice > 0)
        result.provisionedPrices.push({ sku, region, rate: rate.retailPrice });
    }
    result.tokenPrices.push(
      ...tokenPrices(
        models,
        tokenMeters.filter((each) => each.region === region),
      ),
    );
  }
  for (const { service, meter: name, serviceName, unit, only } of infrastructure) {
    for (const region of only === undefined ? regions : [only]) {
      const found = await ask(
        `price of ${service}, ${name} in ${region}`,
        `serviceName eq '${serviceName}' and meterName eq '${name}' and armRegionName eq '${region}' and priceType eq 'Consumption'`,
      );
      const row = meterRow(found, { service, meter: name, region, unit });
      if (row) result.meters.push(row);
    }
  }
  return result;
}

/** Follows a query to its last page. */
async function items(url: string, filter: string): Promise<readonly Item[]> {
  const first = new URL(url);
  first.searchParams.set("api-version", "2023-01-01-preview");
  first.searchParams.set("currencyCode", "'USD'");
  first.searchParams.set("$filter", filter);
  const all: Item[] = [];
  // Spaces as %20: a plus sign is a space to some servers only.
  for (let next: string | undefined = first.href.replaceAll("+", "%20"); next !== undefined;) {
    const response: Response = await fetch(next, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const parsed = page.parse(await response.json());
    all.push(...parsed.Items);
    next = parsed.NextPageLink ?? undefined;
  }
  return all;
}

/** Joins ARM's meters with their prices. What is neither input, cached input nor output has no place in the catalog. */
function tokenPrices(list: readonly Item[], meters: readonly TokenMeter[]): Overlay["tokenPrices"] {
  return meters.flatMap(({ meterId, name, model, version, sku, region }): Overlay["tokenPrices"] => {
    const item = list.find((each) => each.meterId === meterId);
    const known = findSku(sku)?.name;
    if (!item || !known) return [];
    const kind = kindOf(`${name} ${item.meterName}`);
    const perMillion = { "1K": 1000, "1M": 1 }[item.unitOfMeasure];
    if (kind === undefined || perMillion === undefined || item.retailPrice <= 0) return [];
    // The price list's own digits, not those of a multiplication by 1,000.
    const per1M = Number((item.retailPrice * perMillion).toFixed(9));
    return [{ ...{ model, version, sku: known, region, kind }, per1M, meterId }];
  });
}

/** The kind of token by the spellings that the price list has; undefined for priority, long context, audio and images. */
function kindOf(name: string): Overlay["tokenPrices"][number]["kind"] | undefined {
  if (/\b(PP|LongCo|Cd Wr|Aud|Audio|Img|Image|Batch|FT)\b/i.test(name)) return undefined;
  if (/\b(cached|cchd|Cd Inp)\b/i.test(name)) return "cachedInput";
  if (/\b(outp?|output|opt)\b/i.test(name)) return "output";
  return /\b(inp?|input)\b/i.test(name) ? "input" : undefined;
}

/** The steps of a meter. A first step of no price is what is free. */
function meterRow(
  list: readonly Item[],
  row: Pick<Overlay["meters"][number], "service" | "meter" | "region" | "unit">,
): Overlay["meters"][number] | undefined {
  const units = { hour: /^1\s?\/?\s?Hour$/i, GB: /^1 GB$/i, "GB-month": /^1 GB\/Month$/i }[row.unit];
  const steps = list
    .filter(({ type, unitOfMeasure }) => type === "Consumption" && units?.test(unitOfMeasure))
    .sort((a, b) => a.tierMinimumUnits - b.tierMinimumUnits);
  const paid = steps.filter(({ retailPrice }) => retailPrice > 0);
  const [first] = paid;
  if (!first) return undefined;
  const tiers = paid.map((step): [number, number] => [step.tierMinimumUnits, step.retailPrice]);
  return {
    ...row,
    price: first.retailPrice,
    freeUnits: first.tierMinimumUnits,
    tiers: tiers.length > 1 ? tiers : [],
  };
}

function meter(service: string, name: string, serviceName: string, unit: string, only?: string) {
  return { service, meter: name, serviceName, unit, only };
}
