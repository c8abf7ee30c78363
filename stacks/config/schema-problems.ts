import { z } from "zod";
import type { CheckFinding } from "./checks/check";
import { nearest } from "./nearest";
import { formatPath, valueAt, type Path } from "./path";
import { show } from "./problems";
import { metaOf, schemaAt, unwrap, type FieldMeta } from "./zod-tree";

/** Says what zod found in the words of the schema's own descriptions. */
export function schemaProblems(
  root: z.ZodType,
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly CheckFinding[] {
  const found = issues.flatMap((issue) => describe(issue, root, raw));
  // A value that is too short and has wrong characters is one problem: `allowed` says both.
  const byPath = new Map(
    found.map((finding) => [formatPath(finding.path), finding]).reverse() as [string, CheckFinding][],
  );
  return found.filter((finding) => byPath.get(formatPath(finding.path)) === finding);
}

function describe(issue: z.core.$ZodIssue, root: z.ZodType, raw: unknown): readonly CheckFinding[] {
  const path = issue.path as Path;
  const schema = schemaAt(root, path);
  const meta = schema === undefined ? {} : metaOf(schema);
  const value = valueAt(raw, path);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, schema));
  if (issue.code === "invalid_key") return [invalidKey(issue, path)];
  if (value === undefined) return [missing(path, meta, schema)];
  return [{ path, ...judged(issue, value, meta, schema) }];
}

function unknownKey(key: string, parent: Path, schema: z.core.$ZodType | undefined): CheckFinding {
  const object = schema && unwrap(schema);
  const known = object instanceof z.ZodObject ? Object.keys(object.shape) : [];
  const meant = nearest(key, known);
  const kind = parent.length === 0 ? "section" : "key";
  return {
    path: [...parent, key],
    onKey: true,
    message: `unknown ${kind} "${key}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    allowed: known.join(", "),
    fix: meant === undefined ? "remove it" : `rename it to "${meant}"`,
  };
}

function invalidKey(issue: z.core.$ZodIssueInvalidKey, path: Path): CheckFinding {
  const key = String(path.at(-1));
  return {
    path,
    onKey: true,
    message: `${show(key)} cannot be a key here`,
    allowed: issue.issues.map((inner) => inner.message).join("; "),
    fix: "rename the key",
  };
}

function missing(path: Path, meta: FieldMeta, schema: z.core.$ZodType | undefined): CheckFinding {
  const name = path.length === 1 ? `cornerstone:${String(path[0])}` : formatPath(path.slice(-1));
  const example = exampleOf(meta);
  return {
    path,
    message: `required ${path.length === 1 ? "section" : "value"} is missing`,
    ...allowedOf(meta, schema),
    fix: example === undefined ? `add ${name}` : `add ${name}, for example ${example}`,
  };
}

function judged(
  issue: z.core.$ZodIssue,
  value: unknown,
  meta: FieldMeta,
  schema: z.core.$ZodType | undefined,
): Omit<CheckFinding, "path"> {
  const allowed = allowedOf(meta, schema);
  const example = exampleOf(meta);
  const rewrite = example === undefined ? "correct the value" : `write it like ${example}`;
  switch (issue.code) {
    case "invalid_type": {
      const quotable =
        (typeof value === "number" || typeof value === "boolean") &&
        schema !== undefined &&
        z.safeParse(schema, String(value)).success;
      return {
        message: `expected ${kindNames[issue.expected] ?? issue.expected}, got ${show(value)}`,
        ...allowed,
        fix: quotable ? `put it in quotes: "${String(value)}"` : rewrite,
      };
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      const meant = typeof value === "string" ? nearest(value, values) : undefined;
      return {
        message: `${show(value)} is not allowed here${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
        allowed: meta.allowed ?? values.join(", "),
        fix: meant === undefined ? "choose one of the allowed values" : `write "${meant}"`,
      };
    }
    case "too_small":
      return {
        message: tooFar(value, issue.origin, "short", "small"),
        ...allowed,
        fix: limit(issue, "at least", issue.minimum),
      };
    case "too_big":
      return {
        message: tooFar(value, issue.origin, "long", "large"),
        ...allowed,
        fix: limit(issue, "at most", issue.maximum),
      };
    default:
      return { message: `${show(value)} is not valid`, ...allowed, fix: rewrite };
  }
}

const kindNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function tooFar(value: unknown, origin: string, ofText: string, ofNumber: string): string {
  if (Array.isArray(value))
    return value.length === 0 ? "the list is empty" : `${value.length} entries are too many`;
  return `${show(value)} is too ${origin === "string" ? ofText : ofNumber}`;
}

function limit(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  bound: string,
  value: number | bigint,
): string {
  if (issue.origin === "string") return `write ${bound} ${value} characters`;
  if (issue.origin === "array") return `list ${bound} ${value}`;
  return `write ${issue.inclusive === false ? `a number ${bound === "at least" ? "above" : "below"}` : bound} ${value}`;
}

function allowedOf(meta: FieldMeta, schema: z.core.$ZodType | undefined): { readonly allowed?: string } {
  if (meta.allowed !== undefined) return { allowed: meta.allowed };
  const inner = schema && unwrap(schema);
  if (inner instanceof z.ZodEnum) return { allowed: inner.options.join(", ") };
  if (inner instanceof z.ZodBoolean) return { allowed: "true or false" };
  if (inner instanceof z.ZodObject)
    return { allowed: `a mapping with ${Object.keys(inner.shape).join(", ")}` };
  if (inner instanceof z.ZodArray) return { allowed: "a list" };
  if (inner instanceof z.ZodString) return { allowed: "a string" };
  return {};
}

function exampleOf(meta: FieldMeta): string | undefined {
  const examples = meta.examples;
  return Array.isArray(examples) && examples.length > 0 ? JSON.stringify(examples[0]) : undefined;
}
