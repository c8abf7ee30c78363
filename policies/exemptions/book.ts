import type { Finding } from "../rule";
import type { Exemption, ExemptionUse } from "./exemption";
import { judgeExemption, type ExemptionContext, type ExemptionJudgement } from "./judge";
import { matcherOf, type Matcher } from "./target";

interface Entry {
  readonly exemption: Exemption;
  readonly judgement: ExemptionJudgement;
  readonly matches: Matcher;
  count: number;
  rival?: Exemption;
}

/**
 * The exemptions of a stack on one day. Findings are shown to it one by one, as a review and the engine come by them; it says
 * which of them are exempted, and at the end what became of each exemption.
 */
export class ExemptionBook {
  private readonly byRule = new Map<string, Entry[]>();
  private readonly entries: readonly Entry[];

  constructor(exemptions: readonly Exemption[], context: ExemptionContext) {
    this.entries = exemptions.map((exemption) => {
      const judgement = judgeExemption(exemption, context);
      const matches =
        judgement.status === "refused" ? matcherOrNone(exemption) : matcherOf(exemption.resource);
      return { exemption, judgement, matches, count: 0 };
    });
    for (const entry of this.entries) {
      const { rule } = entry.exemption;
      this.byRule.set(rule, [...(this.byRule.get(rule) ?? []), entry]);
    }
  }

  /**
   * The exemption that covers the finding. None does where two would: which of the two people answers for it must be clear.
   * Only what fails or cannot be known is exempted; a rule that broke judged nothing.
   */
  find(finding: Pick<Finding, "ruleId" | "urn" | "outcome">): Exemption | undefined {
    if (finding.outcome !== "fail" && finding.outcome !== "unknown") return undefined;
    const matching = (this.byRule.get(finding.ruleId) ?? []).filter(({ matches }) => matches(finding.urn));
    const active = matching.filter(({ judgement }) => judgement.status === "active");
    for (const entry of matching) entry.count++;
    const [only, rival] = active;
    if (only !== undefined && rival !== undefined) {
      for (const entry of active) entry.rival = (entry === only ? rival : only).exemption;
      return undefined;
    }
    return only?.exemption;
  }

  /** What became of each exemption, in the order of the file. */
  uses(): readonly ExemptionUse[] {
    return this.entries.map(useOf);
  }
}

/** Whether an exemption is an error that a review must not pass over: a review with one does not pass. */
export function isExemptionError({ status }: Pick<ExemptionUse, "status">): boolean {
  return status === "refused" || status === "ambiguous";
}

function useOf({ exemption, judgement, count, rival }: Entry): ExemptionUse {
  const { status, daysLeft, problem } = judgement;
  const about = { exemption, daysLeft, matches: count };
  if (rival !== undefined) {
    const other = rival.line === undefined ? rival.resource : `line ${rival.line} (${rival.resource})`;
    return {
      ...about,
      status: "ambiguous",
      problem: `another exemption from ${exemption.rule} matches the same resource: ${other}; remove one`,
    };
  }
  if (status !== "active") return { ...about, status, ...(problem !== undefined && { problem }) };
  return count > 0
    ? { ...about, status }
    : { ...about, status, problem: "it matches nothing that fails: remove it, or correct rule and resource" };
}

function matcherOrNone({ resource }: Exemption): Matcher {
  try {
    return matcherOf(resource);
  } catch {
    return () => false;
  }
}
