import { createHash } from "node:crypto";
import { graphToJson } from "../../graph/json";
import type { Attestation } from "../../policies/attestations/attestation";
import {
  ExemptionBook,
  isExemptionError,
  type Exemption,
  type ExemptionUse,
} from "../../policies/exemptions";
import type { GraphBasis, ResourceGraph, ResourceNode, SourcePosition, Urn } from "../../graph/types";
import type { Level, Pack, UnknownHandling } from "../../policies/packs";
import type { Finding, Rule, Severity } from "../../policies/rule";
import type { Comparison } from "./compare";
import { coverageOf, type FrameworkCoverage } from "./coverage";

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
  /** Index of the exemption that covers it, in `exemptions` of the report. The outcome stays what it is. */
  readonly exemption?: number;
}

/** An exemption as a report shows it. */
export interface ReportExemption extends Omit<Exemption, "line">, Omit<ExemptionUse, "exemption"> {
  /** `stacks/exemptions/prod.yaml:3`, where it is known. */
  readonly source?: SourcePosition;
}

/** Failures by severity, and those of mandatory rules. */
export interface FailureCounts {
  readonly failures: Readonly<Record<Severity, number>>;
  readonly mandatoryFailures: number;
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
  /** What the verdict would be if nothing were exempted. */
  readonly rawVerdict: ReportVerdict;
  /** Everything that was found, exempted or not. */
  readonly counts: FailureCounts & {
    readonly resources: number;
    readonly rules: number;
    readonly outcomes: Readonly<Record<Outcome, number>>;
    /** How much of the above is exempted: the difference is what stays open. */
    readonly exempted: FailureCounts & { readonly outcomes: Readonly<Record<Outcome, number>> };
  };
  /** The most severe first, mandatory before advisory. Rules that judged nothing are there too, without findings. */
  readonly groups: readonly RuleGroup[];
  readonly exemptions: readonly ReportExemption[];
  readonly frameworks: readonly FrameworkCoverage[];
  /** Every resource that was judged, components left out. */
  readonly resources: readonly ReportResource[];
  /** Set where the report holds only what a change introduces. */
  readonly comparison?: Comparison;
}

export interface ReportResource {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly source?: SourcePosition;
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
  /** @default none */
  readonly exemptions?: readonly Exemption[];
  /** The file that the exemptions are from, relative to the project. */
  readonly exemptionsFile?: string;
  /** @default none */
  readonly attestations?: readonly Attestation[];
  /** Frameworks that the stack declares. @default none */
  readonly frameworks?: readonly string[];
}

/** Throws when a finding is of a rule or a resource that the review does not know: a report must account for all. */
export function buildReport(input: ReviewInput): ReviewReport {
  const {
    graph,
    findings,
    rules,
    packs,
    unknowns = "warn",
    time,
    exemptions = [],
    attestations = [],
  } = input;
  const nodes = new Map(graph.resources.map((node) => [node.urn, node]));
  const byRule = new Map<string, ReportFinding[]>(rules.map(({ id }) => [id, []]));
  const book = new ExemptionBook(exemptions, { rules, packs, now: time });
  for (const finding of findings) {
    const group = byRule.get(finding.ruleId);
    const node = nodes.get(finding.urn);
    if (group === undefined || node === undefined) {
      throw new Error(`a finding is of ${finding.ruleId} on ${finding.urn}, which the review does not hold`);
    }
    const exemption = book.find(finding);
    group.push({
      ...reportFinding(finding, node, nodes),
      ...(exemption !== undefined && { exemption: exemptions.indexOf(exemption) }),
    });
  }
  const groups = rules
    .map((rule) => groupOf(rule, levelOf(rule.id, packs), byRule.get(rule.id) ?? []))
    .sort(compareGroups);
  const uses = book.uses();
  const rawVerdict = verdictOf(withoutExemptions(groups), unknowns);
  return {
    project: graph.project,
    stack: graph.stack,
    basis: graph.basis,
    graphHash: createHash("sha256").update(graphToJson(graph)).digest("hex"),
    time,
    packs: packs.map(({ name, version, title }) => ({ name, version, title })),
    unknowns,
    // A wrong exemption is an error of the review, whatever the rest says.
    verdict: uses.some(isExemptionError) ? "fail" : verdictOf(groups, unknowns),
    rawVerdict,
    counts: countsOf(groups, graph.resources.length),
    groups,
    exemptions: uses.map((use) => reportExemption(use, input.exemptionsFile)),
    frameworks: coverageOf({ groups, attestations, declared: input.frameworks ?? [], time }),
    resources: graph.resources
      .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
      .map(({ urn, type, name, ...node }) => {
        const source = sourceOf({ urn, type, name, ...node }, nodes);
        return { urn, type, name, ...(source !== undefined && { source }) };
      }),
  };
}

