import { graphFromProgram } from "../../../graph/from-program";
import { ProgramError } from "../../../graph/program-error";
import { findSecrets } from "../../../policies/secrets";
import { hasBlocking, renderComment } from "../../reports/pull-request/comment";
import {
  parsePullRequestReport,
  type PullRequestReport,
  type StackReport,
} from "../../reports/pull-request/model";
import type { Console } from "../console";
import { loadBase } from "../cost/base";
import { runEngine } from "../engine-run";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { deliver } from "../output-file";
import { projectRoot } from "../paths";
import { exemptionsPath, loadExemptions } from "../records";
import { layReferences } from "../referenced-stacks";
import { withSession } from "../session";
import { loadStackFile, stackNames, type StackFile } from "../stack-file";
import { affectedStacks } from "./affected";
import { changesOfPreview } from "./engine-changes";
import { exemptionsAt } from "./exemptions";
import { cleanCommit, findBase, tryGit, type BaseCommit } from "./git";
import { failedReport, stackReport, type Side, type StackReportInput } from "./stack-report";
import { checkOut, type BaseCheckout } from "./worktree";

export interface PreviewReportOptions {
  /** Empty: every stack that the change reaches. */
  readonly stacks: readonly string[];
  /** Where the report goes: `.json` for programs, anything else is the comment. */
  readonly files: readonly string[];
  readonly base?: string | undefined;
  /** Who says what changes: the program in-process, or the engine (with `local`: against the local cloud). */
  readonly from: "program" | "engine";
  readonly local: boolean;
}

/** What every stack's part needs. */
interface Work {
  readonly options: PreviewReportOptions;
  readonly base: BaseCommit;
  /** Why a program of the base, not only its configuration, has to run. */
  readonly checkout: BaseCheckout | undefined;
  readonly notes: readonly string[];
  readonly now: Date;
  readonly out: Console;
}

/** `cornerstone preview --report`: what a change does to the stacks, as one comment. Written whatever fails. */
export async function previewReport(
  options: PreviewReportOptions,
  out: Console,
  now: Date = new Date(),
): Promise<ExitCode> {
  const base = findBase(projectRoot, options.base, process.env);
  const all = stackNames();
  for (const stack of options.stacks)
    if (!all.includes(stack))
      throw new Failure(`there is no stack "${stack}"`, exitCode.usage, `Stacks are: ${all.join(", ")}.`);
  const affected = await affectedStacks(projectRoot, base.commit, all);
  const chosen = options.stacks.length > 0 ? options.stacks : [...affected.stacks.keys()];
  const { checkout, notes } =
    affected.program && chosen.length > 0 ? await baseProgram(base, affected.packages) : noProgram;
  const stacks: StackReport[] = [];
  try {
    for (const stack of chosen) {
      const reasons = affected.stacks.get(stack) ?? [];
      stacks.push(await reportOf(stack, reasons, { options, base, checkout, notes, now, out }));
    }
  } finally {
    await checkout?.[Symbol.asyncDispose]();
  }
  const commit = cleanCommit(projectRoot);
  const report = parsePullRequestReport({
    version: 1,
    base: base.ref,
    baseCommit: base.commit,
    ...(commit !== undefined && { commit }),
    stacks,
    untouched: all.filter((stack) => !chosen.includes(stack) && !affected.stacks.has(stack)),
  });
  for (const file of options.files)
    deliver(
      file.endsWith(".json") ? JSON.stringify(report, null, 2) : renderComment(report),
      file === "-" ? undefined : file,
      out,
    );
  return exitOf(report);
}

const noProgram = {
  checkout: undefined,
  notes: ["The program is the same as at the base; the stack files are compared."],
};

async function baseProgram(
  base: BaseCommit,
  otherPackages: boolean,
): Promise<{ readonly checkout: BaseCheckout | undefined; readonly notes: readonly string[] }> {
  try {
    return {
      checkout: await checkOut(projectRoot, base.commit),
      notes: [
        "The program differs from the base: the program of the base was run, too, and both results are compared.",
        ...(otherPackages
          ? [
              "Packages differ from the base; both programs ran with those of the change, so what they do by themselves does not show.",
            ]
          : []),
      ],
    };
  } catch (error) {
    return { checkout: undefined, notes: [cannotRun(error)] };
  }
}

