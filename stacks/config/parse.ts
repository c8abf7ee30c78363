import type { ConfigProblem } from "./problems";
import { stackConfigSchema, type StackConfig } from "./schema";

/** A complete configuration, or everything that is wrong with it. */
export type StackConfigResult =
  | { readonly ok: true; readonly config: StackConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads the configuration of a stack: `raw` holds the value of each section by its name, `file` is named in problems.
 */
export function parseStackConfig(raw: Record<string, unknown>, file: string): StackConfigResult {
  const result = stackConfigSchema.safeParse(raw);
  if (result.success) return { ok: true, config: result.data };
  return {
    ok: false,
    problems: result.error.issues.map((issue) => ({
      file,
      path: issue.path.join("."),
      value: issue.input,
      message: issue.message,
      fix: "correct the value",
    })),
  };
}
