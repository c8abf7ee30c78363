import type { Value } from "../schema/value";

/** A scalar as a text; nothing for a list, an object and what is not there. */
export function scalarText(value: Value | undefined): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