/** The numbers of a report, by its groups alone. */
export function countsOf(groups: readonly RuleGroup[], resources: number): ReviewReport["counts"] {
  const all = groups.flatMap(({ rule, findings }) => findings.map((finding) => ({ rule, finding })));
  const numbers = (chosen: typeof all) => {
    const failures = { critical: 0, high: 0, medium: 0, low: 0 };
    let mandatoryFailures = 0;
    for (const { rule, finding } of chosen) {
      if (finding.outcome !== "fail") continue;
      failures[rule.severity]++;
      if (rule.level === "mandatory") mandatoryFailures++;
    }
    return { outcomes: count(chosen.map(({ finding }) => finding)), failures, mandatoryFailures };
  };
  const exempted = numbers(all.filter(({ finding }) => finding.exemption !== undefined));
  return { resources, rules: groups.length, ...numbers(all), exempted };
}

/** Whether a finding waits for somebody: it fails, broke or is unknown, and nobody exempted it. */
export function isOpen({ outcome, exemption }: ReportFinding): boolean {
  return exemption === undefined && (outcome === "fail" || outcome === "broken" || outcome === "unknown");
}

/** How many findings of an outcome stay when the exempted ones are taken away. */
export function openCount({ counts }: Pick<ReviewReport, "counts">, outcome: Outcome): number {
  return counts.outcomes[outcome] - counts.exempted.outcomes[outcome];
}

/** Whether a finding is held against the stack, by its rule's level, its exemption and the handling of unknowns. */
export function isBlocking(
  report: Pick<ReviewReport, "unknowns">,
  rule: Pick<ReportRule, "level">,
  { outcome, exemption }: Pick<ReportFinding, "outcome" | "exemption">,
): boolean {
  return (
    rule.level === "mandatory" &&
    exemption === undefined &&
    (outcome === "fail" || (outcome === "unknown" && report.unknowns === "fail"))
  );
}

/** The verdict over findings, exempted ones left aside. */
export function verdictOf(groups: readonly RuleGroup[], unknowns: UnknownHandling): ReportVerdict {
  const has = (wanted: (rule: ReportRule, finding: ReportFinding) => boolean) =>
    groups.some(({ rule, findings }) => findings.some((finding) => wanted(rule, finding)));
  if (has((rule, finding) => isBlocking({ unknowns }, rule, finding))) {
    return "fail";
  }
  return has((_, { outcome }) => outcome === "broken") ? "incomplete" : "pass";
}

function withoutExemptions(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  return groups.map((group) => ({ ...group, findings: group.findings.map(unexempted) }));
}

function unexempted(finding: ReportFinding): ReportFinding {
  const { exemption, ...found } = finding;
  return exemption === undefined ? finding : found;
}

function reportExemption({ exemption, ...use }: ExemptionUse, file: string | undefined): ReportExemption {
  const { line, ...record } = exemption;
  const source = file !== undefined && line !== undefined ? { file, line, column: 1 } : undefined;
  return { ...record, ...use, ...(source !== undefined && { source }) };
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

export function count(findings: readonly ReportFinding[]): Record<Outcome, number> {
  const counts = { fail: 0, broken: 0, unknown: 0, pass: 0, notApplicable: 0 };
  for (const { outcome } of findings) {
    counts[outcome]++;
  }
  return counts;
}
