import type { ExitCode } from "../failure";

/** What a fleet can be asked for, stack by stack. */
export const fleetVerbs = ["preview", "up", "review", "drift"] as const;
export type FleetVerb = (typeof fleetVerbs)[number];

/** One stack's part of a fleet run, as a worker gets it. */
export interface FleetTask {
  readonly verb: FleetVerb;
  readonly stack: string;
  readonly local: boolean;
  /** Folder of the run: the worker leaves `<stack>.log` and `<stack>.json` there. */
  readonly folder: string;
}

/**
 * How a stack ended. `ok`, `findings`, `usage` and `failed` are the exit codes of the verb; `timeout`: it was cut at the time
 * limit; `stopped`: the user ended the run; `waiting`: it was not begun.
 */
export type StackStatus = "ok" | "findings" | "usage" | "failed" | "timeout" | "stopped" | "waiting";

export interface FleetFinding {
  /** The rule: id and title, as the reports name it. */
  readonly rule: string;
  readonly mandatory: boolean;
  /** How many resources of the stack break it. */
  readonly resources: number;
}

/** What a worker answers. */
export interface TaskResult {
  readonly code: ExitCode;
  /** One line: what it did, or why it failed. */
  readonly headline: string;
  readonly findings: readonly FleetFinding[];
}

/** One stack of a fleet run, in its record and report. */
export interface StackOutcome {
  readonly stack: string;
  readonly status: StackStatus;
  readonly headline: string;
  readonly findings: readonly FleetFinding[];
  readonly seconds: number;
  /** True where a run before this one did it (`--resume`). */
  readonly earlier?: boolean;
}

export interface FleetReport {
  readonly version: 1;
  readonly verb: FleetVerb;
  readonly local: boolean;
  readonly parallel: number;
  readonly seconds: number;
  readonly stacks: readonly StackOutcome[];
}

export const statusOfCode: Readonly<Record<ExitCode, StackStatus>> = {
  0: "ok",
  1: "findings",
  2: "usage",
  3: "failed",
};

/** Whether a stack need not be done again. An `up` with findings was stopped by a policy: it did not stand up. */
export function isFinished(verb: FleetVerb, status: StackStatus): boolean {
  return status === "ok" || (status === "findings" && verb !== "up");
}
