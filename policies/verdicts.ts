import type { PropertyReader, Verdict } from "./rule";

/** The rule is kept. */
export const pass: Verdict = { outcome: "pass" };

/** The rule is broken: `message` says what is there and what is wanted, `path` which property. */
export function fail(message: string, path?: string): Verdict {
  return { outcome: "fail", message, ...(path !== undefined && { path }) };
}

/** The rule does not apply to this resource, and why. */
export function notApplicable(reason: string): Verdict {
  return { outcome: "notApplicable", reason };
}

/** Neither kept nor broken: what is known does not suffice. */
export function unknown(reason: string): Verdict {
  return { outcome: "unknown", reason };
}

/** Fails unless the property is the wanted value. Strings are compared as Azure does, without regard to case. */
export function mustBe(inputs: PropertyReader, path: string, wanted: string | number | boolean): Verdict {
  return read(inputs, path, wanted) ? pass : unlike(inputs, path, `must be ${JSON.stringify(wanted)}`);
}

/** Fails with what is there and what is wanted: `sku.name is "standard", must be "premium"`. */
export function unlike(inputs: PropertyReader, path: string, wanted: string): Verdict {
  const full = inputs.path ? `${inputs.path}.${path}` : path;
  return fail(`${full} is ${inputs.show(path)}, ${wanted}`, full);
}

/** The first verdict that is not a pass, else a pass: for a rule with several demands. */
export function firstFailure(...verdicts: readonly (() => Verdict)[]): Verdict {
  for (const verdict of verdicts) {
    const result = verdict();
    if (result.outcome !== "pass") return result;
  }
  return pass;
}

/** Whether two names are the same to Azure, which ignores case in enumerations, names and IDs. */
export function same(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

function read(inputs: PropertyReader, path: string, wanted: string | number | boolean): boolean {
  if (typeof wanted === "string") return same(inputs.string(path), wanted);
  return (typeof wanted === "number" ? inputs.number(path) : inputs.boolean(path)) === wanted;
}
