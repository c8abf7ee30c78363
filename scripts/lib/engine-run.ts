import type { EngineEvent, PulumiFn, Stack, UpOptions } from "@pulumi/pulumi/automation/index.js";
import type * as Automation from "@pulumi/pulumi/automation/index.js";
import * as path from "node:path";
import type { Engine } from "../../tools/engine";
import type { Console } from "./console";
import { watched, whileEngineLives } from "./engine-watch";
import { exitCode, Failure, messageOf } from "./failure";
import { lazily } from "./lazy";
import type { PackArguments } from "./policy-packs";
import { RunRecord } from "./run-record";
import { duration, openRunView } from "./run-view";
import { projectName } from "./stack-file";
import type { EngineWorkspace } from "./workspace";

export interface StackTarget {
  readonly engine: Engine;
  readonly workspace: EngineWorkspace;
  readonly stack: string;
  readonly program: PulumiFn;
  /** `azure-native` -> port of a provider that runs already, for a local run. */
  readonly providers?: Readonly<Record<string, number>>;
  /** False refuses to make a stack that is not there yet. Default true. */
  readonly create?: boolean;
}

/** Selects the stack in its backend, or creates it. */
export async function openStack(target: StackTarget): Promise<Stack> {
  const { LocalWorkspace, PulumiCommand } = lazily(
    __filename,
    "@pulumi/pulumi/automation/index.js",
  ) as typeof Automation;
  // The engine looks for its own plugins on the PATH, and so does the Automation API for the engine.
  process.env["PATH"] = [path.dirname(target.engine.command), process.env["PATH"]].join(path.delimiter);
  const attached = Object.entries(target.providers ?? {}).map(([name, port]) => `${name}:${port}`);
  const args = { stackName: target.stack, projectName, program: target.program };
  const options = {
    workDir: target.workspace.directory,
    pulumiCommand: watched(await PulumiCommand.get()),
    envVars: {
      ...calmCollector(),
      ...target.workspace.env,
      ...(attached.length > 0 ? { PULUMI_DEBUG_PROVIDERS: attached.join(",") } : {}),
    },
  };
  try {
    return target.create === false
      ? await LocalWorkspace.selectStack(args, options)
      : await LocalWorkspace.createOrSelectStack(args, options);
  } catch (error) {
    throw new Failure(
      `the engine cannot open stack "${target.stack}": ${complaintOf(messageOf(error))}`,
      exitCode.failed,
      target.workspace.local
        ? undefined
        : "Check the backend and the login: `cornerstone doctor`, `pulumi whoami`.",
      { cause: error },
    );
  }
}

/**
 * The engine is written in Go, whose collector runs whenever the heap has doubled. At five times, up to a gibibyte, a preview of
 * 1,000 resources takes 30 % less of the engine's processor time and some 160 MB more. What the user has set counts. See https://pkg.go.dev/runtime#hdr-Environment_Variables.
 */
const calmCollector = () => ({
  GOGC: process.env["GOGC"] ?? "400",
  GOMEMLIMIT: process.env["GOMEMLIMIT"] ?? "1GiB",
});

export type Verb = "up" | "preview" | "destroy" | "refresh";

export interface RunOptions {
  readonly out: Console;
  readonly title: string;
  readonly policies?: PackArguments;
  /** Narrows the run to these URNs. */
  readonly targets?: readonly string[];
  readonly message?: string;
  /** Aborts the run: the engine is asked to stop, as by Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Shows nothing: a run in the service of another. */
  readonly quiet?: boolean;
  /** File of an update plan: a preview writes it, `up` keeps to it. */
  readonly plan?: string;
  /** A refresh that changes nothing, not even the state. */
  readonly previewOnly?: boolean;
  /** Sees every event after the record has. Those of severity `debug` carry secrets: keep none. */
  readonly onEvent?: (event: EngineEvent) => void;
}

export interface RunResult {
  readonly ok: boolean;
  readonly record: RunRecord;
  /** What the program exports; secrets are left out. Empty unless `up` succeeded. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The engine's complaint where it failed without a diagnostic. */
  readonly complaint: string;
  readonly milliseconds: number;
}

/** Runs the engine and shows what it does. A failed run is a result, not an exception: its record is worth reading. */
export async function runEngine(stack: Stack, verb: Verb, options: RunOptions): Promise<RunResult> {
  const record = new RunRecord(verb === "preview");
  const view = options.quiet ? undefined : openRunView(options.out, record, options.title);
  const began = Date.now();
  const shared = {
    onEvent: (event: EngineEvent) => {
      const step = record.add(event);
      if (step) view?.step(step);
      options.onEvent?.(event);
    },
    color: "never" as const,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.targets ? { target: [...options.targets] } : {}),
    ...(options.message ? { message: options.message } : {}),
  };
  const withPacks: Pick<UpOptions, "policyPacks" | "policyPackConfigs"> = {
    policyPacks: [...(options.policies?.policyPacks ?? [])],
    policyPackConfigs: [...(options.policies?.policyPackConfigs ?? [])],
  };
  const withPlan = options.plan === undefined ? {} : { plan: options.plan };
  let outputs: Record<string, unknown> = {};
  let complaint = "";
  let ok = true;
  try {
    const alive = <T>(run: Promise<T>) => whileEngineLives(stack.workspace.pulumiCommand, run);
    if (verb === "up")
      outputs = plainOutputs((await alive(stack.up({ ...shared, ...withPacks, ...withPlan }))).outputs);
    else if (verb === "preview") await alive(stack.preview({ ...shared, ...withPacks, ...withPlan }));
    else if (verb === "refresh")
      await alive(stack.refresh({ ...shared, previewOnly: options.previewOnly ?? false }));
    else await alive(stack.destroy(shared));
  } catch (error) {
    ok = false;
    complaint = complaintOf(messageOf(error));
  } finally {
    view?.close();
  }
  return { ok, record, outputs, complaint, milliseconds: Date.now() - began };
}

/** One line on how a run went: `12 created, 3 updated, 40 unchanged in 8.2 s`. */
export function changeLine(result: RunResult, verb: Verb): string {
  const names: Record<string, string> = {
    create: verb === "preview" ? "to create" : "created",
    update: verb === "preview" ? "to update" : "updated",
    replace: verb === "preview" ? "to replace" : "replaced",
    delete: verb === "preview" ? "to delete" : "deleted",
    import: "imported",
    same: "unchanged",
  };
  const counts = Object.entries(result.record.changes ?? {})
    .filter(([op, count]) => names[op] !== undefined && count > 0)
    .map(([op, count]) => `${count} ${names[op] ?? ""}`);
  const changed = result.record.changed();
  return `${changed === 0 ? "0 changes, " : ""}${counts.join(", ") || "nothing there"} in ${duration(result.milliseconds)}`;
}

function plainOutputs(outputs: Automation.OutputMap): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([, output]) => !output.secret)
      .map(([name, output]) => [name, output.value as unknown]),
  );
}

/** The engine's last word, out of the dump that the Automation API makes of a failed command. */
export function complaintOf(dump: string): string {
  const errors = dump.split(/\r?\n/).filter((line) => /^\s*(stderr: )?error: /.test(line));
  const lines = errors.length > 0 ? errors : [/stderr: ([^\n]+)/.exec(dump)?.[1] ?? dump];
  const texts = lines.map((line) => line.replace(/^\s*(stderr: )?(error: )?/, "").trim());
  const text = [...new Set(texts)].join("; ");
  // The Automation API dumps the whole command line.
  return /was killed with (SIG\w+)/.exec(text)?.[1]?.replace(/^/, "the engine was killed: ") ?? text;
}
