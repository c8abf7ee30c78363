/**
 * A property value as the engine sends it, after decoding: plain JSON, with `unknownValue` where the value is not
 * known yet.
 */
export type Value = null | boolean | number | string | readonly Value[] | Values;

export interface Values {
  readonly [name: string]: Value | undefined;
}

/** The engine's marker of an unknown value (`pulumi.runtime.unknownValue`; a test compares the two). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isValues(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
