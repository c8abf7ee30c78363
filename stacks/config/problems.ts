/** One thing that is wrong with the configuration of a stack, where it is, and how to put it right. */
export interface ConfigProblem {
  /** The stack file, e.g. `stacks/Pulumi.prod.yaml`. */
  readonly file: string;
  /** Where in the stack's configuration: `models.deployments[0].sku`. */
  readonly path: string;
  /** What stands there; undefined when nothing does. */
  readonly value: unknown;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What may stand there instead. */
  readonly allowed?: string;
  /** What to do about it. */
  readonly fix: string;
  /** Line in the file, from 1. Known when the text of the file was given. */
  readonly line?: number;
  /** Column in the file, from 1. Known when the text of the file was given. */
  readonly column?: number;
}

/** Lays problems out for a reader: where, what is wrong, what is allowed, what to do. No colour codes. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  return problems.map(formatProblem).join("\n\n");
}

function formatProblem(problem: ConfigProblem): string {
  const position = problem.line === undefined ? "" : `:${problem.line}:${problem.column ?? 1}`;
  const lines = [
    `${problem.file}${position}`,
    `  ${problem.path}: ${problem.message}`,
    ...(problem.allowed === undefined ? [] : [`  allowed: ${problem.allowed}`]),
    `  fix: ${problem.fix}`,
  ];
  return lines.join("\n");
}

/** Shows a value in a message: as JSON, cut where it would fill the line. */
export function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
