import { outcomes, severities } from "./report";
import type { ReportFinding, ReviewReport, RuleGroup } from "./report";
import { basisOf, controlsText, counted, outcomeWords, packsText, sourceText, verdictLine } from "./words";

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
    .filter(({ counts }) => counts.fail + counts.broken + counts.unknown > 0)
    .map(section);
  const parts = [...head(report)];
  let length = parts.join("\n").length;
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
  return `${parts.join("\n")}\n`;
}

function head(report: ReviewReport): string[] {
  const sign = { pass: "✅", fail: "❌", incomplete: "⚠️" }[report.verdict];
  const { counts } = report;
  return [
    `### ${sign} ${escape(verdictLine(report))}`,
    "",
    `| ${outcomes.map((outcome) => outcomeWords[outcome]).join(" | ")} |`,
    `| ${outcomes.map(() => "---:").join(" | ")} |`,
    `| ${outcomes.map((outcome) => counts.outcomes[outcome]).join(" | ")} |`,
    "",
    ...(counts.outcomes.fail === 0
      ? []
      : [
          `Failures by severity: ${severities.map((severity) => `${severity} ${counts.failures[severity]}`).join(", ")}`,
          "",
        ]),
    `Judged: ${basisOf(report)} of \`${report.project}/${report.stack}\`, ${counted(counts.resources, "resource")} ` +
      `(graph \`${report.graphHash.slice(0, 12)}\`), by ${escape(packsText(report))}, ${report.time.toISOString()}.`,
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
