import { difference, amountOf, sumOf, type Amount } from "./amounts";
import type { Estimate, EstimateLine } from "./estimate";

/** What a change does to one meter of one resource of one workload. */
export interface CostChange {
  readonly workload: string;
  readonly component: string;
  readonly resource: string;
  readonly item: string;
  /** Absent where the base has no such line. */
  readonly before?: Amount | "unknown";
  readonly after?: Amount | "unknown";
  /** Absent where one of the sides is not known. */
  readonly change?: Amount;
}

export interface CostComparison {
  /** What the estimate is compared with, as the user named it. */
  readonly base: string;
  readonly before: Amount;
  readonly after: Amount;
  readonly change: Amount;
  readonly changes: readonly CostChange[];
  /** Changed lines whose price is not known: what the sum of the change cannot tell. */
  readonly unknownChanges: number;
}

/** Compares two estimates line by line. Lines that cost the same are left out. */
export function compareEstimates(base: string, before: Estimate, after: Estimate): CostComparison {
  const old = byLine(before);
  const young = byLine(after);
  const changes = [...new Set([...young.keys(), ...old.keys()])].flatMap((key): CostChange[] => {
    const [was, is] = [old.get(key), young.get(key)];
    const line = (is ?? was)?.[0];
    if (!line) return [];
    const [amountBefore, amountAfter] = [was && amount(was), is && amount(is)];
    if (JSON.stringify(amountBefore) === JSON.stringify(amountAfter)) return [];
    const known = amountBefore !== "unknown" && amountAfter !== "unknown";
    const zero = { low: 0, high: 0 };
    return [
      {
        workload: line.workload,
        component: line.component.replace((is ? after : before).namePrefix, ""),
        resource: shortName(line, is ? after : before),
        item: line.cost.item,
        ...(amountBefore && { before: amountBefore }),
        ...(amountAfter && { after: amountAfter }),
        ...(known && { change: difference(amountAfter ?? zero, amountBefore ?? zero) }),
      },
    ];
  });
  const [totalBefore, totalAfter] = [amountOf(before.total), amountOf(after.total)];
  return {
    base,
    before: totalBefore,
    after: totalAfter,
    change: difference(totalAfter, totalBefore),
    changes: changes.sort((a, b) => Math.abs(b.change?.high ?? 0) - Math.abs(a.change?.high ?? 0)),
    unknownChanges: changes.filter(({ change }) => change === undefined).length,
  };
}

/** How far a change may raise the cost. */
export type Limit = { readonly dollars: number } | { readonly percent: number };

/** `500` is dollars a month, `10%` is of the base's cost; undefined for anything else. */
export function parseLimit(text: string): Limit | undefined {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  if (!match) return undefined;
  return match[2] === "%" ? { percent: Number(match[1]) } : { dollars: Number(match[1]) };
}

/** Whether a change keeps a limit: the high end counts, and what is not known is not within it. */
export function keepsLimit(
  { before, change, unknownChanges }: CostComparison,
  limit: Limit,
): "kept" | "exceeded" | "unknown" {
  const allowed = "dollars" in limit ? limit.dollars : (before.high * limit.percent) / 100;
  if (change.high > allowed) return "exceeded";
  return unknownChanges > 0 ? "unknown" : "kept";
}

function byLine(estimate: Estimate): Map<string, EstimateLine[]> {
  const grouped = new Map<string, EstimateLine[]>();
  for (const line of estimate.lines) {
    const key = [line.workload, line.resource.type, shortName(line, estimate), line.cost.item].join("\n");
    grouped.set(key, [...(grouped.get(key) ?? []), line]);
  }
  return grouped;
}

/** The name without what differs from stack to stack, so that two stacks can be compared. */
function shortName({ resource }: EstimateLine, { namePrefix }: Estimate): string {
  return resource.name.startsWith(namePrefix) ? resource.name.slice(namePrefix.length) : resource.name;
}

function amount(lines: readonly EstimateLine[]): Amount | "unknown" {
  const costs = lines.map(({ cost }) => cost.cost);
  return costs.some(({ kind }) => kind === "unknown") ? "unknown" : sumOf(costs);
}
