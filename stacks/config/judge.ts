import { checks } from "./checks/index";
import type { CheckContext, CheckFinding } from "./checks/check";
import { salvage } from "./draft";
import { valueAt } from "./path";
import { schemaProblems } from "./schema-problems";
import { stackConfigSchema, type StackConfig } from "./schema";

/** A configuration, judged. */
export interface Judgement {
  /** The complete configuration; undefined when anything is wrong with it. */
  readonly config: StackConfig | undefined;
  /** What is wrong, values first, then relations between values. */
  readonly findings: readonly CheckFinding[];
}

/** Holds the sections of a stack to the schema and to every check, on a day. */
export function judge(raw: Record<string, unknown>, on: Date): Judgement {
  const context: CheckContext = { on, given: (path) => valueAt(raw, path) !== undefined };
  const parsed = stackConfigSchema.safeParse(raw);
  const draft = parsed.success ? parsed.data : (salvage(stackConfigSchema, raw) ?? {});
  const findings = [
    ...(parsed.success ? [] : schemaProblems(stackConfigSchema, raw, parsed.error.issues)),
    ...checks.flatMap((check) => check(draft, context)),
  ];
  return { config: findings.length === 0 ? parsed.data : undefined, findings };
}
