import { code, counted, head, plain, row } from "../../reports/pull-request/text";
import type { Console } from "../console";
import { duration } from "../run-view";
import type { FleetReport, StackOutcome, StackStatus } from "./model";

/** A rule, and the stacks that break it: in a fleet, one fault of the program shows in all of them. */
interface SharedFinding {
  readonly rule: string;
  readonly mandatory: boolean;
  readonly stacks: readonly string[];
}

const words: Readonly<Record<StackStatus, string>> = {
  ok: "good",
  findings: "with findings",
  usage: "with a wrong configuration",
  failed: "failed",
  timeout: "cut at the time limit",
  stopped: "stopped",
  waiting: "not begun",
};

/** What stands below the lines of the stacks in the terminal. */
export function sayFleet(report: FleetReport, folder: string, out: Console): void {
  const { bold, red, yellow, dim } = out.color;
  const bad = report.stacks.filter(({ status }) => status !== "ok" && status !== "findings");
  out.say("");
  out.say(bold(closingLine(report)));
  for (const { rule, mandatory, stacks } of sharedFindings(report.stacks).slice(0, 12))
    out.say(`  ${mandatory ? red("mandatory") : yellow("advisory ")}  ${rule}  ${dim(some(stacks))}`);
  if (bad.length > 0 || report.stacks.some(({ status }) => status === "findings"))
    out.say(dim(`What each stack said: ${folder}`));
  if (bad.length > 0) {
    const flag = report.local ? " --local" : "";
    out.say(`Go on with what did not finish: npx cornerstone fleet ${report.verb}${flag} --resume`);
  }
}

/** `50 stacks in 1 min 10 s, 2 at a time: 48 good, 1 with findings, 1 failed`. */
export function closingLine({ stacks, seconds, parallel }: FleetReport): string {
  const counts = (Object.keys(words) as StackStatus[]).flatMap((status) => {
    const count = stacks.filter((each) => each.status === status).length;
    return count > 0 ? [`${count} ${words[status]}`] : [];
  });
  const earlier = stacks.filter((each) => each.earlier).length;
  return (
    `${counted(stacks.length, "stack")} in ${duration(seconds * 1_000)}, ${parallel} at a time: ${counts.join(", ")}` +
    (earlier > 0 ? ` (${earlier} of them in an earlier run)` : "")
  );
}

/** Broken rules, mandatory ones first, then by how many stacks break them. */
export function sharedFindings(stacks: readonly StackOutcome[]): readonly SharedFinding[] {
  const rules = new Map<string, SharedFinding>();
  for (const { stack, findings } of stacks)
    for (const { rule, mandatory } of findings) {
      const known = rules.get(rule) ?? { rule, mandatory: false, stacks: [] };
      rules.set(rule, { rule, mandatory: known.mandatory || mandatory, stacks: [...known.stacks, stack] });
    }
  return [...rules.values()].sort(
    (a, b) =>
      Number(b.mandatory) - Number(a.mandatory) ||
      b.stacks.length - a.stacks.length ||
      a.rule.localeCompare(b.rule, "en"),
  );
}

/** The report for an issue or a step summary. */
export function fleetMarkdown(report: FleetReport): string {
  const shared = sharedFindings(report.stacks);
  return [
    `## fleet ${report.verb}`,
    "",
    `${closingLine(report)}.`,
    "",
    ...head(["stack", "", "what", ">seconds"]),
    ...report.stacks.map(({ stack, status, headline, seconds }) =>
      row([code(stack), words[status], plain(headline), seconds.toFixed(1)]),
    ),
    ...(shared.length === 0
      ? []
      : [
          "",
          ...head(["rule that is broken", "level", ">stacks", ""]),
          ...shared.map(({ rule, mandatory, stacks }) =>
            row([
              plain(rule),
              mandatory ? "mandatory" : "advisory",
              String(stacks.length),
              plain(some(stacks)),
            ]),
          ),
        ]),
    "",
  ].join("\n");
}

function some(stacks: readonly string[]): string {
  const shown = stacks.slice(0, 4).join(", ");
  return stacks.length > 4 ? `${shown} and ${stacks.length - 4} more` : shown;
}
