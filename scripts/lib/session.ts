import type { PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type * as Program from "../../stacks/program";
import { withLock } from "../../tools/lock";
import type { Console } from "./console";
import { openStack } from "./engine-run";
import { Failure } from "./failure";
import { lazily } from "./lazy";
import { cloudStartOf, type CloudStart } from "./cloud-start";
import { attachLocalCloud, type RunningCloud } from "./local-cloud";
import { localPaths, runPaths, type LocalPaths, type RunPaths } from "./paths";
import { prepareEngine } from "./prepare-engine";
import type { StackFile } from "./stack-file";
import { removeCutShort } from "./cut-short";
import { clearStaleLocks } from "./stale-locks";
import { taskLine } from "./task-line";
import { cloudWorkspace, prepareLocalWorkspace, type EngineWorkspace } from "./workspace";

/** All that a run of the engine needs, open for the time of one command. */
export interface Session {
  readonly out: Console;
  readonly file: StackFile;
  readonly local: boolean;
  readonly workspace: EngineWorkspace;
  readonly stack: Stack;
  readonly cloud?: RunningCloud;
  readonly paths: RunPaths;
  /** True when the run before this one was killed, or its cloud was. */
  readonly afterKill: boolean;
  /** Aborted by the user's wish to stop: hand it to the engine. */
  readonly signal: AbortSignal;
  /** What the program is told when it runs. */
  readonly program: { stripAliases: boolean };
}

export interface SessionOptions {
  readonly out: Console;
  readonly file: StackFile;
  readonly local: boolean;
  /** A scenario of the local cloud: its name or file. */
  readonly scenario?: string | undefined;
  /** Whether the command changes the state: only one such run a stack goes on at a time. */
  readonly writes: boolean;
  /** False refuses to make a stack that is not there yet. Default true. */
  readonly create?: boolean;
  /** Whether the local cloud must answer Azure's own clients, too. */
  readonly faces?: boolean;
}

/** How a command ended. */
export interface SessionResult<T> {
  readonly value: T;
  /** False when the engine did not come to an end of its own: the next run must look twice. */
  readonly clean: boolean;
}

/**
 * Obtains the engine, starts the local cloud where one is asked for, opens the stack, and runs `action`. Locks of killed
 * engines are removed first; the cloud is stopped and the signal handlers are taken back whatever happens.
 */
export async function withSession<T>(
  options: SessionOptions,
  action: (session: Session) => Promise<SessionResult<T>>,
): Promise<T> {
  const { out, file, local, writes } = options;
  const start = local
    ? { ...cloudStartOf(file, options.scenario), ...(options.faces ? { faces: true } : {}) }
    : {};
  const engine = await prepareEngine(out);
  const workspace = local ? prepareLocalWorkspace(file) : cloudWorkspace();
  const paths = runPaths(file.stack, local);
  const interrupt = onInterrupt();
  const body = async (): Promise<T> => {
    const afterKill = fs.existsSync(paths.marker);
    if (writes) mark(paths.marker);
    const backend = workspace.env["PULUMI_BACKEND_URL"] ?? process.env["PULUMI_BACKEND_URL"] ?? "";
    if (writes) await removeStaleLocks(out, backend, file.stack);
    const cloud = local ? await startCloud(out, localPaths(file.stack), start) : undefined;
    try {
      const program = { stripAliases: false };
      const stack = await openStack({
        engine,
        workspace,
        stack: file.stack,
        program: inlineProgram(program, local),
        create: options.create ?? true,
        ...(cloud ? { providers: cloud.providers } : {}),
      });
      const session = {
        out,
        file,
        local,
        workspace,
        stack,
        paths,
        afterKill,
        signal: interrupt.signal,
        program,
      };
      const { value, clean } = await action(cloud ? { ...session, cloud } : session);
      if (writes && clean) fs.rmSync(paths.marker, { force: true });
      return value;
    } catch (error) {
      // Refused before the engine changed anything: that is no killed run, unless the one before was.
      if (writes && !afterKill && error instanceof Failure) fs.rmSync(paths.marker, { force: true });
      throw error;
    } finally {
      await cloud?.stop();
    }
  };
  try {
    return writes ? await withLock(paths.lock, body, { onWait: tellOfOther(out, file.stack) }) : await body();
  } finally {
    interrupt.release();
  }
}

/** The reason why the local cloud has ended, if it has. */
export async function hasDied(cloud: RunningCloud | undefined): Promise<string | undefined> {
  if (!cloud) return undefined;
  // The end of a process is told a moment after its connections break.
  return Promise.race([cloud.died, delay(200, undefined)]);
}

/** Not an async function up to the call: what registers resources must run before the first await. */
function inlineProgram(options: { readonly stripAliases: boolean }, local: boolean): PulumiFn {
  return () => {
    const { program } = lazily(__filename, "../../stacks/program") as typeof Program;
    return program({ stripAliases: options.stripAliases, ...(local ? { retry: localRetry } : {}) });
  };
}

/** What passes in minutes in Azure passes in a fraction of a second in the local cloud. */
const localRetry = { firstWaitSeconds: 0.1, maxWaitSeconds: 2 } as const;

async function startCloud(out: Console, local: LocalPaths, start: CloudStart): Promise<RunningCloud> {
  const task = taskLine(out, "cloud");
  task.update("starting the local cloud");
  try {
    const cloud = await attachLocalCloud(local, start);
    const scenario = cloud.scenario === undefined ? "" : `, scenario ${cloud.scenario}`;
    task.done(
      cloud.own
        ? `local, for the time of this run${scenario}`
        : `local, running already (process ${cloud.pid})${scenario}`,
    );
    return cloud;
  } catch (error) {
    task.failed();
    throw error;
  }
}

async function removeStaleLocks(out: Console, backend: string, stack: string): Promise<void> {
  const removed = await clearStaleLocks(backend, stack, {
    onWait: ({ pid }) => {
      out.say(`${out.color.yellow("!")} an engine (process ${pid}) still holds the stack: waiting for it`);
    },
  });
  for (const { pid } of removed)
    out.say(`${out.color.yellow("!")} removed the lock of an engine that was killed (process ${pid})`);
  for (const name of removeCutShort(backend, stack))
    out.say(`${out.color.yellow("!")} removed ${name}, which a killed engine had not finished`);
}

function tellOfOther(out: Console, stack: string): (holder: { pid: number }) => void {
  return ({ pid }) => {
    out.say(`${out.color.yellow("!")} another run of ${stack} (process ${pid}) is under way: waiting for it`);
  };
}

function mark(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, began: new Date().toISOString() }));
}

/**
 * Lets a run end in order. From a terminal, Ctrl-C reaches the engine as well, and passing it on would be a second
 * one, which makes the engine drop everything: the first is only noted here. Off a terminal nobody else tells it.
 */
function onInterrupt(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  let count = 0;
  const interrupted = (): void => {
    count += 1;
    if (!process.stdin.isTTY || count > 1) controller.abort();
  };
  const terminated = (): void => {
    controller.abort();
  };
  process.on("SIGINT", interrupted).on("SIGTERM", terminated);
  return {
    signal: controller.signal,
    release: () => {
      process.off("SIGINT", interrupted).off("SIGTERM", terminated);
    },
  };
}
