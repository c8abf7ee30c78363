import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clearStaleLocks, readLocks, type EngineLock } from "./stale-locks";

let root: string;
let locks: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-locks-"));
  locks = path.join(root, ".pulumi", "locks", "organization", "cornerstone", "dev");
  fs.mkdirSync(locks, { recursive: true });
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function lock(name: string, over: Partial<EngineLock> = {}): string {
  const file = path.join(locks, `${name}.json`);
  const content = {
    pid: 4_194_999,
    username: "u",
    hostname: os.hostname(),
    timestamp: "2026-11-23T04:58:52Z",
    ...over,
  };
  fs.writeFileSync(file, JSON.stringify(content));
  fs.writeFileSync(`${file}.attrs`, "{}");
  return file;
}
const backend = (): string => pathToFileURL(root).href;

describe("clearStaleLocks", () => {
  it("removes the lock of an engine that is dead, and tells which", async () => {
    const file = lock("dead");
    const removed = await clearStaleLocks(backend(), "dev");
    expect(removed).toMatchObject([{ pid: 4_194_999 }]);
    expect(fs.existsSync(file)).toBe(false);
  });

  it("removes the lock of a process number that now is somebody else's", async () => {
    // This process lives, and is no engine.
    lock("reused", { pid: process.pid });
    expect(await clearStaleLocks(backend(), "dev")).toHaveLength(1);
  });

  it("never removes the lock of a live engine", async () => {
    const file = lock("live");
    await expect(
      clearStaleLocks(backend(), "dev", { patience: 0, isHeld: () => Promise.resolve(true) }),
    ).rejects.toThrow('stack "dev" is locked by u@');
    expect(fs.existsSync(file)).toBe(true);
  });

  it("waits for a live engine that is winding up", async () => {
    lock("ending");
    let looks = 0;
    const waited: number[] = [];
    await clearStaleLocks(backend(), "dev", {
      isHeld: () => Promise.resolve(++looks < 2),
      onWait: ({ pid }) => waited.push(pid),
    });
    expect(waited).toEqual([4_194_999]);
    expect(readLocks(backend(), "dev")).toEqual([]);
  });

  it("leaves the lock of another machine alone", async () => {
    const file = lock("elsewhere", { hostname: "elsewhere" });
    await expect(clearStaleLocks(backend(), "dev")).rejects.toThrow("u@elsewhere");
    expect(fs.existsSync(file)).toBe(true);
  });

  it("touches no other stack, and no backend that is not a folder", async () => {
    lock("dead");
    expect(await clearStaleLocks(backend(), "prod")).toEqual([]);
    expect(await clearStaleLocks("azblob://state", "dev")).toEqual([]);
    expect(readLocks(backend(), "dev")).toHaveLength(1);
  });
});
