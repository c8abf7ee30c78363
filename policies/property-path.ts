import { Secret, Unknown } from "../graph/types";
import type { PropertyMap, PropertyValue } from "../graph/types";

/** A value found in the properties of a resource, and the path at which it stands. */
export interface ValueAt {
  readonly at: string;
  readonly value: PropertyValue;
}

/**
 * Every value at a path in which `[]` stands for each element of a list: `subnets[].id`. An `Unknown` on the way is
 * itself the value, because what stands below it cannot be known; absent values are left out; secrets are opened.
 */
export function valuesAt(properties: PropertyMap, path: string): readonly ValueAt[] {
  const steps = path.replaceAll("[]", ".[]").split(".");
  return steps.reduce<readonly ValueAt[]>(
    (found, step) => found.flatMap((from) => descend(from, step)),
    [{ at: "", value: properties }],
  );
}

function descend({ at, value }: ValueAt, step: string): readonly ValueAt[] {
  const opened = value instanceof Secret ? value.value : value;
  if (opened instanceof Unknown) return [{ at, value: opened }];
  if (typeof opened !== "object" || opened === null) return [];
  if (step === "[]") {
    if (!Array.isArray(opened)) return [];
    return (opened as readonly PropertyValue[]).flatMap((element, i) => present(`${at}[${i}]`, element));
  }
  return present(at ? `${at}.${step}` : step, (opened as PropertyMap)[step]);
}

function present(at: string, value: PropertyValue | undefined): readonly ValueAt[] {
  if (value === undefined || value === null) return [];
  return [{ at, value: value instanceof Secret ? value.value : value }];
}
