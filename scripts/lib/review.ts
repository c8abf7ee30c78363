import type { Attestation } from "../../policies/attestations/attestation";
import { evaluate } from "../../policies/evaluate";
import type { Exemption } from "../../policies/exemptions";
import {
  declarationOf,
  mergeDeclarations,
  packs,
  undeclared,
  type Pack,
  type UnknownHandling,
} from "../../policies/packs/index";
import { rules } from "../../policies/rules/index";
import type { ResourceGraph } from "../../graph/types";
import { buildReport, compareReports, renderTerminal } from "../reports/index";
import type { ReviewReport } from "../reports/index";
import type { Console } from "./console";
import { groupNames } from "./access/names";
import { exitCode, Failure, type ExitCode } from "./failure";
import { loadGraph } from "./graph-source";
import { deliver } from "./output-file";
import { attestationsPath, exemptionsPath, loadAttestations, loadExemptions } from "./records";
import { loadBase } from "./review-base";
import { outputsOf, renderReview, type Output } from "./review-output";
import { loadStackFile, projectName, stackNames, type StackFile } from "./stack-file";

export interface ReviewOptions {
  readonly stack: string;
  readonly state?: string | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly json: boolean;
  readonly output?: readonly string[] | undefined;
  /** Every stack that has a file. */
  readonly all?: boolean;
  /** Lists what passes and does not apply, too. */
  readonly passed?: boolean;
  /** Another file of exemptions than `stacks/exemptions/<stack>.yaml`. */
  readonly exemptions?: string | undefined;
  readonly ignoreExemptions?: boolean;
  /** A saved JSON report, or a git reference. */
  readonly compare?: string | undefined;
  /** @default now */
  readonly clock?: () => Date;
}

/** `cornerstone review`. */
export async function review(options: ReviewOptions, out: Console): Promise<ExitCode> {
  const stacks = options.all ? stackNames() : [options.stack];
  if (options.all && (options.state !== undefined || options.compare !== undefined))
    throw new Failure(
      "--all reviews the programs of every stack, so it takes no --state and no --compare",
      exitCode.usage,
    );
  if (options.ignoreExemptions && options.exemptions !== undefined)
    throw new Failure("--exemptions and --ignore-exemptions contradict each other", exitCode.usage);
  // A wish that cannot be met is refused before a minute of work, not after it.
  const outputs = outputsOf(options, stacks);
  if (options.pack) choose(options.pack);
  const codes: ExitCode[] = [];
  for (const stack of stacks) codes.push(await reviewStack(stack, options, outputs, out));
  return codes.reduce((worst, code) => (code > worst ? code : worst), exitCode.ok);
}

async function reviewStack(
  stack: string,
  options: ReviewOptions,
  outputs: readonly Output[],
  out: Console,
): Promise<ExitCode> {
  const { state, passed = false } = options;
  const graph = await loadGraph({ stack, ...(state === undefined ? {} : { state }) });
  const full = judgeStack(graph, options);
  const report = options.compare === undefined ? full : compared(full, options.compare, stack);
  for (const output of outputs) {
    const person = output.file === undefined && output.format === "terminal";
    const text = person
      ? renderTerminal(report, { colors: out.dataColor, columns: out.columns, verbose: passed })
      : await renderReview(report, output.format, graph, namesFor(graph, options));
    deliver(text, output.file?.replaceAll("{stack}", stack), out);
  }
  return { pass: exitCode.ok, fail: exitCode.findings, incomplete: exitCode.failed }[report.verdict];
}

/** Whom the stack file names, for the chapter on access. */
function namesFor(graph: ResourceGraph, options: ReviewOptions): ReadonlyMap<string, string> {
  const own = ownStack(graph, options);
  return own ? groupNames(own.config) : new Map<string, string>();
}

function compared(report: ReviewReport, base: string, stack: string): ReviewReport {
  const { report: before, name } = loadBase(base, stack);
  return compareReports(before, report, name);
}

/** Judges a graph by the packs, exemptions and attestations that the options name, else by those of its stack. */
function judgeStack(graph: ResourceGraph, options: ReviewOptions): ReviewReport {
  const own = ownStack(graph, options);
  const settings = own?.config.compliance;
  const exemptions = options.ignoreExemptions
    ? undefined
    : options.exemptions !== undefined
      ? loadExemptions(options.exemptions, true)
      : own && loadExemptions(exemptionsPath(own.stack));
  return judge(graph, choose(options.pack ?? settings?.packs ?? ["baseline"]), {
    unknowns: settings?.unknowns ?? "warn",
    now: options.clock?.() ?? new Date(),
    exemptions: exemptions?.records ?? [],
    ...(exemptions && { exemptionsFile: exemptions.name }),
    attestations: own ? loadAttestations(attestationsPath(own.stack)).records : [],
  });
}

/** The stack file of the graph. A state of this project belongs to its stack; one of another program to none. */
function ownStack(graph: ResourceGraph, { stack, state }: ReviewOptions): StackFile | undefined {
  if (state === undefined) return loadStackFile(graph.stack || stack);
  return graph.project === projectName && stackNames().includes(graph.stack)
    ? loadStackFile(graph.stack)
    : undefined;
}

export interface JudgeOptions {
  /** @default "warn" */
  readonly unknowns?: UnknownHandling;
  /** @default now */
  readonly now?: Date;
  readonly exemptions?: readonly Exemption[];
  readonly exemptionsFile?: string;
  readonly attestations?: readonly Attestation[];
}

/** Judges a graph by every rule that one of the packs has. */
export function judge(
  graph: ResourceGraph,
  chosen: readonly Pack[],
  options: JudgeOptions = {},
): ReviewReport {
  const { unknowns = "warn", now = new Date(), ...records } = options;
  const ofPacks = rules.filter(({ id }) => chosen.some(({ levels }) => levels[id] !== undefined));
  const defaults = chosen.reduce((all, pack) => mergeDeclarations(all, pack.defaults), undeclared);
  const declaration = declarationOf(graph, defaults);
  const findings = evaluate({ graph, rules: ofPacks, context: { declaration, now } });
  return buildReport({
    graph,
    findings,
    rules: ofPacks,
    packs: chosen,
    unknowns,
    time: now,
    frameworks: declaration.frameworks,
    ...records,
  });
}

function choose(names: readonly string[]): readonly Pack[] {
  return [...new Set(names)].map((name) => {
    const pack = packs[name];
    if (pack) return pack;
    const known = Object.keys(packs).join(", ");
    throw new Failure(`there is no policy pack "${name}"`, exitCode.usage, `Packs are: ${known}.`);
  });
}
