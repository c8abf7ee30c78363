import { z } from "zod";
import { count, countsOf, isOpen, outcomes, verdictOf } from "./report";
import type { Outcome, ReportFinding, ReviewReport } from "./report";

/** A finding that a change cures: it was open in the base, and is not any more. */
export interface FixedFinding {
  readonly ruleId: string;
  readonly title: string;
  readonly urn: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly message: string;
  /** `cured`: it passes now. `exempted`: it still fails, and somebody accepts that. `gone`: resource or rule is not there any more. */
  readonly how: "cured" | "exempted" | "gone";
}

/** What a report was compared with. The report itself then holds only what the change introduces. */
export interface Comparison {
  /** A file, or a git reference and its commit. */
  readonly base: string;
  readonly introduced: number;
  readonly fixed: readonly FixedFinding[];
  /** Open findings that were there before. */
  readonly unchanged: number;
}

/** What a comparison reads of a saved JSON report; whatever else it holds does not matter. */
const baseSchema = z.object({
  version: z.literal(1),
  groups: z.array(
    z.object({
      rule: z.object({ id: z.string(), title: z.string() }),
      findings: z.array(
        z.object({
          outcome: z.enum(outcomes),
          urn: z.string(),
          name: z.string(),
          path: z.string().optional(),
          message: z.string(),
          exemption: z.number().optional(),
        }),
      ),
    }),
  ),
});

/** A saved report, as far as a comparison needs it. */
export type BaseReport = z.infer<typeof baseSchema>;

/**
 * Reads a report that `cornerstone review --json` wrote.
 *
 * @throws Error that says what is wrong with it
 */
export function readBase(text: string): BaseReport {
  const parsed = baseSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `it is no report of \`cornerstone review --json\`: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
  );
}

/**
 * The report with only what the change introduces: findings that are open and were not open in the base. What passes is left
 * out; the verdict is that of the change.
 */
export function compareReports(base: BaseReport, head: ReviewReport, name: string): ReviewReport {
  const before = new Map(
    base.groups.flatMap(({ rule, findings }) =>
      findings
        .filter((finding) => isOpen(finding as ReportFinding))
        .map((finding) => [keyOf(rule.id, finding), { rule, finding }] as const),
    ),
  );
  const open = new Set<string>();
  const groups = head.groups.map((group) => {
    const findings = group.findings.filter((finding) => {
      if (!isOpen(finding)) return false;
      const key = keyOf(group.rule.id, finding);
      open.add(key);
      const known = before.get(key)?.finding.outcome;
      // What was unknown and now fails is news; what failed and now is unknown is not.
      return known === undefined || (finding.outcome === "fail" && known !== "fail");
    });
    return { ...group, findings, counts: count(findings) };
  });
  const introduced = groups.reduce((sum, { findings }) => sum + findings.length, 0);
  const now = indexOf(head);
  const fixed = [...before]
    .filter(([key]) => !open.has(key))
    .map(([, { rule, finding }]): FixedFinding => {
      const { urn, outcome, message } = finding;
      const how = now.get(keyOf(rule.id, finding)) ?? "gone";
      return { ruleId: rule.id, title: rule.title, urn, name: finding.name, outcome, message, how };
    });
  const verdict = verdictOf(groups, head.unknowns);
  return {
    ...head,
    groups,
    verdict,
    rawVerdict: verdict,
    counts: countsOf(groups, head.counts.resources),
    comparison: { base: name, introduced, fixed, unchanged: open.size - introduced },
  };
}

/** Neither text nor line: a finding stays the same one when either changes. */
function keyOf(ruleId: string, { urn }: { readonly urn: string }): string {
  return `${ruleId} ${urn}`;
}

function indexOf(report: ReviewReport): ReadonlyMap<string, "cured" | "exempted"> {
  return new Map(
    report.groups.flatMap(({ rule, findings }) =>
      findings.map(
        ({ urn, exemption }) =>
          [`${rule.id} ${urn}`, exemption === undefined ? "cured" : "exempted"] as const,
      ),
    ),
  );
}
