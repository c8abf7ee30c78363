import { signedMoney } from "../../lib/cost/amounts";
import { fit, size } from "./budget";
import type { PullRequestReport, StackReport } from "./model";
import { stackParts } from "./sections";
import { code, counted, head, plain, row } from "./text";

/** Stands in the first line of the comment; nobody sees it, and the next run finds its comment by it. */
export const marker = "<!-- cornerstone:pull-request -->";

/** GitHub refuses a comment of over 65,536 characters, and tools that went near it were refused earlier. */
export const maximumBytes = 60_000;

const basisTexts: Readonly<Record<StackReport["basis"], string>> = {
  program: "by running the program in-process, without credentials",
  local: "by the Pulumi engine against the local cloud",
  engine: "by the Pulumi engine against the deployed state",
};

/** The one comment of a pull request, for all stacks, as GitHub-flavoured Markdown. */
export function renderComment(report: PullRequestReport, maxBytes: number = maximumBytes): string {
  const stacks = [...report.stacks].sort((a, b) => weightOf(b) - weightOf(a));
  const top = [marker, `## ${title(stacks)}`, "", against(report)];
  const foot = [...untouched(report), "", "<sub>One comment for all stacks, updated with every push.</sub>"];
  const table = {
    weight: 1,
    noun: "stack",
    before: ["", ...head(["stack", "changes", "policies", ">cost a month (USD)", "access", "residency"])],
    rows: stacks.map(summaryRow),
    after: [],
  };
  let left = maxBytes - size(top) - size(foot);
  const overview = fit([table], Math.floor(left / 3));
  left -= size(overview);
  const told = stacks.filter(hasNews);
  const bodies = told.flatMap((stack, index) => {
    const lines = body(stack, Math.floor(left / (told.length - index)));
    left -= size(lines);
    return lines;
  });
  return `${[...top, ...overview, ...bodies, ...foot].join("\n")}\n`;
}

function body(stack: StackReport, room: number): readonly string[] {
  const heading = ["", `### ${plain(stack.stack)}`];
  const inside =
    stack.failure === undefined
      ? fit(stackParts(stack), room - size(heading))
      : fit(
          [
            {
              weight: 1,
              noun: "line",
              before: [
                "",
                "> [!WARNING]",
                "> The preview failed, so nobody knows what this change does:",
                ">",
              ],
              rows: stack.failure
                .split(/\r?\n/)
                .filter((line) => line.trim() !== "")
                .map((line) => `> ${plain(line)}`),
              after: [],
            },
            ...stackParts({ ...stack, changes: [] }).slice(-1),
          ],
          room - size(heading),
        );
  const lines = [...heading, ...inside];
  return size(lines) <= room ? lines : [];
}

function title(stacks: readonly StackReport[]): string {
  const failed = stacks.filter(({ failure }) => failure !== undefined).length;
  const changed = stacks.filter((stack) => stack.failure === undefined && hasNews(stack)).length;
  if (failed > 0) return `❌ Cornerstone: the preview of ${counted(failed, "stack")} failed`;
  if (changed === 0) return "✅ Cornerstone: no changes";
  const blocked = stacks.some(hasBlocking);
  return `${blocked ? "❌" : "🔎"} Cornerstone: ${names(stacks)}`;
}

/** `prod changes`; `12 stacks change`. */
function names(stacks: readonly StackReport[]): string {
  const changed = stacks.filter(hasNews).map(({ stack }) => plain(stack));
  if (changed.length === 1) return `${changed[0] ?? ""} changes`;
  return changed.length <= 4 ? `${changed.join(", ")} change` : `${changed.length} stacks change`;
}

function against({ base, baseCommit, commit, stacks }: PullRequestReport): string {
  const at = baseCommit === undefined ? "" : ` (${code(baseCommit.slice(0, 8))})`;
  const head = commit === undefined ? "The working tree" : code(commit.slice(0, 8));
  const how = [...new Set(stacks.map(({ basis }) => basisTexts[basis]))];
  return `${head} against ${code(base)}${at}${how.length > 0 ? `, ${how.join("; ")}` : ""}.`;
}

function summaryRow(stack: StackReport): string {
  const name = `**${plain(stack.stack)}**${stack.protected ? " 🔒" : ""}`;
  if (stack.failure !== undefined) return row([name, "❌ preview failed", "", "", "", ""]);
  const { findings, cost, access, residency } = stack;
  const unknown = cost && cost.unknown > 0 ? ` + ${cost.unknown} not known` : "";
  return row([
    name,
    countsText(stack),
    findings ? policyText(findings) : "",
    cost ? `${signedMoney(cost.change)}${unknown}` : "not estimated",
    access ? accessText(access) : "",
    residency
      ? `${{ pass: "✅", fail: "❌", unknown: "⚠️ unknown:" }[residency.verdict]} ${plain(residency.boundary)}`
      : "",
  ]);
}

function countsText({ changes, unchanged }: StackReport): string {
  const words = [
    ["delete", "deleted"],
    ["replace", "replaced"],
    ["update", "updated"],
    ["create", "created"],
  ] as const;
  const counts = words.flatMap(([op, word]) => {
    const number = changes.filter((change) => change.op === op).length;
    return number > 0 ? [`${number} ${word}`] : [];
  });
  return counts.join(", ") || `no change of ${counted(unchanged, "resource")}`;
}

function policyText({ added, fixed, exempted = [], open }: NonNullable<StackReport["findings"]>): string {
  if (added.length + fixed.length + exempted.length === 0)
    return open === 0 ? "✅" : `⚠️ ${open} open, none new`;
  const parts = [
    ...(added.length > 0 ? [`❌ ${added.length} new`] : []),
    ...(exempted.length > 0 ? [`⏳ ${exempted.length} exempted`] : []),
    ...(fixed.length > 0 ? [`✅ ${fixed.length} fixed`] : []),
  ];
  return parts.join(", ");
}

function accessText({ gained, lost }: NonNullable<StackReport["access"]>): string {
  const parts = [
    ...(gained.length > 0 ? [`${gained.length} gained`] : []),
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
  ];
  return parts.join(", ") || "same";
}

function untouched({ untouched: names }: PullRequestReport): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 20).map(code).join(", ");
  const more = names.length > 20 ? ` and ${names.length - 20} more` : "";
  return ["", `Not reached by this change: ${shown}${more}.`];
}

/** Whether a mandatory rule is newly broken, or an exemption is in error: a review of that stack does not pass. */
export function hasBlocking({ findings, exemptions = [] }: StackReport): boolean {
  return (
    (findings?.added.some(({ mandatory }) => mandatory) ?? false) ||
    exemptions.some(({ event }) => event === "invalid")
  );
}

/** Whether there is anything to tell of a stack: a first comment is a notification. */
export function hasNews(stack: StackReport): boolean {
  return weightOf(stack) > 0;
}

/** What stands first: failures, then what is blocked, then what loses something, then what changes; 0 for nothing. */
function weightOf(stack: StackReport): number {
  if (stack.failure !== undefined) return 5;
  if (hasBlocking(stack)) return 4;
  if (stack.changes.some(({ op }) => op === "delete" || op === "replace")) return 3;
  const { findings, exemptions = [], residency } = stack;
  const concerned =
    stack.changes.length > 0 ||
    (findings?.added.length ?? 0) + (findings?.fixed.length ?? 0) > 0 ||
    // What only the time does is told beside a change, and is none.
    exemptions.some(({ event }) => event !== "expired" && event !== "expiring") ||
    (residency?.moves.length ?? 0) > 0;
  return concerned ? (stack.protected ? 2 : 1) : 0;
}
