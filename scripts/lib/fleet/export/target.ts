import type { FleetStack } from "../select";

/** What a hand-over is told beside the stacks. */
export interface ExportOptions {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly branch: string;
  /** Of Pulumi Cloud; for the operator with another backend, `organization`. */
  readonly organization: string;
  /** Namespace of the operator's resources. */
  readonly namespace: string;
  /** Backend URL of the state, where it is not Pulumi Cloud. */
  readonly backend?: string | undefined;
}

/** A file of a hand-over. */
export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** An engine that runs fleets, and what it cannot be told. */
export interface ExportTarget {
  readonly files: (stacks: readonly FleetStack[], options: ExportOptions) => readonly ExportedFile[];
  /** What `cornerstone fleet` does and this engine does not, so that nobody finds out later. */
  readonly lacks: readonly string[];
  /** What remains to be done by hand, once. */
  readonly remains: readonly string[];
}
