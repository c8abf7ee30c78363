import { z } from "zod";
import type { Path } from "./path";

/** What a schema says of a value, for messages about it. */
export type FieldMeta = z.core.GlobalMeta & { readonly examples?: unknown };

/** The schema inside defaults, optionals and transforms. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema;
}

/** The schema of the value at a path; undefined where the schema knows no such path. */
export function schemaAt(root: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = root;
  for (const key of path) {
    const inner: z.core.$ZodType = unwrap(schema);
    if (inner instanceof z.ZodObject) {
      const shape = inner.shape as Record<string, z.core.$ZodType>;
      schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    } else if (inner instanceof z.ZodArray) schema = inner.element;
    else if (inner instanceof z.ZodRecord) schema = inner.valueType;
    else return undefined;
    if (schema === undefined) return undefined;
  }
  return schema;
}

/** What a schema and the schemas that it wraps say of the value; the outermost word counts. */
export function metaOf(schema: z.core.$ZodType): FieldMeta {
  const own: FieldMeta = z.globalRegistry.get(schema) ?? {};
  const inner =
    schema instanceof z.ZodPipe
      ? schema.def.in
      : schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
        ? schema.def.innerType
        : undefined;
  return inner === undefined ? own : { ...metaOf(inner), ...own };
}
