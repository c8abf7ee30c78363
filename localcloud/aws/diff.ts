import type { DiffResult, Value, Values } from "../provider/core";
import { compareInputs } from "../provider/diff";
import { defaultsKey } from "./check";
import type { AwsDefinition } from "./definition";

/**
 * The diff of the bridged provider. A resource whose name the program chose is deleted before its replacement is made:
 * the two could not stand side by side (`nameRequiresDeleteBeforeReplace` in pkg/tfbridge/schema.go of
 * pulumi-terraform-bridge).
 */
export function diffAwsInputs(
  { row, autoName, isRegional }: AwsDefinition,
  oldInputs: Values,
  news: Values,
): DiffResult {
  const replacing = [...(row.forceNew ?? []), ...(isRegional ? ["region"] : [])];
  const result = compareInputs(oldInputs, news, {
    // A property that replaces does so wherever inside it the change is.
    replaces: (path) =>
      replacing.some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`)),
    same: (old, next, path) => (row.policies ?? []).includes(path) && samePolicy(old, next),
    ignored: [defaultsKey],
  });
  const ownName =
    autoName !== undefined &&
    news[autoName.property] !== undefined &&
    news[autoName.property] === oldInputs[autoName.property] &&
    !(news[defaultsKey] as readonly string[] | undefined)?.includes(autoName.property);
  return {
    ...result,
    deleteBeforeReplace: result.replaces.length > 0 && (ownName || row.deleteBeforeReplace === true),
  };
}

/** The provider compares policies as JSON, not as text. */
function samePolicy(old: Value | undefined, next: Value | undefined): boolean {
  if (typeof old !== "string" || typeof next !== "string") return false;
  try {
    return canonical(JSON.parse(old)) === canonical(JSON.parse(next));
  } catch {
    return false;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
