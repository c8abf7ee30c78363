import { openCount } from "./report";
import type { FailureCounts, Outcome, ReportFinding, ReviewReport } from "./report";
import type { FixedFinding } from "./compare";
import type { ControlStatus } from "./coverage";
import { isExemptionError, type ExemptionStatus } from "../../policies/exemptions";

/** How every report names an outcome. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  fail: "failed",
  broken: "broken",
  unknown: "unknown",
  pass: "passed",
  notApplicable: "not applicable",
};

/** How every report names what is known of a control. */
export const statusWords: Readonly<Record<ControlStatus, string>> = {
  failing: "failing",
  unknown: "unknown",
  lapsed: "attestation lapsed",
  exempt: "exempt",
  notAssessed: "not assessed",
  notApplicable: "nothing to judge",
  attested: "attested",
  met: "checks pass",
};

/** How every report names the state of an exemption. */
export const exemptionWords: Readonly<Record<ExemptionStatus, string>> = {
  active: "in force",
  future: "not yet",
  expired: "expired",
  refused: "refused",
  ambiguous: "ambiguous",
};

const basisWords = {
  program: "the program, before deployment",
  preview: "a preview, before deployment",
  state: "the deployed state",
} as const;

/** What was judged, in words: `the program, before deployment`. */
export function basisOf(report: ReviewReport): string {
  return basisWords[report.basis];
}

/**
 * The verdict in one line: `prod fails: 3 failures (1 critical, 2 high), 2 of mandatory rules`. Counts what is open; what is
 * exempted is named beside it.
 */
export function verdictLine(report: ReviewReport): string {
  const { outcomes, rules, resources, exempted } = report.counts;
  const { failures, mandatoryFailures } = openFailures(report);
  const fail = openCount(report, "fail");
  const broken = openCount(report, "broken");
  const unknown = openCount(report, "unknown");
  const exempt = exempted.outcomes.fail + exempted.outcomes.unknown;
  const errors = report.exemptions.filter(isExemptionError).length;
  const parts = [
    fail > 0 &&
      `${counted(fail, "failure")} (${Object.entries(failures)
        .filter(([, number]) => number > 0)
        .map(([severity, number]) => `${number} ${severity}`)
        .join(", ")}), ${mandatoryFailures} of mandatory rules`,
    broken > 0 && `${counted(broken, "check")} broken`,
    unknown > 0 && `${unknown} unknown`,
    errors > 0 && `${counted(errors, "exemption")} in error`,
  ].filter((part) => part !== false);
  const scope = `${counted(rules, "rule")} on ${counted(resources, "resource")}`;
  const { comparison } = report;
  if (comparison) {
    const verb = { pass: "passes", fail: "fails", incomplete: "could not be judged in full" }[report.verdict];
    const news = parts.length === 0 ? "introduces nothing" : `introduces ${parts.join("; ")}`;
    return `the change of ${report.stack} ${verb}: ${news}; fixes ${comparison.fixed.length}; ${comparison.unchanged} as in ${comparison.base}`;
  }
  const verb = { pass: "passes", fail: "fails", incomplete: "could not be judged in full" }[report.verdict];
  return [
    `${report.stack} ${verb}: ${parts.length === 0 ? `${outcomes.pass} checks passed, ${scope}` : parts.join("; ")}`,
    ...(exempt > 0 ? [`${exempt} exempted`] : []),
  ].join("; ");
}

/** Failures that nobody exempted, by severity. */
export function openFailures({ counts }: Pick<ReviewReport, "counts">): FailureCounts {
  const open = (severity: keyof FailureCounts["failures"]) =>
    counts.failures[severity] - counts.exempted.failures[severity];
  return {
    failures: { critical: open("critical"), high: open("high"), medium: open("medium"), low: open("low") },
    mandatoryFailures: counts.mandatoryFailures - counts.exempted.mandatoryFailures,
  };
}

/** `CS-0002 AI accounts cannot be reached … : account-name, cured`. */
export function fixedText({ ruleId, title, name, how }: FixedFinding): string {
  const why = { cured: "cured", exempted: "exempted, not cured", gone: "the resource or the rule is gone" }[
    how
  ];
  return printable(`${ruleId} ${title} ${name}: ${why}`);
}

/** `3 days left`, `last day`, `expired 2 days ago`. */
export function daysText(daysLeft: number): string {
  if (daysLeft === 0) return "last day";
  return daysLeft > 0 ? `${counted(daysLeft, "day")} left` : `expired ${counted(-daysLeft, "day")} ago`;
}

/** Why a finding is exempted: `exempt until 2026-12-01: reason (owner, ticket)`. Undefined when it is not. */
export function exemptionText(finding: ReportFinding, report: ReviewReport): string | undefined {
  const exemption = finding.exemption === undefined ? undefined : report.exemptions[finding.exemption];
  return (
    exemption &&
    `exempt until ${exemption.expires}: ${exemption.reason} (${exemption.owner}, ${exemption.ticket})`
  );
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `stacks/azure/accounts.ts:36`, or undefined. */
export function sourceText(finding: Pick<ReportFinding, "source">): string | undefined {
  return finding.source && `${finding.source.file}:${finding.source.line}`;
}

/** The packs of the review: `baseline 1.0.0, residency 1.0.0`. */
export function packsText(report: ReviewReport): string {
  return report.packs.map(({ name, version }) => `${name} ${version}`).join(", ") || "no packs";
}

/** `gdpr 32(1)(b), hipaa 164.312(a)(1)`. */
export function controlsText(controls: readonly { framework: string; control: string }[]): string {
  return controls.map(({ framework, control }) => `${framework} ${control}`).join(", ");
}

/** `text` without control characters that no XML document or terminal should get, newlines and tabs kept. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd");
}
