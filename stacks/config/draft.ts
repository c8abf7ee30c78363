import { z } from "zod";
import { unwrap } from "./zod-tree";

/**
 * A value of which only the valid parts are there: what is wrong, or beside something wrong that it depends on, reads
 * undefined. Lists keep their positions. Checks work on it, so that one wrong value does not hide what is wrong elsewhere.
 */
export type Draft<T> = T extends readonly (infer Element)[]
  ? readonly (Draft<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** Keeps of a value what its schema accepts, field by field, defaults filled in. */
export function salvage<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Draft<z.infer<Schema>> | undefined {
  return salvageAny(schema, value) as Draft<z.infer<Schema>> | undefined;
}

function salvageAny(schema: z.core.$ZodType, value: unknown): unknown {
  const whole = z.safeParse(schema, value);
  if (whole.success) return whole.data;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((element) => salvageAny(inner.element, element));
  }
  if (inner instanceof z.ZodObject && typeof value === "object" && value !== null) {
    const fields = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(inner.shape as Record<string, z.core.$ZodType>).map(([key, field]) => [
        key,
        salvageAny(field, Object.hasOwn(fields, key) ? fields[key] : undefined),
      ]),
    );
  }
  return undefined;
}
