import type { Urn } from "./types";

/** One reason why a program does not stand up. */
export interface ProgramProblem {
  /** The resource at fault, where one is. */
  readonly urn?: Urn;
  readonly message: string;
}

/**
 * A program that fails: it threw, or the cloud refuses what it asks for. Every reason that a run brought to light is in
 * `problems`; the message lists them all, without stack traces (`cause` has the first error as it was thrown).
 */
export class ProgramError extends Error {
  constructor(
    readonly problems: readonly ProgramProblem[],
    options?: ErrorOptions,
  ) {
    super(describe(problems), options);
    this.name = "ProgramError";
  }
}

function describe(problems: readonly ProgramProblem[]): string {
  const lines = problems.map(({ urn, message }) => (urn === undefined ? message : `${urn}: ${message}`));
  return lines.length === 1
    ? `the program failed: ${lines[0] ?? ""}`
    : [`the program failed in ${lines.length} places:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
