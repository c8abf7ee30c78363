import type { Cloud } from "./cloud";
import type { Platform } from "./platform";

/** How one look at the platform ended. What could not be looked at is skipped, and never a pass. */
export type Outcome =
  | { readonly result: "pass"; readonly evidence: string }
  | { readonly result: "fail"; readonly evidence: string; readonly fix: string }
  | { readonly result: "skipped"; readonly reason: string };

/** One thing that a check looks at: an endpoint, a deployment, a caller. */
export interface Case<C = Cloud> {
  readonly subject: string;
  /** Looks that must have passed: where one did not, its failure is the one to read. */
  readonly needs?: readonly Need[];
  /** @throws Unreachable when the cloud cannot be asked */
  readonly run: (cloud: C) => Promise<Outcome>;
}

export interface Need {
  readonly check: string;
  readonly subject: string;
}

/**
 * When a check runs: what stands, then calls, then what calls leave behind, then what disturbs the platform (one at a time).
 * A case may need only cases of an earlier phase.
 */
export const phases = ["structure", "calls", "telemetry", "exercises"] as const;
export type Phase = (typeof phases)[number];

/** What a check is called. */
export interface CheckTitle {
  /** Stable, e.g. `private-names`. */
  readonly id: string;
  /** One sentence in the positive. */
  readonly title: string;
  /** How it is looked at. */
  readonly how: string;
  readonly phase: Phase;
  /** True where the cloud takes minutes to come to it: a failure is looked at again for as long as `--wait` says. */
  readonly eventual?: boolean;
}

/** A check of a platform on a cloud: on Azure, unless it says otherwise. */
export interface Check<P = Platform, C = Cloud> extends CheckTitle {
  readonly cases: (platform: P, cloud: C) => readonly Case<C>[];
}

/** The cloud itself does not answer, or refuses whoever asks: nothing can be said of the platform. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
  /** @param passing true where another try may succeed: a broken connection, too many requests */
  constructor(
    message: string,
    readonly passing: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const pass = (evidence: string): Outcome => ({ result: "pass", evidence });
export const fail = (evidence: string, fix: string): Outcome => ({ result: "fail", evidence, fix });
export const skipped = (reason: string): Outcome => ({ result: "skipped", reason });
