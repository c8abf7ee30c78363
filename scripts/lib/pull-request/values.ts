import { Secret, Unknown } from "../../../graph/types";
import type { PropertyMap, PropertyValue } from "../../../graph/types";
import { findSecrets } from "../../../policies/secrets";

/** The longest text of a value in a report. */
const longest = 120;

/** Characters before the place at which two long texts part. */
const context = 24;

/** Where the properties hold what must not be shown: marked secrets, and texts that look like one. */
export function secretPaths(properties: PropertyMap): ReadonlySet<string> {
  return new Set(findSecrets(properties, "").map(({ path }) => path));
}

/**
 * Two values as a report may show them side by side. Long texts begin shortly before they part, since what they share tells
 * nothing.
 */
export function valueTexts(
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
  path: string,
  secrets: ReadonlySet<string>,
): readonly [before: string, after: string] {
  const texts = [wholeText(before, path, secrets), wholeText(after, path, secrets)] as const;
  const [old, young] = texts;
  if (old.length <= longest && young.length <= longest) return texts;
  let same = 0;
  while (same < old.length && old[same] === young[same]) same++;
  const from = same > longest / 2 ? same - context : 0;
  return [cut(old, from), cut(young, from)];
}

function cut(text: string, from: number): string {
  const rest = from > 0 ? `…${text.slice(from)}` : text;
  return rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest;
}

/** The value at a path that a provider's diff names: `properties.rules[0].name`. */
export function valueAt(properties: PropertyMap, path: string): PropertyValue | undefined {
  let at: PropertyValue | undefined = properties;
  for (const part of path.match(/[^.[\]]+/g) ?? []) {
    if (at instanceof Secret) at = at.value;
    if (typeof at !== "object" || at === null || at instanceof Unknown) return undefined;
    at = (at as Readonly<Record<string, PropertyValue | undefined>>)[part];
  }
  return at;
}

function wholeText(value: PropertyValue | undefined, path: string, secrets: ReadonlySet<string>): string {
  return value === undefined ? "not set" : JSON.stringify(masked(value, path, secrets));
}

function masked(value: PropertyValue, path: string, secrets: ReadonlySet<string>): unknown {
  if (value instanceof Secret || secrets.has(path)) return "[secret]";
  if (value instanceof Unknown) return "[not known yet]";
  if (Array.isArray(value))
    return (value as readonly PropertyValue[]).map((item, index) =>
      masked(item, `${path}[${index}]`, secrets),
    );
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as PropertyMap).map(([name, item]) => [
      name,
      item === undefined ? undefined : masked(item, path === "" ? name : `${path}.${name}`, secrets),
    ]),
  );
}
