import { breakEvens, type BreakEven } from "../../../catalog/place/break-even";
import { optionsOf } from "../../../catalog/place/options";
import type { Candidate, Demand, PlacementRequest, Rejection } from "../../../catalog/place/types";
import { roundUpCapacity } from "../../../catalog/quotas";
import type { Amount } from "../cost/amounts";
import { money } from "../cost/amounts";
import { solve, type Allocation } from "./solve";

/** A deployment that the plan proposes. */
export interface PlacedDeployment {
  readonly demand: string;
  readonly model: string;
  readonly version: string;
  readonly sku: string;
  readonly region: string;
  readonly capacity: number;
  /** Part of the demand that it serves while every region is up. */
  readonly load: number;
  /** USD a month. */
  readonly cost: Amount;
  readonly unverified: readonly string[];
}

/** An option that the plan does not use, and why. */
export interface RejectedOption {
  readonly demand: string;
  readonly model: string;
  readonly version: string;
  readonly sku: string;
  readonly region: string;
  /** What stands against it, as a word: `skuNotOffered`, `quota`, `price`, `dearer`, ... */
  readonly code: string;
  readonly reason: string;
}

export interface Plan {
  readonly demands: readonly Demand[];
  readonly deployments: readonly PlacedDeployment[];
  readonly cost: Amount;
  /** Demands that no combination of options serves. */
  readonly unplaced: readonly { readonly demand: string; readonly reason: string }[];
  readonly rejected: readonly RejectedOption[];
  readonly breakEvens: readonly BreakEven[];
}

/** The cheapest placement of every demand that can be placed. */
export async function planOf(request: PlacementRequest): Promise<Plan> {
  const { candidates, rejections, pools } = optionsOf(request);
  const unplaced: { demand: string; reason: string }[] = [];
  const refuse = (demand: number, reason: string): void => {
    unplaced.push({ demand: request.demands[demand]?.name ?? "", reason });
  };
  const possible = request.demands.flatMap((_, index) => {
    if (candidates.some(({ demand }) => demand === index)) return [index];
    refuse(index, "no option satisfies it; see why each was rejected");
    return [];
  });
  let solved = await solveTogether(request, candidates, pools, possible);
  if (!solved) {
    // Which of them is to blame? The others are placed without it.
    const open: number[] = [];
    for (const index of possible) {
      if (await solveTogether(request, candidates, pools, [index])) open.push(index);
      else refuse(index, shortage(index, request, candidates));
    }
    solved = await solveTogether(request, candidates, pools, open);
    if (!solved) for (const index of open) refuse(index, "together the demands need more quota than is left");
  }
  const chosen = (solved ?? []).flatMap((allocation) => {
    const candidate = candidates[allocation.option];
    return candidate ? [{ candidate, allocation }] : [];
  });
  const deployments = chosen.map(({ candidate, allocation }) =>
    placed(candidate, allocation, request.demands),
  );
  return {
    demands: request.demands,
    deployments,
    cost: {
      low: deployments.reduce((sum, { cost }) => sum + cost.low, 0),
      high: deployments.reduce((sum, { cost }) => sum + cost.high, 0),
    },
    unplaced,
    // What would do, but for its price, is what a person asks about first.
    rejected: [
      ...candidates
        .filter((candidate) => !chosen.some((each) => each.candidate === candidate))
        .map((candidate) => notChosen(candidate, deployments, request.demands)),
      ...rejections.map((rejection) => rejected(rejection, request.demands)),
    ],
    breakEvens: breakEvens(request.demands, candidates),
  };
}

/** Solves for some of the demands; answers allocations of the full list of candidates. */
async function solveTogether(
  { demands }: PlacementRequest,
  candidates: readonly Candidate[],
  pools: ReadonlyMap<string, number>,
  open: readonly number[],
): Promise<readonly Allocation[] | undefined> {
  const indices = candidates.flatMap(({ demand }, index) => (open.includes(demand) ? [index] : []));
  const options = indices.flatMap((index) => {
    const candidate = candidates[index];
    return candidate ? [{ ...candidate, demand: open.indexOf(candidate.demand) }] : [];
  });
  const asked = open.flatMap((index) => demands[index] ?? []);
  const found = await solve({ demands: asked, options, pools });
  return found?.map((allocation) => ({ ...allocation, option: indices[allocation.option] ?? -1 }));
}

function placed(
  { demand, model, version, sku, region, total, unitCost, unverified }: Candidate,
  { units, load }: Allocation,
  demands: readonly Demand[],
): PlacedDeployment {
  const known = total.known.find(({ currency }) => currency === "USD") ?? { low: 0, high: 0 };
  const factor = unitCost > 0 ? units : load;
  return {
    demand: demands[demand]?.name ?? "",
    ...{ model: model.name, version, sku, region, capacity: units, load },
    cost: { low: known.low * factor, high: known.high * factor },
    unverified,
  };
}

function rejected(rejection: Rejection, demands: readonly Demand[]): RejectedOption {
  return { ...rejection, demand: demands[rejection.demand]?.name ?? "" };
}

/** Why an option that would do was not taken: what it costs to serve the whole demand by it alone. */
function notChosen(
  candidate: Candidate,
  deployments: readonly PlacedDeployment[],
  demands: readonly Demand[],
): RejectedOption {
  const { model, version, sku, region, minimum, step, perUnit, maximum, unitCost, loadCost } = candidate;
  const demand = demands[candidate.demand]?.name ?? "";
  const taken = deployments.filter((each) => each.demand === demand);
  const paid = taken.reduce((sum, { cost }) => sum + cost.high, 0);
  const units = roundUpCapacity(Math.ceil(1 / perUnit - 1e-9), { unit: "ptu", minimum, step });
  const alone = unitCost > 0 ? units * unitCost : loadCost;
  const price = (value: number): string => money({ low: value, high: value });
  const reason = (): Pick<RejectedOption, "code" | "reason"> => {
    if (taken.length === 0) return { code: "unplaced", reason: "the demand could not be placed" };
    if (maximum < units)
      return { code: "tooSmall", reason: `it can have ${maximum} units, the demand needs ${units}` };
    if (alone > paid + 0.005)
      return {
        code: "dearer",
        reason: `it costs ${price(alone)} USD a month, the proposal ${price(paid)}`,
      };
    return { code: "later", reason: "it costs no less, and comes later in the order of preference" };
  };
  return { demand, model: model.name, version, sku, region, ...reason() };
}

/** What is missing where options exist and still do not suffice. */
function shortage(index: number, { demands }: PlacementRequest, candidates: readonly Candidate[]): string {
  const own = candidates.filter(({ demand }) => demand === index);
  const places = new Set(own.map(({ region }) => region));
  if (demands[index]?.regions === 2 && places.size < 2)
    return `it needs two regions, and only ${[...places].join(", ")} has options for it`;
  const most = own.reduce((sum, { maximum, perUnit }) => sum + maximum * perUnit, 0);
  const percent = Math.floor(most * 100);
  return percent < 100
    ? `the quota that is left carries ${percent} % of it`
    : "the quota that is left does not carry it when one region fails";
}
