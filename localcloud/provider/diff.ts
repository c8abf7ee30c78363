import { normalizeLocation } from "../arm/id";
import { type DiffKind, type DiffResult, type Value, type Values, isValues } from "./core";
import { createBeforeDelete } from "./check";
import type { Definition } from "./definition";

/** Compares inputs with inputs, as the real provider does: what a service changed by itself is for `refresh` to find. */
export function diffInputs(definition: Definition, oldInputs: Values, news: Values): DiffResult {
  const replacing = new Set([
    ...definition.pathParameters,
    ...(definition.schema.inputs.has("location") ? ["location"] : []),
    ...(definition.row.forceNew ?? []),
  ]);
  const detailedDiff: Record<string, DiffKind> = {};
  const visit = (old: Value | undefined, next: Value | undefined, path: string) => {
    if (path === createBeforeDelete || same(old, next, path)) return;
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
    const isElement = path.endsWith("]");
    // Elements that come and go never replace a resource, only a changed one can.
    const replaces = replacing.has(path.replace(/\[\d+\]/g, "[]")) && !(isElement && kind !== "update");
    detailedDiff[path] = replaces ? `${kind}Replace` : kind;
  };
  visit(oldInputs, news, "");
  const replaces = Object.keys(detailedDiff).filter((path) => detailedDiff[path]?.endsWith("Replace"));
  return {
    changes: Object.keys(detailedDiff).length > 0,
    detailedDiff,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && oldInputs[createBeforeDelete] !== true,
  };
}

function same(old: Value | undefined, next: Value | undefined, path: string): boolean {
  if (old === next) return true;
  return (
    path === "location" &&
    typeof old === "string" &&
    typeof next === "string" &&
    normalizeLocation(old) === normalizeLocation(next)
  );
}
