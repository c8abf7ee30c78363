import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive, withLock } from "./lock";

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-lock-"));
  file = path.join(folder, "a", "lock");
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const nobody = 4_194_999;

describe("withLock", () => {
  it("lets one in at a time, and all in the end", async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(file, work, { interval: 1 })));
    expect(most).toBe(1);
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it("gives the lock back when the action fails", async () => {
    await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(fs.existsSync(file)).toBe(false);
  });

  it.each([
    ["of a process that is dead", JSON.stringify({ pid: nobody, host: os.hostname(), token: "t" })],
    ["that a crash cut short", '{"pid": 12'],
  ])("takes over the lock %s", async (_, content) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    expect(await withLock(file, () => Promise.resolve("in"))).toBe("in");
  });

  it("waits for a live process, and says for whom", async () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, host: os.hostname(), token: "t" }));
    const waited: number[] = [];
    const done = withLock(file, () => Promise.resolve("in"), {
      interval: 5,
      onWait: ({ pid }) => {
        waited.push(pid);
        setTimeout(() => {
          fs.rmSync(file);
        }, 30);
      },
    });
    expect(await done).toBe("in");
    expect(waited).toEqual([process.pid]);
  });

  it("leaves alone the fresh lock of another machine", async () => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ pid: nobody, host: "elsewhere", token: "t" }));
    const result = await Promise.race([
      withLock(file, () => Promise.resolve("in"), { interval: 5 }),
      new Promise((resolve) => setTimeout(resolve, 60, "still waiting")),
    ]);
    expect(result).toBe("still waiting");
    fs.rmSync(file);
  });
});

it("isAlive tells the living from the dead", () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(nobody)).toBe(false);
});
