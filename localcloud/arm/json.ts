import type { Json, JsonObject } from "../store/store";

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a dotted path, or undefined. */
export function at(object: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const part of path.split(".")) {
    if (!isObject(value)) return undefined;
    value = value[part];
  }
  return value;
}

/** The string at a dotted path; undefined when it is absent or of another type. */
export function stringAt(object: Json | undefined, path: string): string | undefined {
  const value = at(object, path);
  return typeof value === "string" ? value : undefined;
}

/** The objects of the list at a dotted path; empty when there is none. */
export function objectsAt(object: Json | undefined, path: string): readonly JsonObject[] {
  const value = at(object, path);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A copy with the value at a dotted path set, or removed when undefined. */
export function withValue(object: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    if (value !== undefined) return { ...object, [first]: value };
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== first));
  }
  const inner = object[first];
  return { ...object, [first]: withValue(isObject(inner) ? inner : {}, rest.join("."), value) };
}

/** `base` with every property of `over` laid over it; lists are replaced, objects merged. */
export function merge(base: JsonObject, over: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const old = result[name];
    if (value !== undefined) result[name] = isObject(old) && isObject(value) ? merge(old, value) : value;
  }
  return result;
}

/** A copy without undefined properties, as JSON would have it. */
export function clean(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object)) as JsonObject;
}
