import { printable } from "../../reports/words";
import { newJUnitReport } from "../junit-report";
import type { Console } from "../console";
import { wrapText } from "../plain-table";
import type { Finding } from "./run";
import { type CheckSummary, type Verification, byCheck, said } from "./result";

/** For people: a line a check, and under it whatever did not pass. */
export function renderTable(
  verification: Verification,
  { color, columns }: { readonly color: Console["dataColor"]; readonly columns: number },
): string {
  const summaries = byCheck(verification);
  const width = Math.max(...summaries.map(({ check }) => check.id.length));
  const signs = { pass: color.green("✓"), fail: color.red("✗"), skipped: color.yellow("-") };
  return summaries
    .flatMap(({ check, findings, result }) => [
      `${signs[result]} ${color.bold(check.id.padEnd(width))}  ${check.title} ${color.dim(countsOf(findings))}`,
      ...findings.filter((one) => one.result === "fail").flatMap((one) => failed(one, columns, color)),
      ...skippedOf(findings).map((line) => color.dim(wrapText(`    skipped: ${line}`, columns, "      "))),
    ])
    .join("\n");
}

function countsOf(findings: readonly Finding[]): string {
  const passed = findings.filter(({ result }) => result === "pass").length;
  return `(${passed} of ${findings.length})`;
}

function failed(finding: Finding, columns: number, color: Console["dataColor"]): readonly string[] {
  if (finding.result !== "fail") return [];
  return [
    wrapText(`    ${finding.subject}: ${finding.evidence}`, columns, "      ").replace(
      finding.subject,
      color.bold(finding.subject),
    ),
    color.dim(wrapText(`      fix: ${finding.fix}`, columns, "      ")),
  ];
}

/** Many cases are skipped for one reason: the reason is told once. */
function skippedOf(findings: readonly Finding[]): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const finding of findings)
    if (finding.result === "skipped")
      reasons.set(finding.reason, [...(reasons.get(finding.reason) ?? []), finding.subject]);
  return [...reasons].map(([reason, subjects]) => {
    const [first = "", ...rest] = subjects;
    return `${first}${rest.length > 0 ? ` and ${rest.length} more` : ""}: ${reason}`;
  });
}

/** `31 passed, 1 failed, 4 skipped`. */
export function summaryLine({ findings }: Pick<Verification, "findings">): string {
  const count = (result: Finding["result"]): number => findings.filter((one) => one.result === result).length;
  const parts = [`${count("pass")} passed`, `${count("fail")} failed`, `${count("skipped")} skipped`];
  return parts.filter((part) => !part.startsWith("0 ") || part.endsWith("passed")).join(", ");
}

export function renderJson(verification: Verification): string {
  const { stack, cloud, findings, milliseconds } = verification;
  const checks = byCheck(verification).map(({ check, findings: own, result }: CheckSummary) => ({
    id: check.id,
    title: check.title,
    how: check.how,
    result,
    cases: own,
  }));
  const ok = findings.every(({ result }) => result !== "fail");
  return JSON.stringify({ version: 1, stack, cloud, ok, milliseconds, checks }, null, 2);
}

/** JUnit XML: a suite a check, a test a case. */
export function renderJUnit(verification: Verification): string {
  const root = newJUnitReport();
  for (const { check, findings } of byCheck(verification)) {
    const suite = root.testSuite().name(printable(`${check.id} ${check.title}`));
    for (const finding of findings) {
      const test = suite
        .testCase()
        .className(printable(`verify.${verification.stack}.${check.id}`))
        .name(printable(finding.subject))
        .time(finding.milliseconds / 1_000);
      if (finding.result === "fail")
        test.failure(printable(finding.evidence)).standardOutput(printable(`fix: ${finding.fix}`));
      else if (finding.unreachable) test.error(printable(said(finding)), "cannot be asked");
      else if (finding.result === "skipped") test.skipped().standardOutput(printable(said(finding)));
    }
  }
  return root.build();
}
