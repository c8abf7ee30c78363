import type { ResourceGraph } from "../../graph/types";
import { evaluate } from "../../policies/evaluate";
import { declarationOf, mergeDeclarations, packs, undeclared, type Pack } from "../../policies/packs/index";
import { rules } from "../../policies/rules/index";
import { buildReport, formatOf, renderers, renderTerminal } from "../reports/index";
import type { ReportFormat, ReviewReport } from "../reports/index";
import type { Console } from "./console";
import { exitCode, Failure, type ExitCode } from "./failure";
import { loadGraph } from "./graph-source";
import { deliver } from "./output-file";
import { loadStackFile } from "./stack-file";

export interface ReviewOptions {
  readonly stack: string;
  readonly state?: string | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly json: boolean;
  readonly output?: readonly string[] | undefined;
  readonly all: boolean;
}

interface Output {
  /** Absent: standard output. */
  readonly file?: string;
  readonly format: ReportFormat;
}

/** `cornerstone review`. */
export async function review(options: ReviewOptions, out: Console): Promise<ExitCode> {
  const { stack, state, all } = options;
  // A wish that cannot be met is refused before a minute of work, not after it.
  const outputs = outputsOf(options);
  const settings = state === undefined ? loadStackFile(stack).config.compliance : undefined;
  const chosen = choose(options.pack ?? settings?.packs ?? ["baseline"]);
  const graph = await loadGraph({ stack, ...(state === undefined ? {} : { state }) });
  const report = judge(graph, chosen, settings?.unknowns);
  for (const { file, format } of outputs) {
    const person = file === undefined && format === "terminal";
    const text = person
      ? renderTerminal(report, { colors: out.dataColor, columns: out.columns, verbose: all })
      : renderers[format](report);
    deliver(text, file, out);
  }
  return { pass: exitCode.ok, fail: exitCode.findings, incomplete: exitCode.failed }[report.verdict];
}

/** Judges a graph by every rule that one of the packs has. */
export function judge(
  graph: ResourceGraph,
  chosen: readonly Pack[],
  unknowns: "warn" | "fail" = "warn",
  now: Date = new Date(),
): ReviewReport {
  const ofPacks = rules.filter(({ id }) => chosen.some(({ levels }) => levels[id] !== undefined));
  const defaults = chosen.reduce((all, pack) => mergeDeclarations(all, pack.defaults), undeclared);
  const context = { declaration: declarationOf(graph, defaults), now };
  const findings = evaluate({ graph, rules: ofPacks, context });
  return buildReport({ graph, findings, rules: ofPacks, packs: chosen, unknowns, time: now });
}

function choose(names: readonly string[]): readonly Pack[] {
  return [...new Set(names)].map((name) => {
    const pack = packs[name];
    if (pack) return pack;
    const known = Object.keys(packs).join(", ");
    throw new Failure(`there is no policy pack "${name}"`, exitCode.usage, `Packs are: ${known}.`);
  });
}

function outputsOf({ format, json, output = [] }: ReviewOptions): readonly Output[] {
  const asked = json ? "json" : format;
  if (asked !== undefined && !isFormat(asked)) throw unknownFormat(`format "${asked}"`);
  const files = output.map((file) => {
    const byName = formatOf(file);
    if (byName === undefined) throw unknownFormat(`ending of ${file}`);
    return { file, format: byName };
  });
  const toScreen = asked ?? (files.length === 0 ? "terminal" : undefined);
  return toScreen === undefined ? files : [...files, { format: toScreen }];
}

function isFormat(format: string): format is ReportFormat {
  return Object.hasOwn(renderers, format);
}

function unknownFormat(what: string): Failure {
  return new Failure(
    `the ${what} names no report format`,
    exitCode.usage,
    `Formats are ${Object.keys(renderers).join(", ")}; endings are .txt, .md, .json, .sarif, .github.sarif, .xml.`,
  );
}