function cannotRun(error: unknown): string {
  return (
    "The program of the base cannot be run here, so the base's stack file was run by the program of the change: " +
    `what the program itself changes is not in this comparison (${tidy(messageOf(error))}).`
  );
}

async function reportOf(stack: string, reasons: readonly string[], work: Work): Promise<StackReport> {
  const basis = work.options.from === "program" ? "program" : work.options.local ? "local" : "engine";
  const notes = [...work.notes];
  let isProtected = true;
  try {
    const file = loadStackFile(stack);
    isProtected = file.config.environment.protected;
    const { records: exemptions } = loadExemptions(exemptionsPath(stack));
    const after = { ...(await sideOf(file)), exemptions };
    const before = await baseOf(stack, work, notes);
    const input: StackReportInput = { stack, before, after, notes, reasons, now: work.now };
    if (basis === "program") return await stackReport(input);
    notes.push(
      "What changes is the engine's word on the state that it keeps; findings, cost and access compare the programs.",
    );
    const engine = await previewByEngine(file, after, work);
    return await stackReport({ ...input, notes, engine: { basis, ...engine } });
  } catch (error) {
    if (!(error instanceof Failure || error instanceof ProgramError)) throw error;
    work.out.say(`${work.out.color.red("✗")} ${stack}: ${tidy(messageOf(error)).split("\n")[0] ?? ""}`);
    return failedReport({
      stack,
      reasons,
      notes,
      basis,
      protected: isProtected,
      failure: tidy(messageOf(error)),
    });
  }
}

async function sideOf({
  stack,
  sections,
  config,
}: Pick<StackFile, "stack" | "sections" | "config">): Promise<Side> {
  return {
    graph: await graphFromProgram({ stack, config: { ...sections } }),
    config,
  };
}

/** The stack as it was; undefined where the base has none. */
async function baseOf(stack: string, work: Work, notes: string[]): Promise<Side | undefined> {
  const { base, checkout } = work;
  if (tryGit(projectRoot, "cat-file", "-e", `${base.commit}:./stacks/Pulumi.${stack}.yaml`) === undefined) {
    notes.push("The base has no such stack: everything is new.");
    return undefined;
  }
  let before: ReturnType<typeof loadBase>;
  try {
    before = loadBase(base.commit, stack);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    notes.push(
      `The stack file of the base is not valid today, so everything shows as new: ${tidy(error.message)}`,
    );
    return undefined;
  }
  const exemptions = exemptionsAt(projectRoot, base.commit, stack);
  if (exemptions === undefined)
    notes.push("The exemptions of the base are malformed, so that none held: all show as added.");
  const records = { exemptions: exemptions ?? [] };
  if (checkout)
    try {
      return { graph: await checkout.graph(stack), config: before.config, ...records };
    } catch (error) {
      notes.push(cannotRun(error));
    }
  return { ...(await sideOf({ ...before, stack })), ...records };
}

async function previewByEngine(
  file: StackFile,
  after: Side,
  { options, out }: Work,
): Promise<ReturnType<typeof changesOfPreview>> {
  return withSession(
    { out, file, local: options.local, writes: false, create: options.local },
    async (session) => {
      await layReferences(file, {
        writes: false,
        local: options.local,
        out,
        backend: session.stack.workspace,
      });
      const result = await runEngine(session.stack, "preview", {
        out,
        title: `previewing ${file.stack}`,
        signal: session.signal,
      });
      if (!result.ok) {
        const errors = result.record.diagnostics.filter(({ severity }) => severity === "error");
        const text = errors.map(({ message }) => message).join("\n") || result.complaint;
        throw new Failure(text || "the engine gave no reason", exitCode.failed);
      }
      return { value: changesOfPreview(result.record, after.graph), clean: true };
    },
  );
}

/** An error's text for a comment: no line that looks as if it held a secret, no path of this machine. */
function tidy(text: string): string {
  return text
    .replaceAll(projectRoot, ".")
    .split(/\r?\n/)
    .map((line) => (findSecrets({ line }, "").length > 0 ? "[a line that looks like a secret]" : line))
    .join("\n")
    .trim();
}

/** A failed preview outranks a finding: nobody knows what it hides. */
function exitOf({ stacks }: PullRequestReport): ExitCode {
  if (stacks.some(({ failure }) => failure !== undefined)) return exitCode.failed;
  return stacks.some(hasBlocking) ? exitCode.findings : exitCode.ok;
}
