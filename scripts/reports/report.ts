import { createHash } from "node:crypto";
import { graphToJson } from "../../graph/json";
import type { GraphBasis, ResourceGraph, ResourceNode, SourcePosition, Urn } from "../../graph/types";
import type { Level, Pack, UnknownHandling } from "../../policies/packs";
import type { Finding, Rule, Severity } from "../../policies/rule";

export const outcomes = ["fail", "broken", "unknown", "pass", "notApplicable"] as const;
export type Outcome = (typeof outcomes)[number];

export const severities = ["critical", "high", "medium", "low"] as const satisfies readonly Severity[];

/** One rule's outcome on one resource, with what a reader needs to act on it. */
export interface ReportFinding {
  readonly outcome: Outcome;
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  /** Property path inside the resource, where one property is at fault. */
  readonly path?: string;
  /** Why; empty for a pass. */
  readonly message: string;
  /** The line that constructs the resource, or the nearest component around it. */
  readonly source?: SourcePosition;
}

export type ReportRule = Pick<
  Rule,
  "id" | "name" | "title" | "severity" | "why" | "fix" | "controls" | "url"
> & {
  /** `mandatory` when any pack of the review says so. */
  readonly level: Level;
};

export interface RuleGroup {
  readonly rule: ReportRule;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Failures first, then broken, unknown, passed and not applicable ones. */
  readonly findings: readonly ReportFinding[];
}

/**
 * `fail`: a mandatory rule fails (or is unknown, where the stack holds unknowns against it). `incomplete`: none does, but a
 * rule broke, so that nobody can say that all pass. `pass`: else, advisory failures notwithstanding.
 */
export type ReportVerdict = "pass" | "fail" | "incomplete";

/** What a review found. Every renderer prints this one model, so that no two can disagree. */
export interface ReviewReport {
  readonly project: string;
  readonly stack: string;
  /** What was judged: a program's intent is not proof of what is deployed. */
  readonly basis: GraphBasis;
  /** SHA-256 of the judged graph (secrets left out): the same graph has the same one. */
  readonly graphHash: string;
  readonly time: Date;
  readonly packs: readonly { readonly name: string; readonly version: string; readonly title: string }[];
  readonly unknowns: UnknownHandling;
  readonly verdict: ReportVerdict;
  readonly counts: {
    readonly resources: number;
    readonly rules: number;
    readonly outcomes: Readonly<Record<Outcome, number>>;
    /** Failures by the severity of their rule. */
    readonly failures: Readonly<Record<Severity, number>>;
    /** Failures of mandatory rules. */
    readonly mandatoryFailures: number;
  };
  /** The most severe first, mandatory before advisory. Rules that judged nothing are there too, without findings. */
  readonly groups: readonly RuleGroup[];
}

export interface ReviewInput {
  readonly graph: ResourceGraph;
  readonly findings: readonly Finding[];
  readonly rules: readonly Rule[];
  /** The packs that chose the rules. A rule in none of them is advisory. */
  readonly packs: readonly Pack[];
  /** @default "warn" */
  readonly unknowns?: UnknownHandling;
  readonly time: Date;
}

