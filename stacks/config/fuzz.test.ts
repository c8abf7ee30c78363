import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseStackConfig } from "./parse";
import { formatProblems, type ConfigProblem } from "./problems";
import { loadStackFile } from "./stack-file";
import { testDay, testFile, validConfig } from "./testing";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One change somewhere in a configuration: `at` picks the place among all of them. */
interface Mutation {
  readonly at: number;
  readonly kind: "replace" | "remove" | "rename" | "add";
  readonly key: string;
  readonly value: unknown;
}

const key = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("__proto__", "constructor", "name", "", "a.b"),
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    "swedencentral",
    "chat",
    "primary",
    "10.0.0.0/33",
    "999.0.0.0/8",
    "GlobalStandard",
    -0,
    1e308,
    "é",
  ),
);
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom("replace", "remove", "rename", "add"),
  key,
  value,
});

/** Applies a mutation to a fresh copy. */
function mutate(config: Json, { at, kind, key: newKey, value: newValue }: Mutation): Json {
  const copy = structuredClone(config);
  const places = placesOf(copy);
  const place = places[at % places.length];
  if (!place) return copy;
  const { parent, key: oldKey } = place;
  const fresh = newValue as Json;
  if (Array.isArray(parent)) {
    if (kind === "remove") parent.splice(Number(oldKey), 1);
    else if (kind === "add") parent.push(fresh);
    else parent[Number(oldKey)] = fresh;
    return copy;
  }
  if (kind === "replace") define(parent, oldKey, fresh);
  if (kind === "add") define(parent, newKey, fresh);
  if (kind === "rename") define(parent, newKey, parent[oldKey] ?? null);
  if (kind === "remove" || kind === "rename") Reflect.deleteProperty(parent, oldKey);
  return copy;
}

/** As JSON.parse would: `__proto__` is a key like any other. */
function define(target: Record<string, Json>, name: string, content: Json): void {
  Object.defineProperty(target, name, {
    value: content,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesOf(node: Json): { parent: Json[] | Record<string, Json>; key: string }[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => [{ parent: node, key: name }, ...placesOf(child)]);
}

function expectWellFormed(problems: readonly ConfigProblem[]): void {
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) {
    expect(problem).toHaveProperty("value");
    expect(problem.path).not.toBe("");
    expect(problem.message).not.toBe("");
    expect(problem.fix).not.toBe("");
  }
  expect(formatProblems(problems)).toContain("fix: ");
  const said = problems.map(({ path, message }) => `${path}: ${message}`);
  expect(new Set(said).size, `said twice: ${said.join("\n")}`).toBe(said.length);
}

describe("any change to a configuration", () => {
  const valid = validConfig() as unknown as Json;

  it("is accepted or explained, never thrown at", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        const raw = mutations.reduce(mutate, valid) as Record<string, unknown>;
        const result = parseStackConfig(raw, testFile, { on: testDay });
        if (!result.ok) expectWellFormed(result.problems);
      }),
      { numRuns: 600 },
    );
  });

  it("keeps what was accepted acceptable: parsing a parsed configuration changes nothing", () => {
    fc.assert(
      fc.property(mutation, (one) => {
        const first = parseStackConfig(mutate(valid, one) as Record<string, unknown>, testFile, {
          on: testDay,
        });
        if (first.ok) expect(parseStackConfig({ ...first.config }, testFile, { on: testDay })).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  it("of its text is read or explained, with a line of the file", () => {
    const config = Object.fromEntries(
      Object.entries(validConfig()).map(([name, section]) => [`cornerstone:${name}`, section]),
    );
    const text = stringify({ config });
    const junk = fc.constantFrom(
      "",
      ":",
      "- ",
      "&a ",
      "*a ",
      "{",
      "\t",
      "\n",
      "? ",
      "!!x ",
      "<<: *a\n",
      "'",
      "---\n",
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(8), fc.oneof(junk, fc.string()), (start, length, inserted) => {
        const broken = text.slice(0, start) + inserted + text.slice(start + length);
        const result = loadStackFile(broken, testFile, { on: testDay });
        if (result.ok) return;
        expectWellFormed(result.problems);
        const lines = broken.split("\n").length;
        for (const { line } of result.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 400 },
    );
  });
});
