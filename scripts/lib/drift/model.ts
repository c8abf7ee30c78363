import type { ChangedProperty, FindingLine } from "../../reports/pull-request/model";

/** A resource that is not as the state has it. */
export interface DriftedResource {
  readonly urn: string;
  readonly type: string;
  /** Without the part that every name begins with. */
  readonly name: string;
  readonly kind: "changed" | "deleted";
  /** What differs, secrets masked; empty for a deleted one. */
  readonly properties: readonly Omit<ChangedProperty, "replaces">[];
  /** Present where data is lost with a deleted resource. */
  readonly data?: string;
  /** How many other resources need it. */
  readonly dependents: number;
}

/** What was changed outside of Pulumi in one stack. */
export interface StackDrift {
  readonly stack: string;
  readonly drifted: readonly DriftedResource[];
  /** Workloads that use a drifted resource, directly or through others. */
  readonly workloads: readonly string[];
  /** Rules that hold for the state and not for what the cloud has. */
  readonly broken: readonly FindingLine[];
  /** Resources that are as they should be. */
  readonly unchanged: number;
  /** Present where the stack could not be asked. */
  readonly failure?: string;
}
