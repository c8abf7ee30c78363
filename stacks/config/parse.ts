import { judge, type Beside } from "./judge";
import { formatPath, valueAt } from "./path";
import type { CheckFinding } from "./checks/check";
import type { ConfigProblem } from "./problems";
import type { AnyStackConfig } from "./schema";

/** A complete configuration, or everything that is wrong with it. */
export type StackConfigResult =
  | { readonly ok: true; readonly config: AnyStackConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** What a configuration is judged by, beside itself. */
export interface ParseOptions {
  /**
   * The day that it is judged on: models retire.
   * @default today
   */
  readonly on?: Date;
  /**
   * Other stacks that it may name: what it means for them is judged too.
   * @default none is known
   */
  readonly beside?: Beside;
}

/**
 * Reads the configuration of a stack: `raw` holds the value of each section by its name, `file` is named in problems.
 * Every problem is reported at once, those of single values first, then those between values.
 */
export function parseStackConfig(
  raw: Record<string, unknown>,
  file: string,
  options: ParseOptions = {},
): StackConfigResult {
  const { config, findings } = judge(raw, options.on ?? new Date(), options.beside);
  if (config) return { ok: true, config };
  return { ok: false, problems: findings.map((finding) => toProblem(finding, raw, file)) };
}

/** Completes a finding with the file and the value that stands at its path. */
export function toProblem(finding: CheckFinding, raw: unknown, file: string): ConfigProblem {
  const { path, message, allowed, fix } = finding;
  return {
    file,
    path: formatPath(path),
    value: valueAt(raw, path),
    message,
    ...(allowed === undefined ? {} : { allowed }),
    fix,
  };
}
