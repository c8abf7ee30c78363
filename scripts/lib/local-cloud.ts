import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as readline from "node:readline";
import { isAlive } from "../../tools/lock";
import type { FaceAddresses } from "../../localcloud/face/index";
import type { CloudStart } from "./cloud-start";
import { exitCode, Failure } from "./failure";
import { projectRoot, type LocalPaths } from "./paths";

/** The providers of a running local cloud, by package, with the ports that they listen on. */
export interface LocalCloudAddress extends Omit<CloudStart, "faces"> {
  readonly pid: number;
  readonly providers: Readonly<Record<string, number>>;
  /** Where Azure's own clients find it; absent where they were not asked for. */
  readonly faces?: FaceAddresses;
}

export interface RunningCloud extends LocalCloudAddress {
  /** True when this run started it, and so ends it. */
  readonly own: boolean;
  /** Resolves with the reason when the process ends before `stop` was called; never otherwise. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

/** A start takes a second; a minute means that it will not come. */
const startTimeout = 60_000;
/** What is under way may finish; after this long the process is ended. */
const stopTimeout = 10_000;

/**
 * Takes the local cloud that serves this stack already (`cornerstone local start`), or starts one for this run.
 *
 * @throws Failure when a scenario is asked for and the running cloud has another
 */
export async function attachLocalCloud(local: LocalPaths, start: CloudStart = {}): Promise<RunningCloud> {
  const running = runningCloud(local);
  if (!running) return startLocalCloud(local, start);
  if (start.scenario !== undefined && start.scenario !== running.scenario)
    throw new Failure(
      `the local cloud runs already (process ${running.pid}), ${running.scenario === undefined ? "without a scenario" : `with scenario ${running.scenario}`}`,
      exitCode.usage,
      "Stop it first: `cornerstone local stop`.",
    );
  writeRows(local, start);
  return { ...running, own: false, died: new Promise(() => undefined), stop: () => Promise.resolve() };
}

/** The local cloud that was started to stay, if it lives. */
export function runningCloud(local: LocalPaths): LocalCloudAddress | undefined {
  try {
    const address = JSON.parse(fs.readFileSync(local.cloudFile, "utf8")) as LocalCloudAddress;
    return isAlive(address.pid) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** Starts a local cloud over the stack's store. It ends when this process ends, however that happens. */
export async function startLocalCloud(local: LocalPaths, start: CloudStart = {}): Promise<RunningCloud> {
  fs.mkdirSync(local.cloud, { recursive: true });
  writeRows(local, start);
  const main = path.join(projectRoot, "localcloud", "main.ts");
  const child = spawn(
    process.execPath,
    ["--require", require.resolve("tsx/cjs"), main, ...argumentsOf(local, start)],
    { stdio: ["pipe", "pipe", "pipe"], cwd: projectRoot, windowsHide: true },
  );
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("close", (code, signal) => {
      resolve(complaint.trim() || `it ended with ${signal ?? `exit code ${code ?? "unknown"}`}`);
    });
  });
  const address = await firstLine(child, ended);
  return {
    ...address,
    ...(start.scenario === undefined ? {} : { scenario: start.scenario }),
    own: true,
    died: ended.then((reason) => (stopping ? new Promise<string>(() => undefined) : reason)),
    stop: async () => {
      stopping = true;
      // Closing its input is the one way to ask that works on every platform.
      child.stdin.end();
      const force = setTimeout(() => child.kill("SIGKILL"), stopTimeout);
      await ended;
      clearTimeout(force);
    },
  };
}

function argumentsOf(local: LocalPaths, { scenario, region, faces }: CloudStart): string[] {
  return [
    ...["--directory", local.cloud, "--wait", "20", "--rows", rowsFileOf(local)],
    ...(scenario === undefined ? [] : ["--scenario", scenario]),
    ...(region === undefined ? [] : ["--region", region]),
    ...(faces ? ["--faces", path.join(local.root, "faces")] : []),
  ];
}

/** The cloud looks at the file whenever it needs a row, so that an edited stack file counts at once. */
function writeRows(local: LocalPaths, { rows }: CloudStart): void {
  if (!rows) return;
  const file = rowsFileOf(local);
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(rows));
  fs.renameSync(`${file}.tmp`, file);
}

function rowsFileOf(local: LocalPaths): string {
  return path.join(local.root, "cloud-rows.json");
}

async function firstLine(child: ChildProcess, ended: Promise<string>): Promise<LocalCloudAddress> {
  const output = child.stdout;
  if (!output) throw new Error("the local cloud was started without an output");
  const line = new Promise<string>((resolve) => {
    readline.createInterface({ input: output }).once("line", resolve);
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error("it did not answer within a minute"));
    }, startTimeout).unref();
  });
  const failed = ended.then((reason) => {
    throw new Error(reason);
  });
  try {
    return parseAddress(await Promise.race([line, failed, late]));
  } catch (error) {
    child.kill("SIGKILL");
    throw new Failure(
      `the local cloud does not start: ${error instanceof Error ? error.message : String(error)}`,
      exitCode.failed,
    );
  }
}

/** The line that the local cloud prints when it is ready: `{"azure-native": 40123, "pid": 4711}`. */
export function parseAddress(line: string): LocalCloudAddress {
  const { pid, faces, ...ports } = JSON.parse(line) as {
    pid?: unknown;
    faces?: FaceAddresses;
    [name: string]: unknown;
  };
  if (typeof pid !== "number") throw new Error(`it answered "${line.slice(0, 80)}"`);
  return { pid, providers: ports as Record<string, number>, ...(faces ? { faces } : {}) };
}
