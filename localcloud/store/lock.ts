import { linkSync, mkdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A living process has the store open. */
export class StoreBusyError extends Error {}

interface Holder {
  readonly pid: number;
  /** Tells a process from an earlier one with the same number, where the system says when a process started. */
  readonly startedAt?: string;
}

/**
 * Takes the lock of a store directory and returns how to release it. A lock whose holder is gone (a crash, a kill, a
 * reboot) is taken over. Throws
 * `StoreBusyError` when a living process holds it.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "lock");
  if (!tryCreate(file)) {
    takeOver(directory, file);
  }
  return () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** Appears with its content in one step: a reader must never take an unfinished lock for a stale one. */
function tryCreate(file: string): boolean {
  const startedAt = startOf(process.pid);
  const holder: Holder = { pid: process.pid, ...(startedAt !== undefined && { startedAt }) };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw new Error(`the store's lock ${file} cannot be made; its file system must know hard links`, {
      cause: error,
    });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Two processes must not both find the same stale lock and remove each other's: one at a time may look. */
function takeOver(directory: string, file: string): void {
  const guard = join(directory, "lock.takeover");
  if (!tryGuard(guard))
    throw new StoreBusyError(`the store ${directory} is being opened by another process; try again`);
  try {
    const holder = readHolder(file);
    if (holder && isAlive(holder)) {
      throw new StoreBusyError(
        `the store ${directory} is in use by process ${holder.pid}; stop that local cloud first (cornerstone local stop)`,
      );
    }
    rmSync(file, { force: true });
    if (!tryCreate(file))
      throw new StoreBusyError(`the store ${directory} was just opened by another process; try again`);
  } finally {
    rmdirSync(guard);
  }
}

const guardLifetime = 5_000;

function tryGuard(guard: string): boolean {
  try {
    mkdirSync(guard);
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  // Its maker lives for milliseconds: an old one was left by a crash.
  if (Date.now() - statSync(guard).mtimeMs < guardLifetime) return false;
  rmdirSync(guard);
  return tryGuard(guard);
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== "EPERM") return false;
  }
  const actual = startOf(pid);
  return startedAt === undefined || actual === undefined || actual === startedAt;
}

/** When a process started, in clock ticks since boot with the boot's identity; only Linux tells without a helper program. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name may hold spaces and brackets: count the fields after its closing one.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return ticks === undefined ? undefined : `${boot}/${ticks}`;
  } catch {
    return undefined;
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
