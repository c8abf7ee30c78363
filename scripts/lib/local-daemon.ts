import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../../tools/lock";
import type { CloudStart } from "./cloud-start";
import { exitCode, Failure } from "./failure";
import { runningCloud, startLocalCloud, type LocalCloudAddress } from "./local-cloud";
import { localPaths, projectRoot, type LocalPaths } from "./paths";

const patience = 60_000;

/** Starts a local cloud that stays when this process ends, and answers where it listens. */
export async function startDaemon(
  stack: string,
  local: LocalPaths,
  start: CloudStart = {},
): Promise<LocalCloudAddress> {
  const running = runningCloud(local);
  if (running) return running;
  fs.mkdirSync(local.root, { recursive: true });
  fs.rmSync(local.cloudFile, { force: true });
  const log = path.join(local.root, "cloud.log");
  const output = fs.openSync(log, "w");
  const child = spawn(
    process.execPath,
    ["--require", require.resolve("tsx/cjs"), __filename, stack, JSON.stringify(start)],
    {
      cwd: projectRoot,
      detached: true,
      stdio: ["ignore", output, output],
      windowsHide: true,
    },
  );
  fs.closeSync(output);
  const state: { ended: boolean } = { ended: false };
  child.once("exit", () => {
    state.ended = true;
  });
  child.unref();
  const deadline = Date.now() + patience;
  for (;;) {
    const address = runningCloud(local);
    if (address) return address;
    if (state.ended || Date.now() > deadline) {
      const reason = fs.readFileSync(log, "utf8").trim() || "it ended without a word";
      throw new Failure(`the local cloud of ${stack} does not start: ${reason}`, exitCode.failed);
    }
    await delay(100);
  }
}

/** Stops a local cloud that was started to stay; false when none runs. */
export async function stopDaemon(local: LocalPaths): Promise<boolean> {
  const running = runningCloud(local);
  fs.rmSync(local.cloudFile, { force: true });
  if (!running) return false;
  process.kill(running.pid, "SIGTERM");
  const deadline = Date.now() + patience;
  while (isAlive(running.pid)) {
    if (Date.now() > deadline)
      throw new Failure(`the local cloud (process ${running.pid}) does not end`, exitCode.failed);
    await delay(50);
  }
  return true;
}

/**
 * What the daemon process runs: the local cloud ends with its parent, so a parent is kept for it. It ends when it is
 * told to, when its cloud ends, or when its address file is taken away.
 */
async function serve(stack: string, start: CloudStart): Promise<void> {
  const local = localPaths(stack);
  const cloud = await startLocalCloud(local, start);
  const { scenario, region, rows } = start;
  const address: LocalCloudAddress = {
    ...(scenario === undefined ? {} : { scenario }),
    ...(region === undefined ? {} : { region }),
    ...(rows === undefined ? {} : { rows }),
    pid: process.pid,
    providers: cloud.providers,
    ...(cloud.faces ? { faces: cloud.faces } : {}),
  };
  fs.writeFileSync(`${local.cloudFile}.tmp`, JSON.stringify(address));
  fs.renameSync(`${local.cloudFile}.tmp`, local.cloudFile);
  const stop = (code: number): void => {
    fs.rmSync(local.cloudFile, { force: true });
    void cloud.stop().then(() => process.exit(code));
  };
  process.on("SIGTERM", () => {
    stop(0);
  });
  process.on("SIGINT", () => {
    stop(0);
  });
  void cloud.died.then((reason) => {
    process.stderr.write(`${reason}\n`);
    stop(1);
  });
}

if (require.main === module) {
  serve(process.argv[2] ?? "", JSON.parse(process.argv[3] ?? "{}") as CloudStart).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
