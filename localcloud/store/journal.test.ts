import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Store } from "./store";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "cornerstone-store-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const journal = () => join(directory, "journal-0.jsonl");

async function write(count: number): Promise<void> {
  const store = Store.open(directory);
  for (let index = 0; index < count; index++) {
    await store.commit([{ table: "t", key: `k${index}`, value: { index } }]);
  }
  await store.close();
}

async function reopen(): Promise<Record<string, unknown>> {
  const store = Store.open(directory);
  const content = Object.fromEntries(store.entries("t"));
  await store.close();
  return content;
}

describe("a store on disk", () => {
  it("has what was acknowledged, without having been closed", async () => {
    const store = Store.open(directory);
    await store.commit([{ table: "t", key: "a", value: { n: 1 } }]);
    await Promise.all([
      store.commit([{ table: "t", key: "b", value: { n: 2 } }]),
      store.commit([
        { table: "t", key: "a" },
        { table: "t", key: "c", value: { n: 3 } },
      ]),
    ]);
    // As a killed process leaves it: a lock of nobody, and no goodbye.
    writeFileSync(join(directory, "lock"), JSON.stringify({ pid: 2 ** 30 }));
    expect(await reopen()).toEqual({ b: { n: 2 }, c: { n: 3 } });
    await store.close();
  });

  it("loses nothing but the record that was torn, wherever it was torn", async () => {
    await write(3);
    const whole = readFileSync(journal());
    const lastRecord = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (let length = lastRecord; length < whole.length; length++) {
      writeFileSync(journal(), whole.subarray(0, length));
      expect(Object.keys(await reopen())).toEqual(["k0", "k1"]);
      expect(readFileSync(journal()).length).toBe(lastRecord);
    }
    writeFileSync(journal(), whole);
    expect(Object.keys(await reopen())).toEqual(["k0", "k1", "k2"]);
  });

  it("goes on writing after a torn record", async () => {
    await write(2);
    truncateSync(journal(), readFileSync(journal()).length - 3);
    await write(1);
    expect(Object.keys(await reopen())).toEqual(["k0"]);
  });

  it("keeps a transaction whole or not at all", async () => {
    const store = Store.open(directory);
    await store.commit([{ table: "t", key: "a", value: { n: 1 } }]);
    await store.commit([
      { table: "t", key: "b", value: {} },
      { table: "t", key: "a" },
    ]);
    await store.close();
    truncateSync(journal(), readFileSync(journal()).length - 1);
    expect(await reopen()).toEqual({ a: { n: 1 } });
  });

  it("refuses a journal that is damaged in the middle, and says what to do", async () => {
    await write(3);
    const lines = readFileSync(journal(), "utf8").split("\n");
    writeFileSync(journal(), [lines[0], "garbage", lines[2], ""].join("\n"));
    expect(() => Store.open(directory)).toThrow(/is damaged at byte \d+: .*reset the local cloud/);
    // The lock is free again, so that a reset can be followed by a start.
    expect(readdirSync(directory)).not.toContain("lock");
  });

  it("writes a snapshot now and then, and drops the journal before it", async () => {
    const store = Store.open(directory);
    await Promise.all(
      Array.from({ length: 5_001 }, (_, index) =>
        store.commit([{ table: "t", key: `k${index % 10}`, value: { index } }]),
      ),
    );
    await store.commit([{ table: "t", key: "after", value: {} }]);
    await store.close();
    expect(readdirSync(directory).sort()).toEqual(["journal-1.jsonl", "snapshot.json"]);
    expect(Object.keys(await reopen())).toHaveLength(11);
    expect((await reopen())["k0"]).toEqual({ index: 5_000 });
  });

  it("ignores what a crash left of a snapshot: the file that was not renamed, the journal that was not removed", async () => {
    await write(2);
    writeFileSync(join(directory, "snapshot.json.new"), '{"journal":1,"sta');
    expect(Object.keys(await reopen())).toEqual(["k0", "k1"]);
    writeFileSync(join(directory, "snapshot.json"), JSON.stringify({ journal: 1, state: { t: { s: {} } } }));
    expect(Object.keys(await reopen())).toEqual(["s"]);
    expect(readdirSync(directory)).not.toContain("journal-0.jsonl");
  });

  it("fails all writes after one that the disk refused", async () => {
    const store = Store.open(directory);
    await store.close();
    await expect(store.commit([{ table: "t", key: "a", value: {} }])).rejects.toThrow(/closed/);
  });
});

describe("the lock of a store", () => {
  it("lets one process in", () => {
    const store = Store.open(directory);
    expect(() => Store.open(directory)).toThrow(`is in use by process ${process.pid}`);
    void store.close();
  });

  it.each([
    ["of a process that is gone", JSON.stringify({ pid: 2 ** 30 })],
    [
      "of an earlier process with the same number",
      JSON.stringify({ pid: process.pid, startedAt: "another-boot/1" }),
    ],
    ["that was torn", '{"pi'],
  ])("is taken over when it is stale: %s", (_, content) => {
    // Without a start time there is no way to tell two processes with one number apart.
    if (content.includes("another-boot") && process.platform !== "linux") return;
    writeFileSync(join(directory, "lock"), content);
    const store = Store.open(directory);
    expect(() => Store.open(directory)).toThrow(/in use/);
    void store.close();
  });

  it("does not touch what else lies in the directory", async () => {
    appendFileSync(join(directory, "notes.txt"), "mine");
    await write(1);
    expect(readdirSync(directory)).toContain("notes.txt");
  });
});
