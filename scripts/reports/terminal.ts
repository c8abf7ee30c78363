import Table from "cli-table3";
import pc from "picocolors";
import { isBlocking, isOpen, openCount, outcomes } from "./report";
import type { Outcome, ReportExemption, ReportFinding, ReviewReport, RuleGroup } from "./report";
import {
  basisOf,
  counted,
  daysText,
  exemptionText,
  exemptionWords,
  fixedText,
  outcomeWords,
  packsText,
  printable,
  sourceText,
  verdictLine,
} from "./words";

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
  const groups = report.groups
    .map((group) => ({ ...group, findings: group.findings.filter((finding) => verbose || isOpen(finding)) }))
    .filter(({ findings }) => findings.length > 0);
  const exemptions = report.exemptions.filter(
    ({ status, problem }) => status === "active" || problem !== undefined,
  );
  const fixed = report.comparison?.fixed ?? [];
  if (groups.length === 0 && exemptions.length === 0 && fixed.length === 0) {
    return `${verdict}\n`;
  }
  return [
    ...groups.flatMap((group) => [...ruleLines(group, report, colors, columns), ""]),
    ...(fixed.length === 0
      ? []
      : [colors.bold("Fixed"), ...fixed.map((each) => `  ${colors.green("+")} ${fixedText(each)}`), ""]),
    ...(exemptions.length === 0
      ? []
      : [
          colors.bold("Exemptions"),
          ...exemptions.flatMap((each) => exemptionLines(each, colors, columns)),
          "",
        ]),
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
  const blocking = findings.some((finding) => isBlocking(report, rule, finding));
  const severity = blocking ? colors.red(rule.severity) : colors.yellow(rule.severity);
  const curable = findings.some(({ outcome }) => outcome === "fail");
  return [
    `${colors.bold(rule.id)} ${severity} ${rule.level}`,
    ...wrap(rule.title, columns, "  ").map(colors.bold),
    ...findings.flatMap((finding) => findingLines(finding, report, colors, columns)),
    ...(curable ? wrap(`fix: ${rule.fix.text}`, columns, "  ").map(colors.cyan) : []),
  ];
}

function findingLines(
  finding: ReportFinding,
  report: ReviewReport,
  colors: Colors,
  columns: number,
): string[] {
  const exempt = exemptionText(finding, report);
  const paint = finding.outcome === "fail" || finding.outcome === "broken" ? colors.red : colors.yellow;
  const kind = finding.type.split(":").at(-1) ?? finding.type;
  const place = [finding.path, sourceText(finding)].filter(Boolean).join(", ");
  return [
    `  ${paint(`${signs[finding.outcome]} ${outcomeWords[finding.outcome]}`)} ${kind} ${printable(finding.name)}`,
    ...(finding.message === "" ? [] : wrap(printable(finding.message), columns, "    ")),
    ...(exempt === undefined ? [] : wrap(printable(exempt), columns, "    ").map(colors.green)),
    ...(place === "" ? [] : wrap(printable(place), columns, "    ").map(colors.dim)),
  ];
}

function exemptionLines(exemption: ReportExemption, colors: Colors, columns: number): string[] {
  const { rule, resource, status, daysLeft, matches, problem, reason, owner, ticket } = exemption;
  const paint = { active: colors.green, future: colors.yellow, expired: colors.yellow }[status as string];
  const state = `${exemptionWords[status]}, ${daysText(daysLeft)}, ${counted(matches, "finding")}`;
  return [
    `  ${colors.bold(rule)} ${(paint ?? colors.red)(state)} ${printable(resource)}`,
    ...wrap(printable(`${reason} (${owner}, ${ticket})`), columns, "    ").map(colors.dim),
    ...(problem === undefined ? [] : wrap(printable(problem), columns, "    ").map(paint ?? colors.red)),
  ];
}

/** What was found; where exemptions are, what stays open beneath it. */
function countTable(report: ReviewReport): string {
  const both = report.exemptions.length > 0;
  const table = new Table({
    head: [...(both ? [""] : []), ...outcomes.map((outcome) => outcomeWords[outcome])],
    colAligns: [...(both ? ["left" as const] : []), ...outcomes.map(() => "right" as const)],
    style: { head: [], border: [] },
  });
  table.push([
    ...(both ? ["found"] : []),
    ...outcomes.map((outcome) => String(report.counts.outcomes[outcome])),
  ]);
  if (both)
    table.push(["after exemptions", ...outcomes.map((outcome) => String(openCount(report, outcome)))]);
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
