import { controlStatuses } from "./coverage";
import { isOpen, openCount, outcomes, severities } from "./report";
import type { ReportFinding, ReviewReport, RuleGroup } from "./report";
import {
  basisOf,
  controlsText,
  counted,
  daysText,
  exemptionWords,
  fixedText,
  openFailures,
  outcomeWords,
  packsText,
  sourceText,
  statusWords,
  verdictLine,
} from "./words";

export interface MarkdownOptions {
  /** The most characters, so that the report fits a comment of a pull request. @default 60 000 (GitHub takes 65,536) */
  readonly maxLength?: number;
}

/**
 * The report as GitHub-flavoured Markdown: verdict and counts first, then each rule that fails, breaks or cannot be judged,
 * with its fix. What does not fit is counted, never dropped silently.
 */
export function renderMarkdown(report: ReviewReport, options: MarkdownOptions = {}): string {
  const { maxLength = 60_000 } = options;
  const sections = report.groups
    .map((group) => ({ ...group, findings: group.findings.filter(isOpen) }))
    .filter(({ findings }) => findings.length > 0)
    .map(section);
  const parts = [...head(report)];
  const tail = [...fixedList(report), ...coverageTable(report), ...exemptionTable(report)];
  let length = [...parts, ...tail].join("\n").length;
  let left = sections.length;
  for (const text of sections) {
    length += text.length + 1;
    if (length > maxLength - 200) {
      break;
    }
    parts.push(text);
    left--;
  }
  if (left > 0) {
    parts.push("", `**${counted(left, "more rule")} with findings did not fit here: see the JSON report.**`);
  }
  return `${[...parts, ...(length > maxLength ? [] : tail)].join("\n")}\n`;
}

function fixedList({ comparison }: ReviewReport): string[] {
  if (comparison === undefined || comparison.fixed.length === 0) return [];
  return [
    "",
    "#### Fixed by this change",
    "",
    ...comparison.fixed.map((each) => `- ${escape(fixedText(each))}`),
  ];
}

/** A row for each framework: how many of its controls are in which state, those that nothing assesses too. */
function coverageTable({ frameworks, comparison }: ReviewReport): string[] {
  if (frameworks.length === 0 || comparison) return [];
  return [
    "",
    "<details><summary>Framework coverage</summary>",
    "",
    `| framework | controls | ${controlStatuses.map((status) => statusWords[status]).join(" | ")} |`,
    `| --- | ---: | ${controlStatuses.map(() => "---:").join(" | ")} |`,
    ...frameworks.map(
      ({ title, declared, controls, counts }) =>
        `| ${escape(title)}${declared ? "" : " (not declared)"} | ${controls.length} | ${controlStatuses.map((status) => counts[status]).join(" | ")} |`,
    ),
    "",
    "</details>",
  ];
}

function exemptionTable({ exemptions }: ReviewReport): string[] {
  if (exemptions.length === 0) return [];
  return [
    "",
    "#### Exemptions",
    "",
    "| rule | resource | state | until | findings | why | owner |",
    "| --- | --- | --- | --- | ---: | --- | --- |",
    ...exemptions.map(
      ({ rule, resource, status, expires, daysLeft, matches, reason, problem, owner, ticket }) => {
        const why = [escape(reason), problem && `**${escape(problem)}**`].filter(Boolean).join("; ");
        return `| ${rule} | ${code(resource)} | ${exemptionWords[status]} | ${expires}, ${daysText(daysLeft)} | ${matches} | ${why} | ${escape(owner)}, ${escape(ticket)} |`;
      },
    ),
  ];
}

function head(report: ReviewReport): string[] {
  const sign = { pass: "✅", fail: "❌", incomplete: "⚠️" }[report.verdict];
  const { counts } = report;
  const { failures } = openFailures(report);
  return [
    `### ${sign} ${escape(verdictLine(report))}`,
    "",
    ...countTable(report),
    "",
    ...(openCount(report, "fail") === 0
      ? []
      : [
          `Failures by severity: ${severities.map((severity) => `${severity} ${failures[severity]}`).join(", ")}`,
          "",
        ]),
    `Judged: ${basisOf(report)} of \`${report.project}/${report.stack}\`, ${counted(counts.resources, "resource")} ` +
      `(graph \`${report.graphHash.slice(0, 12)}\`), by ${escape(packsText(report))}, ${report.time.toISOString()}.`,
  ];
}

/** What was found; where exemptions are, what stays open beneath it. */
function countTable(report: ReviewReport): string[] {
  const both = report.exemptions.length > 0;
  const row = (label: string, cells: readonly (string | number)[]) =>
    `| ${[...(both ? [label] : []), ...cells].join(" | ")} |`;
  const counts = outcomes.map((outcome) => report.counts.outcomes[outcome]);
  const open = outcomes.map((outcome) => openCount(report, outcome));
  return [
    row(
      "",
      outcomes.map((outcome) => outcomeWords[outcome]),
    ),
    row(
      "---",
      outcomes.map(() => "---:"),
    ),
    row("found", counts),
    ...(both ? [row("after exemptions", open)] : []),
  ];
}

function section({ rule, counts, findings }: RuleGroup): string {
  const open = findings.filter(({ outcome }) => outcome === "fail" || outcome === "broken");
  const unknown = findings.filter(({ outcome }) => outcome === "unknown");
  const controls = controlsText(rule.controls);
  return [
    "",
    `#### ${rule.id} ${escape(rule.title)}`,
    "",
    `**${rule.severity}**, ${rule.level}; ${counts.fail} failed, ${counts.broken} broken, ${counts.unknown} unknown, ` +
      `${counts.pass} passed. ${escape(rule.why)}`,
    ...(open.length > 0 ? ["", ...table(open)] : []),
    ...(unknown.length > 0
      ? [
          "",
          `<details><summary>${counted(unknown.length, "resource")} cannot be judged yet</summary>`,
          "",
          ...table(unknown),
          "",
          "</details>",
        ]
      : []),
    "",
    `Fix: ${escape(rule.fix.text)} ([documentation](${rule.url}))`,
    ...(rule.fix.code === undefined ? [] : ["", ...fenced(rule.fix.code)]),
    ...(controls === "" ? [] : ["", `Controls: ${escape(controls)}`]),
  ].join("\n");
}

function table(findings: readonly ReportFinding[]): string[] {
  return [
    "| outcome | resource | what | where |",
    "| --- | --- | --- | --- |",
    ...findings.map((finding) => {
      const kind = finding.type.split(":").at(-1) ?? finding.type;
      const what = [finding.path && code(finding.path), escape(finding.message)].filter(Boolean).join(": ");
      return `| ${outcomeWords[finding.outcome]} | ${escape(kind)} ${code(finding.name)} | ${what} | ${escape(sourceText(finding) ?? "")} |`;
    }),
  ];
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}ts`, text.trim(), fence];
}

function code(text: string): string {
  // A pipe ends a table's cell even inside code.
  return `\`${text.replace(/`/g, "'").replace(/\s+/g, " ").replace(/\|/g, "\\|")}\``;
}

/** Text that Markdown and HTML leave as it is, on one line. */
function escape(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/([\\`*_[\]|#~])/g, "\\$1")
    .replace(/@(?=\w)/g, "@\u200b");
}
