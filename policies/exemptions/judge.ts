import type { Level } from "../packs/pack";
import type { Severity } from "../rule";
import { dayOf, daysBetween, isDay } from "./day";
import { maximumDays } from "./exemption";
import type { Exemption, ExemptionStatus } from "./exemption";
import { matcherOf } from "./target";

/** What exemptions need to know of a pack. */
export interface ExemptingPack {
  readonly name: string;
  readonly levels: Readonly<Record<string, Level>>;
  /** Rules of severity `critical` that may be exempted. @default none */
  readonly criticalExemptions?: readonly string[];
}

/** What exemptions need to know of a rule. */
export interface ExemptedRule {
  readonly id: string;
  readonly severity: Severity;
}

/** What an exemption is judged by. */
export interface ExemptionContext {
  readonly rules: readonly ExemptedRule[];
  /** A critical rule may be exempted only where every pack that weighs it allows that. */
  readonly packs: readonly ExemptingPack[];
  readonly now: Date;
}

export interface ExemptionJudgement {
  readonly status: ExemptionStatus;
  readonly daysLeft: number;
  readonly problem?: string;
}

/** What is wrong with a record in itself, whatever the day and the rules. Undefined when nothing is. */
export function flawOf({ resource, created, expires }: Exemption): string | undefined {
  for (const [field, day] of Object.entries({ created, expires }))
    if (!isDay(day)) return `${field} is "${day}", must be a day like 2026-11-22`;
  if (expires < created) return `it expires (${expires}) before it begins (${created})`;
  try {
    matcherOf(resource);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

/** Whether an exemption holds today. It holds on the days `created` and `expires` themselves. */
export function judgeExemption(exemption: Exemption, context: ExemptionContext): ExemptionJudgement {
  const today = dayOf(context.now);
  const flaw = flawOf(exemption) ?? excessOf(exemption, context);
  const daysLeft = isDay(exemption.expires) ? daysBetween(today, exemption.expires) : -1;
  if (flaw !== undefined) return { status: "refused", daysLeft, problem: flaw };
  if (today < exemption.created)
    return { status: "future", daysLeft, problem: `it begins on ${exemption.created}` };
  if (today > exemption.expires)
    return {
      status: "expired",
      daysLeft,
      problem: `it expired on ${exemption.expires}: fix the resource and remove it, or decide anew`,
    };
  return { status: "active", daysLeft };
}

/** Whether it asks for more than its rule's severity and the packs allow. */
function excessOf(exemption: Exemption, { rules, packs }: ExemptionContext): string | undefined {
  const rule = rules.find(({ id }) => id === exemption.rule);
  // A rule that this review does not hold is somebody else's to judge; it shows as unused.
  if (rule === undefined) return undefined;
  const days = daysBetween(exemption.created, exemption.expires);
  const most = maximumDays[rule.severity];
  if (days > most)
    return `it lasts ${days} days; for a rule of severity ${rule.severity} ${most} is the most`;
  if (rule.severity !== "critical") return undefined;
  const refusing = packs.find(
    ({ levels, criticalExemptions = [] }) =>
      levels[rule.id] !== undefined && !criticalExemptions.includes(rule.id),
  );
  if (refusing) return `the rule is critical, and the pack ${refusing.name} allows no exemption from it`;
  return exemption.compensatingControl === undefined
    ? "the rule is critical: say in compensatingControl what limits the risk meanwhile"
    : undefined;
}
