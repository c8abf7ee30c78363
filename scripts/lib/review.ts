import type { ResourceGraph } from "../../graph/types";
import { evaluate } from "../../policies/evaluate";
import { declarationOf, packs, type Level, type Pack } from "../../policies/packs/index";
import { rules } from "../../policies/rules/index";
import type { Finding, Rule } from "../../policies/rule";
import type { Console } from "./console";
import { exitCode, Failure, type ExitCode } from "./failure";
import { loadGraph } from "./graph-source";
import { nameOf } from "./run-report";
import { loadStackFile } from "./stack-file";

export interface ReviewOptions {
  readonly stack: string;
  readonly state?: string | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly json: boolean;
  readonly all: boolean;
}

/** A finding with what its pack makes of it. */
export interface Judged extends Finding {
  readonly pack: string;
  readonly level: Level;
}

export interface Review {
  readonly graph: ResourceGraph;
  readonly packs: readonly Pack[];
  readonly findings: readonly Judged[];
}

/** The version of `review --json`: raised when a reader of the old form could misread the new one. */
const reviewJsonVersion = 1;

/** `cornerstone review`. */
export async function review(options: ReviewOptions, out: Console): Promise<ExitCode> {
  const { stack, state, json, all } = options;
  const settings = state === undefined ? loadStackFile(stack).config.compliance : undefined;
  const chosen = choose(options.pack ?? settings?.packs ?? ["baseline"]);
  const graph = await loadGraph({ stack, ...(state === undefined ? {} : { state }) });
  const result = judge(graph, chosen);
  if (json) out.data(JSON.stringify(plain(result), null, 2));
  else print(result, all, out);
  return codeOf(result, settings?.unknowns === "fail");
}

/** Judges a graph by packs; a rule of two packs is judged for each, since their yardsticks may differ. */
export function judge(graph: ResourceGraph, chosen: readonly Pack[], now: Date = new Date()): Review {
  const findings = chosen.flatMap((pack) => {
    const declaration = declarationOf(graph, pack.defaults);
    const ofPack = rules.filter(({ id }) => pack.levels[id] !== undefined);
    return evaluate({ graph, rules: ofPack, context: { declaration, now } }).map((finding) => ({
      ...finding,
      pack: pack.name,
      level: pack.levels[finding.ruleId] ?? "advisory",
    }));
  });
  return { graph, packs: chosen, findings };
}

function choose(names: readonly string[]): readonly Pack[] {
  return [...new Set(names)].map((name) => {
    const pack = packs[name];
    if (pack) return pack;
    throw new Failure(
      `there is no policy pack "${name}"`,
      exitCode.usage,
      `Packs are: ${Object.keys(packs).join(", ")}.`,
    );
  });
}

function codeOf({ findings }: Review, unknownsFail: boolean): ExitCode {
  if (findings.some(({ outcome }) => outcome === "broken")) return exitCode.failed;
  const counts = (finding: Judged): boolean =>
    finding.level === "mandatory" &&
    (finding.outcome === "fail" || (unknownsFail && finding.outcome === "unknown"));
  return findings.some(counts) ? exitCode.findings : exitCode.ok;
}

function plain({ graph, packs: judgedBy, findings }: Review): unknown {
  return {
    version: reviewJsonVersion,
    project: graph.project,
    stack: graph.stack,
    basis: graph.basis,
    resources: graph.resources.length,
    packs: judgedBy.map(({ name, version }) => ({ name, version })),
    findings,
  };
}

/** What fails stands last, with its reason and its fix: the bottom of a terminal is read first. */
function print({ graph, packs: judgedBy, findings }: Review, all: boolean, out: Console): void {
  const { dim, bold, red, yellow, green } = out.dataColor;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const title = judgedBy.map(({ name, version }) => `${name} ${version}`).join(", ");
  out.data(bold(`${graph.project}/${graph.stack}, from its ${graph.basis}, by ${title}`));
  const order = ["notApplicable", "pass", "unknown", "fail", "broken"] as const;
  const paint = { notApplicable: dim, pass: green, unknown: yellow, fail: red, broken: red };
  for (const outcome of order) {
    if (!all && (outcome === "pass" || outcome === "notApplicable")) continue;
    for (const [ruleId, group] of groupByRule(findings.filter((finding) => finding.outcome === outcome))) {
      const rule = byId.get(ruleId);
      const [first] = group;
      out.data("");
      out.data(
        `${paint[outcome](outcome.padEnd(7))} ${bold(ruleId)} ${rule?.title ?? ""} ` +
          dim(`(${first?.level ?? ""}, ${rule?.severity ?? ""}, ${first?.pack ?? ""})`),
      );
      for (const { urn, message, path } of group)
        out.data(`  ${nameOf(urn)}${path ? dim(` ${path}`) : ""}${message ? `: ${message}` : ""}`);
      if (outcome === "fail" && rule) out.data(`  ${dim(`fix: ${rule.fix.text}`)}`);
    }
  }
  const count = (outcome: Finding["outcome"]): number =>
    findings.filter((one) => one.outcome === outcome).length;
  out.data("");
  out.data(
    `${count("pass")} passed, ${count("fail")} failed, ${count("unknown")} unknown, ${count("broken")} broken; ` +
      `${graph.resources.length} resources, ${new Set(findings.map(({ ruleId }) => ruleId)).size} rules`,
  );
}

function groupByRule(findings: readonly Judged[]): Map<Rule["id"], Judged[]> {
  const groups = new Map<string, Judged[]>();
  for (const finding of findings)
    groups.set(finding.ruleId, [...(groups.get(finding.ruleId) ?? []), finding]);
  return groups;
}
