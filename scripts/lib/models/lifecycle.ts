import {
  availability,
  findModel,
  lifecycleOn,
  replacementOf,
  retiresWithin,
  type Availability,
  type DeclaredModel,
  type LifecycleState,
  type Model,
  type Retirement,
} from "../../../catalog/models";
import type { ModelUse } from "./uses";

/** Where a model version stands on a day, and what comes after it. */
export interface LifecycleRow extends ModelUse {
  readonly state: LifecycleState;
  readonly retirement?: Retirement;
  /** Days until the retirement; negative after it. */
  readonly daysLeft?: number;
  /** Whether the version retires within the notice period. */
  readonly due: "yes" | "no" | "unknown";
  readonly replacement?: Replacement;
}

export interface Replacement {
  readonly model: string;
  readonly version: string;
  /** Whether it can be deployed with the same SKU in the same region. */
  readonly available: Availability;
  readonly retirement?: Retirement;
}

export interface LifecycleOptions {
  readonly on: Date;
  readonly noticeDays: number;
  readonly declared?: readonly DeclaredModel[];
}

/** The rows of a stack, what retires first at the top. */
export function lifecycleRows(
  uses: readonly ModelUse[],
  { on, noticeDays, declared = [] }: LifecycleOptions,
): readonly LifecycleRow[] {
  return uses
    .map((use): LifecycleRow => {
      const model = findModel(use.model, use.version, declared);
      if (!model) return { ...use, state: "unknown", due: "unknown" };
      const { state, retirement } = lifecycleOn(model, on);
      const replacement = lastingReplacement(model, on, noticeDays);
      return {
        ...use,
        state,
        ...(retirement && { retirement, daysLeft: daysBetween(on, retirement.date) }),
        due: state === "retired" ? "yes" : retiresWithin(model, on, noticeDays),
        ...(replacement && { replacement: describe(replacement, use) }),
      };
    })
    .sort(byDate);
}

/**
 * Follows the vendor's recommendations to the first version that outlives the notice period, or else to the last one named.
 * One that would retire before the version which it replaces is no replacement.
 */
function lastingReplacement(model: Model, on: Date, noticeDays: number): Model | undefined {
  const seen = new Set([model]);
  let best: Model | undefined;
  for (let next = replacementOf(model); next && !seen.has(next); next = replacementOf(next)) {
    seen.add(next);
    if ((next.retirement?.date ?? "9999") >= (model.retirement?.date ?? "")) best = next;
    if (best && retiresWithin(best, on, noticeDays) !== "yes") return best;
  }
  return best;
}

function describe(model: Model, { sku, region }: ModelUse): Replacement {
  return {
    model: model.name,
    version: model.version ?? "",
    available: availability(model, sku, region),
    ...(model.retirement && { retirement: model.retirement }),
  };
}

/** By date; what has none comes last. */
export function byDate(a: LifecycleRow, b: LifecycleRow): number {
  return sortKey(a).localeCompare(sortKey(b));
}

function sortKey({ retirement, deployment, account }: LifecycleRow): string {
  return [retirement?.date ?? "9999", deployment, account].join("\n");
}

/** Whole days from the day of a moment to an ISO day. */
export function daysBetween(from: Date, day: string): number {
  const start = Date.parse(from.toISOString().slice(0, 10));
  return Math.round((Date.parse(day) - start) / 86_400_000);
}
