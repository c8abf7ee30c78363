import Big from "big.js";
import { deploymentCost, totalCost, type CostLine, type DeploymentCostQuery } from "../../../catalog/cost";
import { meterPrices, tokenPrice, type MeterListPrice, type TokenKind } from "../../../catalog/prices";
import { currency, type Amount } from "./amounts";
import type { MeterName } from "./charges";

/** What a line whose price is not known would cost at the list prices of other places or SKUs. Never part of a sum. */
export interface Indicated {
  readonly cost: CostLine;
  readonly indication?: Amount;
}

/** An idea of the size of a meter without a price here: the reason names prices of other places. */
export function withPricesElsewhere(line: CostLine, { service, meter }: MeterName): Indicated {
  if (line.cost.kind === "known") return { cost: line };
  const elsewhere = pricesElsewhere(service, meter);
  if (elsewhere.length === 0) return { cost: line };
  const prices = elsewhere.map(({ price }) => Big(line.quantity).times(price).toNumber());
  return {
    cost: withReason(line, `${line.cost.reason} (${hintOf(elsewhere)})`),
    indication: { low: Math.min(...prices), high: Math.max(...prices) },
  };
}

/** List prices of meters whose quantity nobody knows, for the reason of an unknown line. */
export function listPriceHint(meters: readonly MeterName[]): string {
  const hints = meters.flatMap(({ service, meter }) => {
    const elsewhere = pricesElsewhere(service, meter);
    return elsewhere.length > 0 ? [`${meter}: ${hintOf(elsewhere)}`] : [];
  });
  return hints.length > 0 ? ` (${hints.join("; ")})` : "";
}

/** An idea of the size of regional tokens, which no source prices: the same tokens in the wider SKUs of the same region. */
export function withPricesOfWiderSkus(
  line: CostLine,
  query: DeploymentCostQuery,
  kind: TokenKind,
): Indicated {
  if (line.cost.kind === "known" || line.quantity === 0) return { cost: line };
  const { model, region } = query;
  for (const sku of ["DataZoneStandard", "GlobalStandard"]) {
    const price = tokenPrice({ model, sku, region, kind });
    if (price.kind === "unknown" || price.currency !== currency) continue;
    const tokens = Big(line.quantity).times(1_000_000).toNumber();
    const [known] = totalCost(deploymentCost({ ...query, sku, usage: { [kind]: tokens } })).known;
    if (!known) continue;
    return {
      cost: withReason(line, `${line.cost.reason} (${price.high} ${currency} per ${price.unit} as ${sku})`),
      indication: { low: known.low, high: known.high },
    };
  }
  return { cost: line };
}

function pricesElsewhere(service: string, meter: string): readonly MeterListPrice[] {
  return meterPrices(service, meter).filter((row) => row.currency === currency);
}

function hintOf(prices: readonly MeterListPrice[]): string {
  const place = (region: string): string => (region === "unstated" ? "" : ` in ${region}`);
  return prices
    .map(({ price, unit, region }) => `${price} ${currency} per ${unit}${place(region)}`)
    .join(", ");
}

function withReason(line: CostLine, reason: string): CostLine {
  return { ...line, cost: { kind: "unknown", reason } };
}
