import type { Highs } from "./highs";
import { loadHighs } from "./highs";

/** A way to serve a demand; see `Candidate` of catalog/place/types.ts. */
export interface SolverOption {
  readonly demand: number;
  readonly region: string;
  readonly perUnit: number;
  readonly minimum: number;
  readonly step: number;
  readonly maximum: number;
  readonly unitCost: number;
  readonly loadCost: number;
  readonly pool: string;
}

export interface Problem {
  /** How many regions each demand needs: 2 says that it is served in full without any one of them. */
  readonly demands: readonly { readonly regions: 1 | 2 }[];
  readonly options: readonly SolverOption[];
  /** Units that are left of a pool; a pool that is absent has no known limit. */
  readonly pools: ReadonlyMap<string, number>;
}

/** What one option gets. */
export interface Allocation {
  readonly option: number;
  readonly units: number;
  /** Part of the demand that it serves while every region is up. */
  readonly load: number;
}

/**
 * The cheapest allocation that serves every demand, or undefined where there is none. A mixed-integer linear program: units
 * in the steps that Azure sells, loads as parts of a demand. Ties go to fewer deployments, then to earlier options.
 */
export async function solve(problem: Problem): Promise<readonly Allocation[] | undefined> {
  if (problem.demands.length === 0) return [];
  if (problem.demands.some((_, demand) => !problem.options.some((option) => option.demand === demand)))
    return undefined;
  const highs: Highs = await loadHighs();
  const solution = highs.solve(programOf(problem), { mip_rel_gap: 0, mip_abs_gap: 1e-6 });
  if (solution.Status === "Infeasible") return undefined;
  if (solution.Status !== "Optimal")
    throw new Error(`the solver ended with "${solution.Status}" instead of an answer`);
  const value = (name: string): number => solution.Columns[name]?.Primal ?? 0;
  return problem.options.flatMap((option, index): Allocation[] => {
    if (Math.round(value(`y${index}`)) === 0) return [];
    const units = option.minimum + option.step * Math.round(value(`s${index}`));
    // The solver's tolerance leaves traces such as 1e-12.
    const load = Math.round(value(`f${index}`) * 1e6) / 1e6;
    return [{ option: index, units, load }];
  });
}

/** Dollars a month that a tie is decided by: small against any price, large against the solver's tolerance. */
export const tieBreak = { deployment: 0.01, order: 0.0001, unit: 0.000001 } as const;

/**
 * The program in the LP format of CPLEX. For option i: `y` says whether it is deployed, `s` counts steps above its minimum,
 * `f` is the part of its demand that it serves.
 */
export function programOf({ demands, options, pools }: Problem): string {
  const constraints: string[] = [];
  const add = (terms: readonly string[], comparison: string): void => {
    if (terms.length > 0) constraints.push(` c${constraints.length}: ${terms.join(" ")} ${comparison}`);
  };
  const units = (index: number, factor: number): string[] => {
    const { minimum, step } = options[index] as SolverOption;
    return [term(factor * minimum, `y${index}`), term(factor * step, `s${index}`)];
  };
  const indices = options.map((_, index) => index);

  demands.forEach(({ regions }, demand) => {
    const own = indices.filter((index) => options[index]?.demand === demand);
    add(
      own.map((index) => term(1, `f${index}`)),
      "= 1",
    );
    if (regions < 2) return;
    for (const region of new Set(own.map((index) => options[index]?.region))) {
      const others = own.filter((index) => options[index]?.region !== region);
      const capacity = others.flatMap((index) => units(index, options[index]?.perUnit ?? 0));
      // Nothing left but the one region: no sum can reach 1.
      add(capacity.length > 0 ? capacity : own.map((index) => term(0, `y${index}`)), ">= 1");
    }
  });
  options.forEach(({ perUnit, step, minimum, maximum }, index) => {
    add([term(1, `f${index}`), ...units(index, -perUnit)], "<= 0");
    add([term(1, `s${index}`), term(-Math.floor((maximum - minimum) / step), `y${index}`)], "<= 0");
  });
  for (const [pool, left] of pools) {
    const own = indices.filter((index) => options[index]?.pool === pool);
    add(
      own.flatMap((index) => units(index, 1)),
      `<= ${left}`,
    );
  }
  const cost = options.flatMap(({ unitCost, loadCost, minimum, step }, index) => {
    const unit = unitCost + tieBreak.unit;
    return [
      term(loadCost, `f${index}`),
      term(unit * minimum + tieBreak.deployment + tieBreak.order * index, `y${index}`),
      term(unit * step, `s${index}`),
    ];
  });
  return [
    "Minimize",
    ` cost: ${cost.join(" ")}`,
    "Subject To",
    ...constraints,
    "Bounds",
    ...indices.map((index) => ` 0 <= f${index} <= 1`),
    "General",
    ` ${indices.map((index) => `s${index}`).join(" ")}`,
    "Binary",
    ` ${indices.map((index) => `y${index}`).join(" ")}`,
    "End",
    "",
  ].join("\n");
}

/** `+ 3.5 x`, without an exponent, which not every reader of the format takes. */
function term(factor: number, variable: string): string {
  const size = Math.abs(factor);
  const digits = size === 0 || size >= 1e-4 ? String(size) : size.toFixed(20).replace(/0+$/, "");
  return `${factor < 0 ? "-" : "+"} ${digits} ${variable}`;
}
