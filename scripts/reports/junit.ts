import { newJUnitReport } from "../lib/junit-report";
import { isBlocking } from "./report";
import type { ReportFinding, ReviewReport, RuleGroup } from "./report";
import { exemptionText, outcomeWords, printable, sourceText } from "./words";

/**
 * The report as JUnit XML, which every build server shows: a suite for each rule, a test for each resource. A failure is a
 * failure, a broken rule an error; what is unknown is skipped (failed, where the stack holds unknowns against it), what is
 * exempted too.
 */
export function renderJUnit(report: ReviewReport): string {
  const root = newJUnitReport();
  for (const group of report.groups) {
    const suite = root
      .testSuite()
      .name(printable(`${group.rule.id} ${group.rule.title}`))
      .timestamp(report.time);
    for (const finding of group.findings) {
      const test = suite
        .testCase()
        .className(printable(`${finding.type}.${finding.name}`))
        .name(printable(group.rule.name));
      const exempt = exemptionText(finding, report);
      const said = `${outcomeWords[finding.outcome]}: ${finding.message}`;
      const why = printable(exempt === undefined ? said : `${exempt}\n${said}`);
      if (exempt !== undefined) {
        test.skipped();
      } else if (finding.outcome === "fail" || isBlocking(report, group.rule, finding)) {
        test.failure(printable(finding.message || why), group.rule.severity);
      } else if (finding.outcome === "broken") {
        test.error(why, "broken rule");
      } else if (finding.outcome !== "pass") {
        test.skipped();
      }
      if (finding.outcome !== "pass") {
        // A skipped test has no message in this format: why it is skipped stands here.
        test.standardOutput(printable([why, ...details(group, finding)].join("\n")));
      }
    }
  }
  return root.build();
}

function details({ rule }: RuleGroup, finding: ReportFinding): string[] {
  const source = sourceText(finding);
  return [
    finding.urn,
    ...(finding.path === undefined ? [] : [`property: ${finding.path}`]),
    ...(source === undefined ? [] : [`source: ${source}`]),
    ...(finding.outcome === "fail" ? [`fix: ${rule.fix.text}`] : []),
    rule.url,
  ];
}
