import { describe, expect, it } from "vitest";
import { seedOf } from "../arm/seed";
import { parseArmId } from "../arm/id";
import { fill } from "../arm/template";
import { type Properties, type ValueType, resourceFacts, typeFacts } from "../schema/index";
import { resourceTypes } from "./index";

const context = {
  id: parseArmId("/subscriptions/s/resourceGroups/g/providers/A.B/parents/p/children/c"),
  location: "swedencentral",
  tenantId: "t",
  now: 0,
  incarnation: 1,
  revision: 1,
  seed: seedOf("test"),
};

describe("tokens", () => {
  it("have one row each", () => {
    const tokens = resourceTypes.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe.each(resourceTypes.map((row) => [row.token, row] as const))("%s", (token, row) => {
  const { inputs, outputs } = resourceFacts(token)!;
  const flattened = !outputs.has("properties");

  it("speaks of inputs that exist", () => {
    const paths = [
      ...Object.keys(row.autoName ?? {}),
      ...Object.keys(row.rules ?? {}),
      ...(row.forceNew ?? []),
      ...(row.maintained ?? []),
      ...(row.nested ?? []),
      ...Object.keys(row.renamed ?? {}).filter((name) => !outputs.has(name)),
    ];
    expect(paths.filter((path) => !exists(inputs, path.split(".")))).toEqual(row.ownParameters ?? []);
  });

  it("sets what the SDK has an output for", () => {
    const names = new Map(Object.entries(row.renamed ?? {}).map(([sdk, arm]) => [arm, sdk]));
    const paths = Object.keys({ ...row.defaults, ...row.computed })
      .map((path) => (flattened ? path.replace(/^properties\./, "") : path))
      .map((path) => names.get(path) ?? path);
    const strangers = paths.filter((path) => !exists(outputs, path.split(".")));
    // ARM shows these of some types, and the SDK leaves them out.
    expect(strangers.filter((path) => !/provisioningState$|^properties.internalId$/.test(path))).toEqual([]);
  });

  it("has placeholders that can be filled", () => {
    expect(JSON.stringify(fill(row.computed ?? {}, context))).not.toMatch(/\{\w+(:\w+)?\}/);
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
