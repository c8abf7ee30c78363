import type { PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import { obtainEngine, EngineError, type Engine, type Progress } from "../../tools/engine";
import type * as Program from "../../stacks/program";
import type { Console } from "./console";
import { openStack } from "./engine-run";
import { exitCode, Failure } from "./failure";
import { lazily } from "./lazy";
import { attachLocalCloud, type RunningCloud } from "./local-cloud";
import type { StackFile } from "./stack-file";
import { taskLine } from "./task-line";
import { cloudWorkspace, prepareLocalWorkspace, type EngineWorkspace } from "./workspace";

/** All that a run of the engine needs, opened for one command and closed at its end. */
export interface Session {
  readonly engine: Engine;
  readonly workspace: EngineWorkspace;
  readonly stack: Stack;
  readonly cloud?: RunningCloud;
  /** Decides, before the program runs, whether it registers the SDK's aliases. */
  stripAliases: boolean;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly out: Console;
  readonly file: StackFile;
  readonly local: boolean;
  /** False refuses to make a stack that is not there yet. Default true. */
  readonly create?: boolean;
}

/** Obtains the engine, starts the local cloud where one is asked for, and opens the stack. */
export async function openSession({ out, file, local, create = true }: SessionOptions): Promise<Session> {
  const engine = await prepareEngine(out);
  const workspace = local ? prepareLocalWorkspace(file) : cloudWorkspace();
  const cloud = workspace.local ? await startCloud(out, workspace.local) : undefined;
  const options = { stripAliases: false };
  const program: PulumiFn = async () => {
    const stacks = lazily(__filename, "../../stacks/program") as typeof Program;
    return stacks.program({ stripAliases: options.stripAliases });
  };
  try {
    const stack = await openStack({
      engine,
      workspace,
      stack: file.stack,
      program,
      create,
      ...(cloud ? { providers: cloud.providers } : {}),
    });
    return {
      engine,
      workspace,
      stack,
      ...(cloud ? { cloud } : {}),
      get stripAliases() {
        return options.stripAliases;
      },
      set stripAliases(strip: boolean) {
        options.stripAliases = strip;
      },
      close: async () => cloud?.stop(),
    };
  } catch (error) {
    await cloud?.stop();
    throw error;
  }
}

/** Finds or makes the engine, and prints which one it is and why. */
export async function prepareEngine(out: Console): Promise<Engine> {
  const task = taskLine(out, "engine");
  try {
    const engine = await obtainEngine({
      report: (progress) => {
        task.update(describeProgress(progress), fractionOf(progress));
      },
    });
    task.done(`Pulumi ${engine.version} (${engine.reason})`);
    if (out.verbose) out.say(out.color.dim(`  ${engine.command}`));
    return engine;
  } catch (error) {
    task.failed();
    if (error instanceof EngineError) throw new Failure(error.message, exitCode.failed);
    throw error;
  }
}

async function startCloud(out: Console, local: NonNullable<EngineWorkspace["local"]>): Promise<RunningCloud> {
  const task = taskLine(out, "cloud");
  task.update("starting the local cloud");
  try {
    const cloud = await attachLocalCloud(local);
    task.done(cloud.own ? "local, for this run" : `local, running already (process ${cloud.pid})`);
    return cloud;
  } catch (error) {
    task.failed();
    throw error;
  }
}

/** `building 120 of 1684 packages`. */
export function describeProgress({ step, done, total, unit, detail }: Progress): string {
  const scale = unit === "MB" ? 1_000_000 : 1;
  const count = (value: number): string => (scale === 1 ? String(value) : (value / scale).toFixed(0));
  const amount =
    done === undefined ? "" : ` ${count(done)}${total ? ` of ${count(total)}` : ""}${unit ? ` ${unit}` : ""}`;
  return `${step}${amount}${detail ? ` (${detail})` : ""}`;
}

function fractionOf({ done, total }: Progress): number | undefined {
  return done !== undefined && total ? done / total : undefined;
}
