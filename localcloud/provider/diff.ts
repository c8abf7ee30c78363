import { normalizeLocation } from "../arm/id";
import { type DiffKind, type DiffResult, type Value, type Values, isValues } from "./core";
import { createBeforeDelete } from "./check";
import type { Definition } from "./definition";

/** What one provider's comparison of inputs takes into account. */
export interface DiffRules {
  /** Whether a change at this path, `a.b[].c`, makes another resource. */
  replaces(path: string): boolean;
  /** Whether two values that differ mean the same. */
  same?(old: Value | undefined, next: Value | undefined, path: string): boolean;
  /** Inputs that are the provider's own marks. */
  readonly ignored: readonly string[];
}

/** Compares inputs with inputs, as the real providers do: what a service changed by itself is for `refresh` to find. */
export function compareInputs(
  oldInputs: Values,
  news: Values,
  rules: DiffRules,
): Omit<DiffResult, "deleteBeforeReplace"> {
  const detailedDiff: Record<string, DiffKind> = {};
  const visit = (old: Value | undefined, next: Value | undefined, path: string) => {
    if (rules.ignored.includes(path) || old === next || rules.same?.(old, next, path)) return;
    if (isValues(old) && isValues(next)) {
      for (const name of new Set([...Object.keys(old), ...Object.keys(next)])) {
        visit(old[name], next[name], path === "" ? name : `${path}.${name}`);
      }
      return;
    }
    if (Array.isArray(old) && Array.isArray(next)) {
      for (let index = 0; index < Math.max(old.length, next.length); index++) {
        visit((old as Value[])[index], (next as Value[])[index], `${path}[${index}]`);
      }
      return;
    }
    const kind = old === undefined ? "add" : next === undefined ? "delete" : "update";
    detailedDiff[path] =
      rules.replaces(path.replace(/\[\d+\]/g, "[]")) && !isElement(path, kind) ? `${kind}Replace` : kind;
  };
  visit(oldInputs, news, "");
  return {
    changes: Object.keys(detailedDiff).length > 0,
    detailedDiff,
    replaces: Object.keys(detailedDiff).filter((path) => detailedDiff[path]?.endsWith("Replace")),
  };
}

/** Elements that come and go never replace a resource, only a changed one can. */
function isElement(path: string, kind: DiffKind): boolean {
  return path.endsWith("]") && kind !== "update";
}

/** The diff of azure-native. */
export function diffInputs(definition: Definition, oldInputs: Values, news: Values): DiffResult {
  const replacing = new Set([
    ...definition.pathParameters,
    ...(definition.schema.inputs.has("location") ? ["location"] : []),
    ...(definition.row.forceNew ?? []),
  ]);
  const result = compareInputs(oldInputs, news, {
    replaces: (path) => replacing.has(path),
    same: sameLocation,
    ignored: [createBeforeDelete],
  });
  return {
    ...result,
    deleteBeforeReplace: result.replaces.length > 0 && oldInputs[createBeforeDelete] !== true,
  };
}

function sameLocation(old: Value | undefined, next: Value | undefined, path: string): boolean {
  return (
    path === "location" &&
    typeof old === "string" &&
    typeof next === "string" &&
    normalizeLocation(old) === normalizeLocation(next)
  );
}
