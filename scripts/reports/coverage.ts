import { statusOf, type Attestation, type AttestationStatus } from "../../policies/attestations/attestation";
import { dayOf, daysBetween } from "../../policies/exemptions";
import { frameworks } from "../../policies/frameworks";
import type { ControlReference } from "../../policies/rule";
import type { Outcome, RuleGroup } from "./report";

/** From what needs somebody to what needs nobody. */
export const controlStatuses = [
  "failing",
  "unknown",
  "lapsed",
  "exempt",
  "notAssessed",
  "notApplicable",
  "attested",
  "met",
] as const;

/**
 * `met`: every check of it passed. `attested`: a person vouches for it, with evidence. `exempt`: what fails is exempted. `lapsed`:
 * the attestation ended. `notApplicable`: there are rules, but nothing that they judge. `notAssessed`: nothing speaks for it here.
 */
export type ControlStatus = (typeof controlStatuses)[number];

export interface AttestationView extends Attestation {
  readonly status: AttestationStatus;
  /** Full days until it ends; negative afterwards. */
  readonly daysLeft: number;
}

export interface ServingRule {
  readonly id: string;
  readonly mappedBy: ControlReference["mappedBy"];
  /** Whether it found anything to judge: the rules on AWS do not in Azure. */
  readonly judged: boolean;
}

export interface ControlCoverage {
  readonly control: string;
  readonly title: string;
  readonly status: ControlStatus;
  readonly rules: readonly ServingRule[];
  /** Outcomes of its rules before exemptions. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** How many of the failures and unknowns are exempted. */
  readonly exempted: number;
  readonly attestations: readonly AttestationView[];
}

export interface FrameworkCoverage {
  readonly key: string;
  readonly title: string;
  readonly version: string;
  readonly url: string;
  /** Whether the stack declares that it answers to the framework. */
  readonly declared: boolean;
  readonly counts: Readonly<Record<ControlStatus, number>>;
  readonly controls: readonly ControlCoverage[];
}

export interface CoverageInput {
  readonly groups: readonly RuleGroup[];
  readonly attestations: readonly Attestation[];
  /** Frameworks that the stack declares; they come first, and come even where nothing is assessed. */
  readonly declared: readonly string[];
  readonly time: Date;
}

/** What is known of each control of each framework that the stack declares, that a rule serves, or that somebody attests. */
export function coverageOf(input: CoverageInput): readonly FrameworkCoverage[] {
  const served = new Set([
    ...input.groups.flatMap(({ rule }) => rule.controls.map(({ framework }) => framework)),
    ...input.attestations.map(({ framework }) => framework),
  ]);
  const keys = new Set([...input.declared, ...[...served].sort()]);
  return [...keys].map((key) => frameworkOf(key, input));
}

function frameworkOf(key: string, input: CoverageInput): FrameworkCoverage {
  const framework = frameworks[key];
  const known = Object.entries(framework?.controls ?? {}).map(
    ([control, { title }]) => [control, title] as const,
  );
  const cited = [
    ...input.groups.flatMap(({ rule }) => rule.controls.filter((each) => each.framework === key)),
    ...input.attestations.filter((each) => each.framework === key),
  ].map(({ control }) => [control, ""] as const);
  const titles = new Map([...cited, ...known]);
  // By their numbers: an object's keys like "30" would come before all others.
  const order = [...new Set([...known, ...cited].map(([control]) => control))].sort(naturally);
  const controls = order.map((control) => controlOf(key, control, titles.get(control) ?? "", input));
  return {
    key,
    title: framework?.title ?? key,
    version: framework?.version ?? "",
    url: framework?.url ?? "",
    declared: input.declared.includes(key),
    counts: countStatuses(controls),
    controls,
  };
}

const { compare: naturally } = new Intl.Collator("en", { numeric: true });

function controlOf(framework: string, control: string, title: string, input: CoverageInput): ControlCoverage {
  const serving = input.groups.flatMap((group) =>
    group.rule.controls
      .filter((each) => each.framework === framework && each.control === control)
      .slice(0, 1)
      .map(({ mappedBy }) => ({ group, mappedBy })),
  );
  const outcomes = { fail: 0, broken: 0, unknown: 0, pass: 0, notApplicable: 0 };
  for (const { group } of serving)
    for (const outcome of Object.keys(outcomes) as Outcome[]) outcomes[outcome] += group.counts[outcome];
  const findings = serving.flatMap(({ group }) => group.findings);
  const open = (outcome: Outcome) =>
    findings.filter((finding) => finding.outcome === outcome && finding.exemption === undefined).length;
  const exempted = findings.filter(({ exemption }) => exemption !== undefined).length;
  const attestations = input.attestations
    .filter((each) => each.framework === framework && each.control === control)
    .map((each) => viewOf(each, input.time));
  const status = ((): ControlStatus => {
    if (open("fail") > 0) return "failing";
    if (open("unknown") + open("broken") > 0) return "unknown";
    if (exempted > 0) return "exempt";
    if (outcomes.pass > 0) return "met";
    if (attestations.some((each) => each.status === "valid")) return "attested";
    if (attestations.some((each) => each.status === "expired")) return "lapsed";
    return serving.length > 0 ? "notApplicable" : "notAssessed";
  })();
  return {
    control,
    title,
    status,
    rules: serving.map(({ group, mappedBy }) => ({ id: group.rule.id, mappedBy, judged: hasJudged(group) })),
    outcomes,
    exempted,
    attestations,
  };
}

function hasJudged({ counts }: RuleGroup): boolean {
  return counts.fail + counts.broken + counts.unknown + counts.pass > 0;
}

function viewOf(attestation: Attestation, time: Date): AttestationView {
  return {
    ...attestation,
    status: statusOf(attestation, time),
    daysLeft: daysBetween(dayOf(time), attestation.expires),
  };
}

function countStatuses(controls: readonly ControlCoverage[]): Record<ControlStatus, number> {
  const counts = Object.fromEntries(controlStatuses.map((status) => [status, 0])) as Record<
    ControlStatus,
    number
  >;
  for (const { status } of controls) counts[status]++;
  return counts;
}