/** Throws when a finding is of a rule or a resource that the review does not know: a report must account for all. */
export function buildReport(input: ReviewInput): ReviewReport {
  const { graph, findings, rules, packs, unknowns = "warn", time } = input;
  const nodes = new Map(graph.resources.map((node) => [node.urn, node]));
  const byRule = new Map<string, ReportFinding[]>(rules.map(({ id }) => [id, []]));
  for (const finding of findings) {
    const group = byRule.get(finding.ruleId);
    const node = nodes.get(finding.urn);
    if (group === undefined || node === undefined) {
      throw new Error(`a finding is of ${finding.ruleId} on ${finding.urn}, which the review does not hold`);
    }
    group.push(reportFinding(finding, node, nodes));
  }
  const groups = rules
    .map((rule) => groupOf(rule, levelOf(rule.id, packs), byRule.get(rule.id) ?? []))
    .sort(compareGroups);
  const failing = groups.filter(({ counts }) => counts.fail > 0);
  const failures = (wanted: (rule: ReportRule) => boolean) =>
    failing.reduce((sum, { rule, counts }) => sum + (wanted(rule) ? counts.fail : 0), 0);
  return {
    project: graph.project,
    stack: graph.stack,
    basis: graph.basis,
    graphHash: createHash("sha256").update(graphToJson(graph)).digest("hex"),
    time,
    packs: packs.map(({ name, version, title }) => ({ name, version, title })),
    unknowns,
    verdict: verdictOf(groups, unknowns),
    counts: {
      resources: graph.resources.length,
      rules: rules.length,
      outcomes: count(groups.flatMap((group) => group.findings)),
      failures: {
        critical: failures(({ severity }) => severity === "critical"),
        high: failures(({ severity }) => severity === "high"),
        medium: failures(({ severity }) => severity === "medium"),
        low: failures(({ severity }) => severity === "low"),
      },
      mandatoryFailures: failures(({ level }) => level === "mandatory"),
    },
    groups,
  };
}

/** Whether a finding is held against the stack, by its rule's level and the handling of unknowns. */
export function isBlocking(
  report: Pick<ReviewReport, "unknowns">,
  rule: ReportRule,
  outcome: Outcome,
): boolean {
  return (
    rule.level === "mandatory" &&
    (outcome === "fail" || (outcome === "unknown" && report.unknowns === "fail"))
  );
}

function verdictOf(groups: readonly RuleGroup[], unknowns: UnknownHandling): ReportVerdict {
  const has = (wanted: (rule: ReportRule, outcome: Outcome) => boolean) =>
    groups.some(({ rule, findings }) => findings.some(({ outcome }) => wanted(rule, outcome)));
  if (has((rule, outcome) => isBlocking({ unknowns }, rule, outcome))) {
    return "fail";
  }
  return has((_, outcome) => outcome === "broken") ? "incomplete" : "pass";
}

function groupOf(rule: Rule, level: Level, findings: readonly ReportFinding[]): RuleGroup {
  const { id, name, title, severity, why, fix, controls, url } = rule;
  return {
    rule: { id, name, title, severity, why, fix, controls, url, level },
    counts: count(findings),
    findings: [...findings].sort(
      (a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) || compare(a.urn, b.urn),
    ),
  };
}

function compareGroups(a: RuleGroup, b: RuleGroup): number {
  return (
    severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity) ||
    // "advisory" comes before "mandatory" in the alphabet, after it in a report.
    -compare(a.rule.level, b.rule.level) ||
    compare(a.rule.id, b.rule.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function levelOf(ruleId: string, packs: readonly Pack[]): Level {
  return packs.some(({ levels }) => levels[ruleId] === "mandatory") ? "mandatory" : "advisory";
}

function reportFinding(
  finding: Finding,
  node: ResourceNode,
  nodes: ReadonlyMap<Urn, ResourceNode>,
): ReportFinding {
  const { outcome, urn, message, path } = finding;
  const source = sourceOf(node, nodes);
  return {
    outcome,
    urn,
    type: node.type,
    name: node.name,
    ...(path !== undefined && path !== "" && { path }),
    message,
    ...(source !== undefined && { source }),
  };
}

function sourceOf(node: ResourceNode, nodes: ReadonlyMap<Urn, ResourceNode>): SourcePosition | undefined {
  let at: ResourceNode | undefined = node;
  while (at !== undefined && at.sourcePosition === undefined) {
    at = nodes.get(at.parent ?? "");
  }
  return at?.sourcePosition;
}

function count(findings: readonly ReportFinding[]): Record<Outcome, number> {
  const counts = { fail: 0, broken: 0, unknown: 0, pass: 0, notApplicable: 0 };
  for (const { outcome } of findings) {
    counts[outcome]++;
  }
  return counts;
}
