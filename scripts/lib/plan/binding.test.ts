import { describe, expect, it } from "vitest";
import { differences, sha256, stateHash, type Binding, type Circumstances } from "./binding";

const now: Circumstances = {
  stack: "prod",
  commit: "a".repeat(40),
  configuration: sha256("configuration"),
  packages: sha256("packages"),
  state: sha256("state"),
  engine: "3.259.0",
  plan: sha256("plan"),
};
const bound: Binding = { version: 1, made: "2026-11-23T00:00:00.000Z", ...now };

describe("a plan", () => {
  it("may be applied where nothing has changed", () => {
    expect(differences(bound, now)).toEqual([]);
  });

  it.each(Object.keys(now) as (keyof Circumstances)[])("is refused when its %s is another", (key) => {
    const moved = differences(bound, { ...now, [key]: "f".repeat(64) });
    expect(moved).toHaveLength(1);
    expect(moved[0]).toContain("ffffffffffff now");
  });
});

describe("the hash of a state", () => {
  const state = (inputs: object, times = "2026-01-01T00:00:00Z") => ({
    version: 3,
    deployment: {
      manifest: { time: times, version: "v3" },
      resources: [{ urn: "urn:a", inputs, created: times, modified: times }],
    },
  });

  it("moves with what a resource is, not with when it was read, by whom, or in which order it names its properties", () => {
    expect(stateHash(state({ a: 1, b: 2 }))).toBe(stateHash(state({ b: 2, a: 1 }, "2026-02-02T00:00:00Z")));
    expect(stateHash(state({ a: 1 }))).not.toBe(stateHash(state({ a: 2 })));
    expect(stateHash(state({ s: { ciphertext: "x1" } }))).toBe(stateHash(state({ s: { ciphertext: "x2" } })));
  });

  it("tells an operation that a killed run left pending", () => {
    const pending = { deployment: { resources: [], pending_operations: [{ type: "creating" }] } };
    expect(stateHash(pending)).not.toBe(stateHash({ deployment: { resources: [] } }));
  });
});
