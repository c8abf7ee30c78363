import type { AsyncLocalStorage } from "node:async_hooks";
// Sets globalThis.asyncLocalStorage.
import "@pulumi/pulumi/runtime/state";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchRejections } from "./rejections";

/** The store of a run, as the Pulumi SDK holds it. */
const runs = () => globalThis.asyncLocalStorage as AsyncLocalStorage<object>;
const turn = () => new Promise((done) => setImmediate(done));
const reject = (reason: string) => {
  void Promise.reject(new Error(reason));
};

describe("watchRejections", () => {
  const elsewhere: unknown[] = [];
  const listener = (reason: unknown) => elsewhere.push(reason);
  let before: NodeJS.UnhandledRejectionListener[] = [];

  beforeEach(() => {
    before = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", listener);
    elsewhere.length = 0;
  });
  afterEach(() => {
    process.removeAllListeners("unhandledRejection");
    before.forEach((each) => process.on("unhandledRejection", each));
  });

  const messages = (reasons: readonly unknown[]) => reasons.map((reason) => (reason as Error).message);

  it("gives each run its own rejections, and everybody else theirs", async () => {
    const [first, second] = [{ run: 1 }, { run: 2 }];
    const seen = { first: [] as unknown[], second: [] as unknown[] };
    const releases = [
      watchRejections(first, (reason) => seen.first.push(reason)),
      watchRejections(second, (reason) => seen.second.push(reason)),
    ];
    runs().run(first, () => {
      reject("of the first");
      setTimeout(() => {
        reject("of the first, later");
      }, 1);
    });
    runs().run(second, () => {
      reject("of the second");
    });
    reject("of nobody");
    await new Promise((done) => setTimeout(done, 10));
    releases.forEach((release) => {
      release();
    });
    expect(messages(seen.first)).toEqual(["of the first", "of the first, later"]);
    expect(messages(seen.second)).toEqual(["of the second"]);
    expect(messages(elsewhere)).toEqual(["of nobody"]);
  });

  it("puts the listeners back when the last run ends, with those that came meanwhile", async () => {
    const meanwhile = () => undefined;
    const [one, two] = [watchRejections({}, () => undefined), watchRejections({}, () => undefined)];
    process.on("unhandledRejection", meanwhile);
    one();
    expect(process.listeners("unhandledRejection")).not.toContain(listener);
    two();
    expect(process.listeners("unhandledRejection")).toEqual([listener, meanwhile]);
    process.off("unhandledRejection", meanwhile);
    reject("after all runs");
    await turn();
    expect(messages(elsewhere)).toEqual(["after all runs"]);
  });
});
