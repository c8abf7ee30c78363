import type { Draft } from "../draft";
import type { Path } from "../path";
import type { AnyStackConfig, AwsStackConfig, StackConfig } from "../schema";

/** What a check sees beside the configuration. */
export interface CheckContext {
  /** The day that the configuration is judged on. */
  readonly on: Date;
  /** Whether something is written at a path, valid or not. */
  readonly given: (path: Path) => boolean;
  /** The valid parts of another stack, by its name; undefined where it has no file that can be read. */
  readonly beside?: ((stack: string) => Draft<AwsStackConfig> | undefined) | undefined;
}

/** What a check found: a problem without what its caller knows (the file, the value, the position). */
export interface CheckFinding {
  readonly path: Path;
  /** Whether the key at the path is at fault, not the value under it. */
  readonly onKey?: true;
  readonly message: string;
  readonly allowed?: string;
  readonly fix: string;
}

/**
 * Judges what one value means for another. Pure; a value that is undefined is wrong in itself, already reported, and
 * must not be judged again.
 */
export type Check<Config = StackConfig> = (
  config: Draft<Config>,
  context: CheckContext,
) => readonly CheckFinding[];

/** The sections that stacks of either cloud have: a check of these alone holds for both. */
export type CommonSections = Pick<
  AnyStackConfig,
  "environment" | "residency" | "compliance" | "workloads" | "operations"
>;

/** The valid elements of a list, each with its place. */
export function elements<T>(
  list: readonly (T | undefined)[] | undefined,
  path: Path,
): readonly { readonly value: T; readonly path: Path }[] {
  return (list ?? []).flatMap((value, index) =>
    value === undefined ? [] : [{ value, path: [...path, index] }],
  );
}

/** The accounts of a draft, each with its place. */
export function accountsOf(config: Draft<StackConfig>) {
  return elements(config.models?.accounts, ["models", "accounts"]);
}

/** The deployments of a draft, each with its place. */
export function deploymentsOf(config: Draft<StackConfig>) {
  return elements(config.models?.deployments, ["models", "deployments"]);
}

/** The workloads of a draft, each with its place. */
export function workloadsOf(config: Draft<Pick<CommonSections, "workloads">>) {
  return elements(config.workloads, ["workloads"]);
}
