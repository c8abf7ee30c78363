import Big from "big.js";
import { roundToCents } from "../../../catalog/cost";
import { platformShare } from "./attribution";
import { sumOf, type Amount } from "./amounts";
import type { EstimateLine } from "./estimate";

/**
 * By what the cost of the platform is divided among workloads: each one's own cost, its `monthlyBudget`, or evenly. A report names
 * the key, for the answer depends on it.
 */
export const sharingKeys = ["cost", "budget", "even"] as const;
export type SharingKey = (typeof sharingKeys)[number];

/** What one workload pays, with its part of what all of them use. */
export interface SharedPart {
  readonly name: string;
  /** Cost of what is there for this workload alone, and of the tokens that it uses. */
  readonly own: Amount;
  /** Its part of the platform's cost. */
  readonly platform: Amount;
  readonly together: Amount;
}

export interface Sharing {
  readonly key: SharingKey;
  /** Absent workloads leave the cost with the platform. */
  readonly parts: readonly SharedPart[];
}

/** Divides the platform's cost among the workloads of a stack, to the cent: the parts add up to the whole. */
export function shareOut(
  lines: readonly EstimateLine[],
  workloads: readonly { readonly name: string; readonly monthlyBudget: number }[],
  wanted: SharingKey,
): Sharing {
  const ownOf = (name: string): Amount =>
    inCents(sumOf(lines.filter(({ workload }) => workload === name).map(({ cost }) => cost.cost)));
  const own = workloads.map(({ name }) => ownOf(name));
  const weights: Readonly<Record<SharingKey, readonly number[]>> = {
    cost: own.map(({ high }) => high),
    budget: workloads.map(({ monthlyBudget }) => monthlyBudget),
    even: workloads.map(() => 1),
  };
  // Where no workload costs anything yet there is no proportion to share by.
  const key = weights[wanted].some((weight) => weight > 0) ? wanted : "even";
  const all = ownOf(platformShare);
  const [low, high] = [allocate(all.low, weights[key]), allocate(all.high, weights[key])];
  const parts = workloads.map(({ name }, index): SharedPart => {
    const mine = own[index] ?? { low: 0, high: 0 };
    const platform = { low: low[index] ?? 0, high: high[index] ?? 0 };
    return { name, own: mine, platform, together: plus(mine, platform) };
  });
  return { key, parts: parts.sort((a, b) => b.together.high - a.together.high) };
}

/** Parts of an amount in whole cents that add up to it: what rounding leaves goes to the largest remainders. */
export function allocate(amount: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum.plus(weight), Big(0));
  if (total.eq(0)) return weights.map(() => 0);
  const cents = Big(amount).times(100);
  const exact = weights.map((weight) => cents.times(weight).div(total));
  const whole = exact.map((part) => part.round(0, Big.roundDown));
  const left = cents.minus(whole.reduce((sum, part) => sum.plus(part), Big(0))).toNumber();
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part.minus(whole[index] ?? 0).toNumber() }))
    .sort((a, b) => b.remainder - a.remainder)
    .slice(0, Math.round(left))
    .map(({ index }) => index);
  return whole.map((part, index) =>
    part
      .plus(byRemainder.includes(index) ? 1 : 0)
      .div(100)
      .toNumber(),
  );
}

/** How a report says it. */
export const sharingText: Readonly<Record<SharingKey, string>> = {
  cost: "in proportion to each workload's own cost",
  budget: "in proportion to each workload's monthlyBudget",
  even: "evenly among the workloads",
};

function plus(a: Amount, b: Amount): Amount {
  return { low: Big(a.low).plus(b.low).toNumber(), high: Big(a.high).plus(b.high).toNumber() };
}

function inCents({ low, high }: Amount): Amount {
  return { low: roundToCents(low), high: roundToCents(high) };
}
