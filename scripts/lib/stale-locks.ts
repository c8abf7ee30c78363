import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isAlive } from "../../tools/lock";
import { run } from "../../tools/run";
import { exitCode, Failure } from "./failure";
import { projectName } from "./stack-file";

/** The lock of the engine's file backend: one file a process (pulumi: pkg/backend/diy/lock.go). */
export interface EngineLock {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

export interface StackLock extends EngineLock {
  readonly file: string;
}

export interface LockOptions {
  /** Called once when a live engine holds the stack and this run begins to wait for it. */
  readonly onWait?: (lock: EngineLock) => void;
  /** Milliseconds to wait for a live engine, e.g. one whose parent was killed and that is winding up. Default 30,000. */
  readonly patience?: number;
  /** Whether a process lives and is an engine. For tests. */
  readonly isHeld?: (lock: EngineLock) => Promise<boolean>;
}

/**
 * Removes the locks that killed engines left on a stack of a file backend, and answers them. The lock of a live engine
 * is waited for, never removed; one of another machine is left alone, since nobody here can know whether it lives.
 */
export async function clearStaleLocks(
  backend: string,
  stack: string,
  options: LockOptions = {},
): Promise<readonly StackLock[]> {
  const isHeld = options.isHeld ?? isHeldByEngine;
  const deadline = Date.now() + (options.patience ?? 30_000);
  const removed: StackLock[] = [];
  let told = false;
  for (;;) {
    const locks = readLocks(backend, stack);
    const live: StackLock[] = [];
    for (const lock of locks) {
      if (lock.hostname !== os.hostname() || (await isHeld(lock))) live.push(lock);
      else {
        fs.rmSync(lock.file, { force: true });
        removed.push(lock);
      }
    }
    const [holder] = live;
    if (!holder) return removed;
    if (holder.hostname !== os.hostname() || Date.now() > deadline) throw heldBy(holder, stack);
    if (!told) options.onWait?.(holder);
    told = true;
    await delay(500);
  }
}

/** The folder of a file backend, its options (`?metadata=skip`) left out; undefined for any other backend. */
export function stateFolder(backend: string): string | undefined {
  if (!backend.startsWith("file:")) return undefined;
  const [url = ""] = backend.split("?");
  return url.startsWith("file://~")
    ? path.join(os.homedir(), url.slice("file://~".length))
    : fileURLToPath(url);
}

/** Where a file backend keeps the locks on a stack. */
export function lockFolder(root: string, stack: string): string {
  return path.join(root, ".pulumi", "locks", "organization", projectName, stack);
}

/** The locks on a stack; none where the backend is no folder of this machine. */
export function readLocks(backend: string, stack: string): readonly StackLock[] {
  const root = stateFolder(backend);
  if (root === undefined) return [];
  const folder = lockFolder(root, stack);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const file = path.join(folder, name);
      try {
        return [{ ...(JSON.parse(fs.readFileSync(file, "utf8")) as EngineLock), file }];
      } catch {
        // Given back in this moment, or cut short by the crash that left it: the next look tells.
        return [];
      }
    });
}

/** A process number is used again: what lives must also be an engine. */
async function isHeldByEngine({ pid }: EngineLock): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const name = await processName(pid);
  return name === undefined || /pulumi/i.test(name);
}

async function processName(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0];
    } catch {
      return undefined;
    }
  }
  const answer =
    process.platform === "win32"
      ? await run("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"])
      : await run("ps", ["-p", String(pid), "-o", "comm="]);
  return answer.code === 0 && answer.stdout.trim() ? answer.stdout.trim() : undefined;
}

function heldBy(lock: StackLock, stack: string): Failure {
  return new Failure(
    `stack "${stack}" is locked by ${lock.username}@${lock.hostname} (process ${lock.pid}, since ${lock.timestamp})`,
    exitCode.failed,
    "Wait until that run ends. If you know that it is dead, `pulumi cancel` removes the lock.",
  );
}
