import type { Outcome, ReportFinding, ReviewReport } from "./report";

/** How every report names an outcome. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  fail: "failed",
  broken: "broken",
  unknown: "unknown",
  pass: "passed",
  notApplicable: "not applicable",
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

/** The verdict in one line: `prod fails: 3 failures (1 critical, 2 high), 2 of mandatory rules`. */
export function verdictLine(report: ReviewReport): string {
  const { outcomes, failures, mandatoryFailures, rules, resources } = report.counts;
  const parts = [
    outcomes.fail > 0 &&
      `${counted(outcomes.fail, "failure")} (${Object.entries(failures)
        .filter(([, number]) => number > 0)
        .map(([severity, number]) => `${number} ${severity}`)
        .join(", ")}), ${mandatoryFailures} of mandatory rules`,
    outcomes.broken > 0 && `${counted(outcomes.broken, "check")} broken`,
    outcomes.unknown > 0 && `${outcomes.unknown} unknown`,
  ].filter((part) => part !== false);
  const scope = `${counted(rules, "rule")} on ${counted(resources, "resource")}`;
  const verb = { pass: "passes", fail: "fails", incomplete: "could not be judged in full" }[report.verdict];
  return `${report.stack} ${verb}: ${parts.length === 0 ? `${outcomes.pass} checks passed, ${scope}` : parts.join("; ")}`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `stacks/azure/accounts.ts:36`, or undefined. */
export function sourceText(finding: ReportFinding): string | undefined {
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
