import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missing, resourceFacts, resourceTokens, typeFacts, unknownValue, validateInputs } from "./index";
import type { Value, ValueType, Values } from "./index";

const account = "azure-native:cognitiveservices:Account";

function reasons(token: string, inputs: Values): string[] {
  return validateInputs(token, inputs).map(({ reason }) => reason);
}

describe("validateInputs", () => {
  it("accepts an account", () => {
    expect(
      reasons(account, {
        accountName: "contoso",
        resourceGroupName: unknownValue,
        location: "swedencentral",
        kind: "AIServices",
        sku: { name: "S0" },
        identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/s/identity"] },
        properties: {
          disableLocalAuth: true,
          networkAcls: {
            defaultAction: "Deny",
            ipRules: [{ value: "203.0.113.0/24" }],
            virtualNetworkRules: [],
          },
        },
        tags: { environment: "prod" },
      }),
    ).toEqual([]);
  });

  it.each<[string, string, Values, string[]]>([
    ["a missing property", account, {}, ["missing required property 'resourceGroupName'"]],
    ["a null", account, { resourceGroupName: null }, ["missing required property 'resourceGroupName'"]],
    [
      "a missing property of a nested object",
      account,
      { resourceGroupName: "rg", sku: { tier: "Standard" } },
      ["missing required property 'sku.name'"],
    ],
    [
      "a missing property of a listed object",
      account,
      { resourceGroupName: "rg", properties: { networkAcls: { ipRules: [{ value: "1.2.3.4" }, {}] } } },
      ["missing required property 'properties.networkAcls.ipRules[1].value'"],
    ],
    [
      "a number for a string",
      account,
      { resourceGroupName: "rg", kind: 4 },
      ["'kind' should be of type 'string' but got a number"],
    ],
    [
      "a number for an enum",
      account,
      { resourceGroupName: "rg", properties: { publicNetworkAccess: 0 } },
      ["'properties.publicNetworkAccess' should be of type 'string' but got a number"],
    ],
    [
      "a string for a number",
      "azure-native:cognitiveservices:Deployment",
      { resourceGroupName: "rg", accountName: "a", sku: { name: "Standard", capacity: "10" } },
      ["'sku.capacity' should be of type 'number' but got a string"],
    ],
    [
      "a string for a boolean",
      account,
      { resourceGroupName: "rg", properties: { disableLocalAuth: "true" } },
      ["'properties.disableLocalAuth' should be of type 'boolean' but got a string"],
    ],
    [
      "a list for an object",
      account,
      { resourceGroupName: "rg", sku: [] },
      ["'sku' should be of type 'object' but got an array"],
    ],
    [
      "a string for an object",
      account,
      { resourceGroupName: "rg", sku: "S0" },
      ["'sku' should be of type 'object' but got a string"],
    ],
    [
      "a string for a list",
      "azure-native:network:VirtualNetwork",
      { resourceGroupName: "rg", addressSpace: { addressPrefixes: "10.0.0.0/16" } },
      ["'addressSpace.addressPrefixes' should be of type 'array' but got a string"],
    ],
  ])("objects to %s", (_, token, inputs, expected) => {
    expect(reasons(token, inputs)).toEqual(expected);
  });

  it.each<[string, Values]>([
    ["an unknown property", { colour: "red" }],
    ["an enum value that does not exist", { properties: { publicNetworkAccess: "Sometimes" } }],
    ["an object for a scalar", { kind: { name: "AIServices" } }],
    ["a boolean for a string", { kind: true }],
    ["members of a map", { tags: { environment: 4 } }],
  ])("passes on to ARM, as the real provider does: %s", (_, inputs) => {
    expect(reasons(account, { resourceGroupName: "rg", ...inputs })).toEqual([]);
  });

  it("does not look into a union, as the real provider does not", () => {
    const connection = "azure-native:cognitiveservices:AccountConnection";
    const named = { resourceGroupName: "rg", accountName: "a", connectionName: "c" };
    expect(reasons(connection, { ...named, properties: { category: 4 } })).toEqual([]);
    expect(reasons(connection, { ...named, properties: "x" })).toEqual([
      "'properties' should be of type 'object' but got a string",
    ]);
  });

  it("says how to set a location", () => {
    expect(missing("location").reason).toBe(
      "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
    );
    expect(missing("properties.location").reason).toBe("missing required property 'properties.location'");
  });

  it("accepts nothing but unknowns for every type, and names each required property otherwise", () => {
    for (const token of resourceTokens()) {
      const required = [...resourceFacts(token)!.inputs]
        .filter(([, input]) => input.required)
        .map(([name]) => name);
      expect(reasons(token, Object.fromEntries(required.map((name) => [name, unknownValue])))).toEqual([]);
      expect(validateInputs(token, {}).map(({ property }) => property)).toEqual(required);
    }
  });

  it("accepts any well-typed value of every resource type", () => {
    fc.assert(
      fc.property(fc.constantFrom(...resourceTokens()), fc.nat(), (token, seed) => {
        const inputs = [...resourceFacts(token)!.inputs].map(([name, { type }]) => [
          name,
          example(type, seed, 0),
        ]);
        expect(reasons(token, Object.fromEntries(inputs) as Values)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it("survives any JSON", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...resourceTokens()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (token, inputs) => {
          for (const { reason } of validateInputs(token, inputs)) expect(reason).toMatch(/^(missing|')/);
        },
      ),
    );
  });
});

/** A value of a type, cut off by unknowns where types refer to themselves. */
function example(type: ValueType, seed: number, depth: number): Value {
  if (depth > 5) return unknownValue;
  switch (type.kind) {
    case "string":
      return "text";
    case "number":
      return seed % 7;
    case "boolean":
      return seed % 2 === 0;
    case "any":
      return { anything: [1, null] };
    case "constant":
      return type.value;
    case "enum":
      return type.values[seed % type.values.length]!;
    case "array":
      return [example(type.items, seed, depth + 1)];
    case "map":
      return { key: example(type.values, seed, depth + 1) };
    case "union":
      return example(type.of[seed % type.of.length]!, seed, depth + 1);
    case "object":
      return Object.fromEntries(
        [...typeFacts(type.ref)!.properties].map(([name, property]) => [
          name,
          example(property.type, seed, depth + 1),
        ]),
      );
  }
}
