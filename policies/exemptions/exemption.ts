import type { Severity } from "../rule";
import type { Day } from "./day";

/** A decision that a rule need not hold for a resource for a while, and who answers for it. */
export interface Exemption {
  /** ID of the rule, `CS-0002`. */
  readonly rule: string;
  /** A URN, or `<type>::<name>` where `*` in the name stands for any characters. */
  readonly resource: string;
  /** Why the risk is accepted. */
  readonly reason: string;
  /** Where it was decided: a ticket's number or address. */
  readonly ticket: string;
  /** Who answers for the risk: an email address. */
  readonly owner: string;
  /** The first day on which it holds. */
  readonly created: Day;
  /** The last day on which it holds. */
  readonly expires: Day;
  /** What limits the risk meanwhile. */
  readonly compensatingControl?: string;
  /** Where it is written, for messages. */
  readonly line?: number;
}

/**
 * `active`: holds today. `future` and `expired`: not yet, no longer. `refused`: breaks the rules of exemptions. `ambiguous`:
 * another one matches the same finding, so that neither holds for it.
 */
export type ExemptionStatus = "active" | "future" | "expired" | "refused" | "ambiguous";

/** The most days between `created` and `expires`, by the severity of the rule. */
export const maximumDays: Readonly<Record<Severity, number>> = {
  critical: 30,
  high: 90,
  medium: 180,
  low: 365,
};

/** What became of an exemption in a review. */
export interface ExemptionUse {
  readonly exemption: Exemption;
  readonly status: ExemptionStatus;
  /** Full days until it ends, today not counted: 0 on the last day, negative afterwards. */
  readonly daysLeft: number;
  /** How many findings it exempts; for one that does not hold, how many it would. */
  readonly matches: number;
  /** Why it does not hold, or that it matches nothing. */
  readonly problem?: string;
}
