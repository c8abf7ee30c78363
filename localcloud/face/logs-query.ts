import { CloudError } from "../arm/error";
import type { LogRow } from "./telemetry";

export interface LogTable {
  readonly columns: readonly { readonly name: string; readonly type: "string" | "long" }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * Runs the part of the Kusto query language that counts rows: `Table | where Column == "text" | count`. Operators are `==`,
 * `=~` and `!=` over texts, `>` over `TimeGenerated` with `ago(1h)`, joined by `and`; what follows may be `count` or
 * `take N`.
 *
 * @throws CloudError 400 for every other query: a wrong answer would be worse than none.
 */
export function runQuery(query: string, rows: readonly LogRow[], now: number): LogTable {
  const [table = "", ...steps] = query.split("|").map((part) => part.trim());
  if (!/^\w+$/.test(table)) throw unknown(table);
  let found = rows.filter((row) => row["Table"] === table);
  for (const step of steps) {
    if (step === "count") return { columns: [{ name: "Count", type: "long" }], rows: [[found.length]] };
    const taken = /^take\s+(\d+)$/.exec(step)?.[1];
    const condition = /^where\s+(.+)$/.exec(step)?.[1];
    if (taken !== undefined) found = found.slice(0, Number(taken));
    else if (condition !== undefined) found = found.filter(predicate(condition, now));
    else throw unknown(step);
  }
  const names = [...new Set(found.flatMap((row) => Object.keys(row)))].filter((name) => name !== "Table");
  return {
    columns: names.map((name) => ({ name, type: "string" })),
    rows: found.map((row) => names.map((name) => row[name] ?? "")),
  };
}

function predicate(condition: string, now: number): (row: LogRow) => boolean {
  const tests = condition.split(/\s+and\s+/).map((part) => test(part.trim(), now));
  return (row) => tests.every((holds) => holds(row));
}

const span: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function test(text: string, now: number): (row: LogRow) => boolean {
  const [, column = "", operator, wanted = ""] = /^(\w+)\s*(==|=~|!=)\s*["']([^"']*)["']$/.exec(text) ?? [];
  if (operator !== undefined) {
    const read = (row: LogRow): string => String(row[column] ?? "");
    if (operator === "==") return (row) => read(row) === wanted;
    if (operator === "!=") return (row) => read(row) !== wanted;
    return (row) => read(row).toLowerCase() === wanted.toLowerCase();
  }
  const [, count, unit = ""] = /^TimeGenerated\s*>\s*ago\((\d+)([smhd])\)$/.exec(text) ?? [];
  if (count === undefined) throw unknown(text);
  const since = now - Number(count) * (span[unit] ?? 0);
  return (row) => Date.parse(String(row["TimeGenerated"])) > since;
}

function unknown(part: string): CloudError {
  return new CloudError(
    400,
    "BadArgumentError",
    `The local cloud does not understand '${part}' of this query; it knows where, count and take.`,
  );
}
