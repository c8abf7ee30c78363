import { describe, expect, it } from "vitest";
import { seedOf } from "../../arm/seed";
import { type Properties, type ValueType, resourceFacts, typeFacts } from "../../schema/index";
import { awsBehaviours } from "../behaviours/index";
import { awsDefinitionOf } from "../definition";
import { canFill, fill } from "../template";
import { awsTypes } from "./index";

describe("rows", () => {
  it("are one a token, of types that the SDK has", () => {
    const tokens = awsTypes.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.filter((token) => !resourceFacts(token))).toEqual([]);
  });

  it("are there for every type that has a behaviour", () => {
    const tokens = new Set(awsTypes.map(({ token }) => token));
    const strangers = awsBehaviours.flatMap(({ types }) => types).filter((token) => !tokens.has(token));
    expect(strangers).toEqual(["*"]);
  });
});

describe.each(awsTypes.map((row) => [row.token, row] as const))("%s", (token, row) => {
  const { inputs, outputs } = resourceFacts(token)!;

  it("speaks of inputs that exist", () => {
    const paths = [
      ...(row.autoName ? [row.autoName.property] : []),
      ...(row.forceNew ?? []),
      ...Object.keys(row.defaults ?? {}),
      ...(row.conflicts ?? []).flat(),
      ...(row.exactlyOne ?? []).flat(),
      ...Object.keys(row.allowed ?? {}),
      ...Object.keys(row.lengths ?? {}),
      ...Object.keys(row.ranges ?? {}),
      ...(row.policies ?? []),
      ...(row.references ?? []).map(({ property }) => property),
    ];
    expect(paths.filter((path) => !exists(inputs, path.replaceAll("[]", "").split(".")))).toEqual([]);
  });

  it("computes what the SDK has an output for, and nothing that a program sets", () => {
    expect(Object.keys(row.optional ?? {}).filter((name) => !outputs.has(name))).toEqual([]);
    const computed = Object.keys(row.computed ?? {});
    expect(computed.filter((name) => !outputs.has(name) || inputs.has(name))).toEqual([]);
  });

  it("has a default for nothing that the program must set", () => {
    const preset = Object.keys({ ...row.defaults, ...row.optional });
    expect(preset.filter((name) => inputs.get(name)?.required)).toEqual([]);
  });

  it("names the type of every reference", () => {
    const types = (row.references ?? []).map(({ type }) => type);
    expect(types.filter((type) => awsDefinitionOf(type).row.missing === undefined)).toEqual([]);
  });

  it("has texts that can be filled out of the resource", () => {
    const attributes = Object.fromEntries(
      [...inputs.keys(), ...outputs.keys(), "id"].map((name) => [name, "x"]),
    );
    const context = {
      place: { account: "111122223333", region: "eu-central-1" },
      attributes,
      identity: "i",
      now: 0,
      seed: seedOf("test"),
    };
    // The ID of the default group of a network is the behaviour's to find.
    expect(canFill(row.id, { ...attributes, defaultOfVpc: "sg-1" })).toBe(true);
    const texts = JSON.stringify(fill({ ...row.computed, ...row.optional, logFormat: "" }, context));
    expect(texts).not.toMatch(/\{\w+(:\w+)?\}/);
  });

  it("says of every output that is always there what it is", () => {
    const behaviours = awsBehaviours.filter(({ types }) => types.includes(token));
    const told = new Set([
      ...Object.keys({ ...row.defaults, ...row.optional, ...row.computed }),
      "tagsAll",
      "region",
    ]);
    const open = [...outputs].filter(
      ([name, { required }]) => required && !told.has(name) && !inputs.get(name)?.required,
    );
    const named = awsDefinitionOf(token).autoName?.property;
    const untold = open.map(([name]) => name).filter((name) => name !== named);
    // What is left is computed by a behaviour, or comes with an input that the program may leave out.
    if (behaviours.some((behaviour) => "compute" in behaviour)) return;
    expect(untold.filter((name) => !inputs.has(name))).toEqual([]);
  });
});

function exists(properties: Properties, [first = "", ...rest]: readonly string[]): boolean {
  const found = properties.get(first);
  if (!found) return false;
  return rest.length === 0 || within(found.type, rest);
}

function within(type: ValueType, rest: readonly string[]): boolean {
  if (type.kind === "array") return within(type.items, rest);
  if (type.kind === "map" || type.kind === "any") return true;
  return type.kind === "object" && exists(typeFacts(type.ref)?.properties ?? new Map(), rest);
}
