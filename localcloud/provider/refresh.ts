import type { Definition } from "./definition";
import { type Value, type Values, isValues } from "./core";
import { project } from "./shape";

/**
 * The inputs after a refresh: the old ones, changed where the service's answer has changed since the last time. What
 * the service merely adds to the inputs is no change.
 */
export function refreshInputs(
  { row, schema }: Definition,
  inputs: Values,
  oldOutputs: Values,
  outputs: Values,
): Values {
  // What other resources maintain in this one is theirs, unless the program sets it here.
  const theirs = (row.maintained ?? []).filter((path) => valueAt(inputs, path) === undefined);
  const own = (values: Values) =>
    theirs.reduce((rest, path) => removeAt(rest, path.split(".")), project(schema.inputs, values));
  return carry(inputs, own(oldOutputs), own(outputs));
}

/** `inputs` changed where `now` differs from `before`. */
export function carry(inputs: Values, before: Values, now: Values): Values {
  const result: Record<string, Value | undefined> = { ...inputs };
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [old, next, input] = [before[name], now[name], inputs[name]];
    if (equal(old, next)) continue;
    if (next === undefined) Reflect.deleteProperty(result, name);
    else result[name] = isValues(old) && isValues(next) && isValues(input) ? carry(input, old, next) : next;
  }
  return result;
}

export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && (a as Value[]).every((item, index) => equal(item, (b as Value[])[index]));
  }
  if (!isValues(a) || !isValues(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => equal(a[name], b[name]));
}

/** The inputs of an update, with what other resources maintain inside this one put back where the program is silent. */
export function mergeMaintained({ row }: Definition, inputs: Values, existing: Values): Values {
  const kept = (row.maintained ?? []).filter((path) => valueAt(inputs, path) === undefined);
  return kept.reduce((result, path) => {
    const value = valueAt(existing, path);
    return value === undefined ? result : setAt(result, path.split("."), value);
  }, inputs);
}

function valueAt(values: Values, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>((at, part) => (isValues(at) ? at[part] : undefined), values);
}

function setAt(values: Values, [first = "", ...rest]: readonly string[], value: Value): Values {
  if (rest.length === 0) return { ...values, [first]: value };
  const inner = values[first];
  return { ...values, [first]: setAt(isValues(inner) ? inner : {}, rest, value) };
}

function removeAt(values: Values, [first = "", ...rest]: readonly string[]): Values {
  if (rest.length === 0)
    return Object.fromEntries<Value | undefined>(Object.entries(values).filter(([name]) => name !== first));
  const inner = values[first];
  return isValues(inner) ? { ...values, [first]: removeAt(inner, rest) } : values;
}
