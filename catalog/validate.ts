/** Checks catalog files and names the file and the row of every problem. For builds and for `catalog refresh`. */
import type { z } from "zod";
import { bedrockFile, modelsFile, pricesFile, quotasFile, regionsFile } from "./schema";
import { sourcesFile } from "./schemas/sources";
import { references, type Report } from "./validate/references";

/** The parsed JSON of every catalog file; nothing is assumed of its shape. */
export interface CatalogFiles {
  readonly models: unknown;
  readonly regions: unknown;
  readonly quotas: unknown;
  readonly prices: unknown;
  readonly bedrock: unknown;
  readonly sources: unknown;
}

export interface CatalogFileProblem {
  /** `prices.json` */
  readonly file: string;
  /** Where in the file, with what identifies the row: `tokenPrices[12] (gpt-5.1, global)`. */
  readonly row: string;
  /** Path of the property inside the row; empty for the row itself. */
  readonly property: string;
  readonly message: string;
}

const schemas = {
  models: modelsFile,
  regions: regionsFile,
  quotas: quotasFile,
  prices: pricesFile,
  bedrock: bedrockFile,
  sources: sourcesFile,
} as const satisfies Record<keyof CatalogFiles, z.ZodType>;

/**
 * Every problem of the files: first their shape, then, for files whose shape is right, what they refer to (regions,
 * sources, region sets) and rows that say the same thing twice.
 */
export function validateCatalog(files: CatalogFiles): readonly CatalogFileProblem[] {
  const problems: CatalogFileProblem[] = [];
  const valid: Partial<Record<keyof CatalogFiles, unknown>> = {};
  for (const name of Object.keys(schemas) as (keyof CatalogFiles)[]) {
    const parsed = schemas[name].safeParse(files[name]);
    if (parsed.success) valid[name] = parsed.data;
    else
      for (const { path, message } of parsed.error.issues)
        problems.push(locate(name, files[name], path, message));
  }
  const report: Report = (name, path, message) => {
    problems.push(locate(name, files[name], path, message));
  };
  // The shapes were parsed above, each by the schema of its own file.
  references(valid as Parameters<typeof references>[0], report);
  return problems;
}

/** One problem in one line: `prices.json, tokenPrices[12] (gpt-5.1, global), per1M: has no price`. */
export function formatFileProblem({ file, row, property, message }: CatalogFileProblem): string {
  return [file, row, property].filter((part) => part !== "").join(", ") + `: ${message}`;
}

type Path = readonly PropertyKey[];

/** Splits a path at its innermost list element, the row, and names the row by what identifies it. */
function locate(name: keyof CatalogFiles, data: unknown, path: Path, message: string): CatalogFileProblem {
  const steps = path.map((_, index) => path.slice(0, index + 1));
  const rows = steps.filter((step) => isRecord(valueAt(data, step)) && typeof step.at(-1) === "number");
  const row = rows.at(-1) ?? [];
  const identity = rows
    .map((step) => identityOf(valueAt(data, step)))
    .filter((text) => text !== "")
    .join(" ");
  return {
    file: `${name}.json`,
    row: row.length > 0 ? `${pathText(row)}${identity ? ` (${identity})` : ""}` : "",
    property: pathText(path.slice(row.length)),
    message,
  };
}

function identityOf(row: unknown): string {
  if (!isRecord(row)) return "";
  return ["id", "name", "model", "modelId", "service", "meter", "version", "sku", "zone", "region"]
    .map((key) => row[key])
    .filter((value) => typeof value === "string")
    .join(", ");
}

function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index > 0 ? "." : ""}${String(key)}`))
    .join("");
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    data,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
