import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

export interface LockOptions {
  /** Called once when another live process holds the lock and this one begins to wait. */
  readonly onWait?: (holder: { pid: number; host: string }) => void;
  /** How often to look again, in milliseconds. Default 500. */
  readonly interval?: number;
}

/** A holder on another host (a shared home) cannot be asked whether it lives: its lock counts while it is touched. */
const foreignLifetime = 60_000;
const heartbeat = 15_000;

/**
 * Runs `action` while holding the lock file, and gives the lock back whatever happens. A lock whose process is dead
 * is taken over. The lock saves double work; what it guards must stay correct without it (build aside, then rename),
 * since no file lock survives every crash on every file system.
 */
export async function withLock<T>(
  file: string,
  action: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const mine: Holder = { pid: process.pid, host: os.hostname(), token: crypto.randomUUID() };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file, mine)) {
    const holder = read(file);
    if (!holder || isStale(file, holder)) {
      remove(file, holder);
      continue;
    }
    if (!told) options.onWait?.(holder);
    told = true;
    await delay(options.interval ?? 500);
  }
  const beat = setInterval(() => {
    touch(file);
  }, heartbeat);
  beat.unref();
  try {
    return await action();
  } finally {
    clearInterval(beat);
    remove(file, mine);
  }
}

/** True when a process of this id runs on this machine, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Creates the lock with its content in one step: a reader never sees a half-written one. */
function take(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.token}`;
  fs.writeFileSync(draft, JSON.stringify(holder));
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    return takeWithoutLinks(file, holder);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Some file systems (FAT, a few network shares) have no hard links. */
function takeWithoutLinks(file: string, holder: Holder): boolean {
  try {
    fs.writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isStale(file: string, holder: Holder): boolean {
  if (holder.host === os.hostname()) return !isAlive(holder.pid);
  try {
    return Date.now() - fs.statSync(file).mtimeMs > foreignLifetime;
  } catch {
    return true;
  }
}

/** Removes the lock only if it is still the one that was judged. */
function remove(file: string, judged: Holder | undefined): void {
  if (read(file)?.token === judged?.token) fs.rmSync(file, { force: true });
}

function touch(file: string): void {
  try {
    const now = new Date();
    fs.utimesSync(file, now, now);
  } catch {
    // Gone: somebody judged this process dead. The work goes on and ends in an atomic rename.
  }
}
