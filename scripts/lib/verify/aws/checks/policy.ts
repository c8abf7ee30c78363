import { isDeepStrictEqual } from "node:util";

/** Statements that one of two policies has and the other has not, by their `Sid`, in words; undefined when they are the same. */
export function policyDifference(found: unknown, declared: string): string | undefined {
  const [there, wanted] = [statementsOf(found), statementsOf(JSON.parse(declared === "" ? "{}" : declared))];
  const more = there.filter((one) => !wanted.some((other) => isDeepStrictEqual(one, other)));
  const less = wanted.filter((one) => !there.some((other) => isDeepStrictEqual(one, other)));
  if (more.length + less.length === 0) return undefined;
  const said = (prefix: string, list: readonly object[]) =>
    list.length === 0 ? [] : [`${prefix} ${list.map(nameOf).join(", ")}`];
  return [...said("has", more), ...said("lacks", less)].join("; ");
}

function statementsOf(policy: unknown): readonly object[] {
  const { Statement: statement = [] } = (policy ?? {}) as { readonly Statement?: object | readonly object[] };
  const list = Array.isArray(statement) ? (statement as readonly object[]) : [statement];
  return list.map((one) =>
    Object.fromEntries(Object.entries(one).map(([key, value]) => [key, plain(value)])),
  );
}

/** AWS gives a list of one as the one, and a list in an order of its own. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = (value as readonly unknown[]).map(plain);
    return list.length === 1 ? list[0] : list.map((one) => JSON.stringify(one)).sort();
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function nameOf(statement: object): string {
  const { Sid: sid, Effect: effect } = statement as { readonly Sid?: string; readonly Effect?: string };
  return `${sid ?? "a statement without a name"}${effect === "Deny" ? " (deny)" : ""}`;
}
