/** From which load on provisioned units are cheaper than paying by the token. */
import { minutesPerMonth } from "../cost";
import { roundUpCapacity } from "../quotas";
import { findSku } from "../skus";
import type { Candidate, Demand } from "./types";

export interface BreakEven {
  readonly demand: string;
  readonly model: string;
  readonly region: string;
  readonly payAsYouGo: string;
  readonly provisioned: string;
  /** Provisioned units that carry the peak. */
  readonly units: number;
  /** USD a month for those units. */
  readonly provisionedCost: number;
  /** USD a month for the tokens at the demand's load. */
  readonly payAsYouGoCost: number;
  /** Load at which both cost the same, as a part of the peak over the whole month; above 1: never. */
  readonly utilization: number;
  /** Tokens a month at that load. */
  readonly tokens: number;
}

/** One row for each demand, model and processing geography that can be paid both ways in one region. */
export function breakEvens(
  demands: readonly Demand[],
  candidates: readonly Candidate[],
): readonly BreakEven[] {
  const rows = candidates.flatMap((candidate): BreakEven[] => {
    const sku = findSku(candidate.sku);
    const demand = demands[candidate.demand];
    if (!sku?.provisioned || !demand) return [];
    const twin = candidates.find(
      (other) =>
        other.demand === candidate.demand &&
        other.model === candidate.model &&
        other.region === candidate.region &&
        findSku(other.sku)?.capacityUnit === "tpm" &&
        findSku(other.sku)?.processing === sku.processing,
    );
    if (!twin || twin.loadCost === 0) return [];
    const { minimum, step } = candidate;
    const units = roundUpCapacity(Math.ceil(1 / candidate.perUnit - 1e-9), { unit: "ptu", minimum, step });
    const provisionedCost = units * candidate.unitCost;
    const utilization = (provisionedCost / twin.loadCost) * demand.utilization;
    const perMinute = demand.input + demand.cachedInput + demand.output;
    return [
      {
        ...{ demand: demand.name, model: candidate.model.name, region: candidate.region },
        ...{ payAsYouGo: twin.sku, provisioned: candidate.sku, units, provisionedCost },
        ...{ payAsYouGoCost: twin.loadCost, utilization, tokens: perMinute * minutesPerMonth * utilization },
      },
    ];
  });
  // Prices are the same all over a data zone: the first region, which is the preferred one, speaks for all of them.
  const key = (row: BreakEven): string =>
    [row.demand, row.model, row.provisioned, row.provisionedCost].join();
  return rows.filter((row, index) => rows.findIndex((other) => key(other) === key(row)) === index);
}
