import { currency, sumOf, type Amount } from "./amounts";
import type { Estimate, EstimateLine } from "./estimate";

/** What one workload or component costs in a month. */
export interface Part {
  readonly name: string;
  readonly amount: Amount;
  /** Lines whose price or quantity is not known; the amount lacks them. */
  readonly unknown: number;
}

/** The parts of an estimate, the dearest first. */
export function partsBy(
  lines: readonly EstimateLine[],
  key: (line: EstimateLine) => string,
): readonly Part[] {
  const groups = groupBy(lines, key);
  return [...groups]
    .map(([name, group]) => ({
      name,
      amount: sumOf(group.map(({ cost }) => cost.cost)),
      unknown: group.filter(({ cost }) => cost.cost.kind === "unknown").length,
    }))
    .sort((a, b) => b.amount.high - a.amount.high || a.name.localeCompare(b.name));
}

/** Lines that say the same of several resources: nine zones are one row. */
export interface Row {
  readonly line: EstimateLine;
  readonly resources: readonly string[];
  readonly amount: Amount | undefined;
}

export function rowsOf({ lines }: Pick<Estimate, "lines">): readonly Row[] {
  const same = ({ workload, component, resource, basis, cost }: EstimateLine): string =>
    JSON.stringify([workload, component, resource.type, basis, cost.item, cost.quantity, cost.cost]);
  return [...groupBy(lines, same).values()].flatMap((group): Row[] => {
    const [line] = group;
    if (!line) return [];
    const known = line.cost.cost.kind === "known";
    return [
      {
        line,
        resources: group.map(({ resource }) => resource.name),
        amount: known ? sumOf(group.map(({ cost }) => cost.cost)) : undefined,
      },
    ];
  });
}

/** Something whose price or quantity is not known. */
export interface Unknown {
  readonly item: string;
  readonly reason: string;
  readonly resources: readonly string[];
  /** What all of it would cost at list prices of other places or SKUs; absent where there is none. */
  readonly indication?: Amount;
}

/** What is not known, once for each reason, with the resources that it is missing for; what looks dearest first. */
export function unknownsOf({ lines }: Pick<Estimate, "lines">): readonly Unknown[] {
  const unknown = lines.filter(({ cost }) => cost.cost.kind === "unknown");
  const reasonOf = ({ cost }: EstimateLine): string => (cost.cost.kind === "unknown" ? cost.cost.reason : "");
  return [...groupBy(unknown, (line) => `${line.cost.item}\n${reasonOf(line)}`).values()]
    .flatMap((group) => {
      const [line] = group;
      if (!line) return [];
      const resources = [...new Set(group.map(({ resource }) => resource.name))];
      const indication = indicationOf(group);
      return [{ item: line.cost.item, reason: reasonOf(line), resources, ...(indication && { indication }) }];
    })
    .sort((a, b) => (b.indication?.high ?? 0) - (a.indication?.high ?? 0));
}

/** What the lines without a price would cost at other list prices, as far as there are any. */
export function indicationOf(lines: readonly EstimateLine[]): Amount | undefined {
  const indications = lines.flatMap(({ indication }) => indication ?? []);
  if (indications.length === 0) return undefined;
  return sumOf(indications.map((amount) => ({ kind: "known", currency, ...amount })));
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
