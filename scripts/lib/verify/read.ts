/** The objects in a list; empty for what is none. */
export function records(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value)
    ? (value as unknown[]).filter(
        (one): one is Record<string, unknown> => typeof one === "object" && one !== null,
      )
    : [];
}

/** The value at a dotted path. */
export function valueIn(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (at, part) =>
        typeof at === "object" && at !== null ? (at as Record<string, unknown>)[part] : undefined,
      value,
    );
}

/** The text at a dotted path; undefined for anything else. */
export function textIn(value: unknown, path: string): string | undefined {
  const found = valueIn(value, path);
  return typeof found === "string" ? found : undefined;
}

/** How to undo what somebody changed in the cloud. */
export const drifted =
  "Somebody changed it outside of Pulumi: `cornerstone drift` shows what, `cornerstone refresh` and `cornerstone up` bring it back.";
