import Table from "cli-table3";
import pc from "picocolors";
import { isBlocking, outcomes } from "./report";
import type { Outcome, ReportFinding, ReviewReport, RuleGroup } from "./report";
import { basisOf, outcomeWords, packsText, printable, sourceText, verdictLine } from "./words";

type Colors = ReturnType<typeof pc.createColors>;

export interface TerminalOptions {
  /** @default no colour */
  readonly colors?: Colors;
  /** The width of the terminal. @default 100 */
  readonly columns?: number;
  /** Prints the table of counts of a clean review too, and passes. @default false */
  readonly verbose?: boolean;
}

const signs: Readonly<Record<Outcome, string>> = {
  fail: "x",
  broken: "!",
  unknown: "?",
  pass: "+",
  notApplicable: "-",
};

/**
 * The report for a person at a terminal: what is wrong and how to cure it, the verdict last, where the eye is. A review without
 * anything to say is one line.
 */
export function renderTerminal(report: ReviewReport, options: TerminalOptions = {}): string {
  const { colors = pc.createColors(false), columns = 100, verbose = false } = options;
  const verdict = verdictText(report, colors);
  const notable = (outcome: Outcome) => verbose || !["pass", "notApplicable"].includes(outcome);
  const groups = report.groups
    .map((group) => ({ ...group, findings: group.findings.filter(({ outcome }) => notable(outcome)) }))
    .filter(({ findings }) => findings.length > 0);
  if (groups.length === 0) {
    return `${verdict}\n`;
  }
  return [
    ...groups.flatMap((group) => [...ruleLines(group, report, colors, columns), ""]),
    countTable(report),
    ...wrap(
      `judged ${basisOf(report)}, ${report.counts.resources} resources, by ${packsText(report)}`,
      columns,
      "",
    ).map(colors.dim),
    verdict,
    "",
  ].join("\n");
}

function ruleLines(group: RuleGroup, report: ReviewReport, colors: Colors, columns: number): string[] {
  const { rule, findings } = group;
  const blocking = findings.some(({ outcome }) => isBlocking(report, rule, outcome));
  const severity = blocking ? colors.red(rule.severity) : colors.yellow(rule.severity);
  const curable = findings.some(({ outcome }) => outcome === "fail");
  return [
    `${colors.bold(rule.id)} ${severity} ${rule.level}`,
    ...wrap(rule.title, columns, "  ").map(colors.bold),
    ...findings.flatMap((finding) => findingLines(finding, colors, columns)),
    ...(curable ? wrap(`fix: ${rule.fix.text}`, columns, "  ").map(colors.cyan) : []),
  ];
}

function findingLines(finding: ReportFinding, colors: Colors, columns: number): string[] {
  const paint = finding.outcome === "fail" || finding.outcome === "broken" ? colors.red : colors.yellow;
  const kind = finding.type.split(":").at(-1) ?? finding.type;
  const place = [finding.path, sourceText(finding)].filter(Boolean).join(", ");
  return [
    `  ${paint(`${signs[finding.outcome]} ${outcomeWords[finding.outcome]}`)} ${kind} ${printable(finding.name)}`,
    ...(finding.message === "" ? [] : wrap(printable(finding.message), columns, "    ")),
    ...(place === "" ? [] : wrap(printable(place), columns, "    ").map(colors.dim)),
  ];
}

function countTable(report: ReviewReport): string {
  const table = new Table({
    head: outcomes.map((outcome) => outcomeWords[outcome]),
    colAligns: outcomes.map(() => "right" as const),
    style: { head: [], border: [] },
  });
  table.push(outcomes.map((outcome) => String(report.counts.outcomes[outcome])));
  return table.toString();
}

function verdictText(report: ReviewReport, colors: Colors): string {
  const paint = { pass: colors.green, fail: colors.red, incomplete: colors.yellow }[report.verdict];
  return paint(verdictLine(report));
}

/** Lines of at most `columns` characters, broken between words; a word that is longer has a line of its own. */
function wrap(text: string, columns: number, indent: string): string[] {
  const width = Math.max(20, columns - indent.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => `${indent}${each}`);
}
