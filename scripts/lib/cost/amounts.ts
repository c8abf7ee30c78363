import Big from "big.js";
import { roundToCents, type Cost, type CostTotal } from "../../../catalog/cost";

/** A sum in US dollars, the currency of the catalog's token prices; a range where sources disagree. */
export interface Amount {
  readonly low: number;
  readonly high: number;
}

export const currency = "USD";

export function amountOf(total: CostTotal): Amount {
  const known = total.known.find((sum) => sum.currency === currency);
  return { low: known?.low ?? 0, high: known?.high ?? 0 };
}

export function sumOf(costs: readonly Cost[]): Amount {
  const known = costs.filter((cost) => cost.kind === "known" && cost.currency === currency);
  const sum = (side: "low" | "high"): number =>
    known
      .reduce((total, cost) => (cost.kind === "known" ? total.plus(cost[side]) : total), Big(0))
      .toNumber();
  return { low: sum("low"), high: sum("high") };
}

/** What an amount changes by, in whole cents, so that both sides agree with what is printed. */
export function difference(after: Amount, before: Amount): Amount {
  const side = (key: keyof Amount): number =>
    Big(roundToCents(after[key])).minus(roundToCents(before[key])).toNumber();
  return { low: side("low"), high: side("high") };
}

/** `1,234.50`, or `1,200.00 to 1,300.00` for a range. */
export function money({ low, high }: Amount): string {
  const [from, to] = [cents(low), cents(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** As `money`, with the sign: `+12.00`, `-3.50`, `0.00`. */
export function signedMoney({ low, high }: Amount): string {
  const sign = (value: number): string => (value > 0 ? `+${cents(value)}` : cents(value));
  return cents(low) === cents(high) ? sign(low) : `${sign(low)} to ${sign(high)}`;
}

/** A quantity or a unit price, with as many decimals as it has, six at most. */
export function figure(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
}

function cents(value: number): string {
  const text = roundToCents(value).toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return text === "-0.00" ? "0.00" : text;
}
