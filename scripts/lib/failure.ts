/**
 * What the exit code tells a script. A finding is never mixed with "could not tell": CI must be able to block on the
 * one and to alarm on the other.
 */
export const exitCode = {
  /** All is well. */
  ok: 0,
  /** The command did its work, and what it looked at has findings. */
  findings: 1,
  /** The command line or the configuration is wrong: nothing was started. */
  usage: 2,
  /** The engine or the cloud failed. */
  failed: 3,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** An error that a user can act on: printed as it is, without a stack trace unless `--verbose` asks. */
export class Failure extends Error {
  override readonly name = "Failure";
  /** @param hint what to do next, on a line of its own */
  constructor(
    message: string,
    readonly code: ExitCode,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
