import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isList,
  isValues,
  previewOutputs,
  resourceFacts,
  resourceTokens,
  typeFacts,
  unknownValue,
} from "./index";
import type { Properties, Value, ValueType, Values } from "./index";

const account = "azure-native:cognitiveservices:Account";

describe("previewOutputs", () => {
  it("shows inputs, and unknowns for what the service computes", () => {
    const outputs = previewOutputs(account, {
      accountName: "contoso",
      resourceGroupName: "rg",
      location: "swedencentral",
      kind: "AIServices",
      sku: { name: "S0" },
      tags: { environment: "prod", stage: unknownValue },
      identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/s/identity"] },
      properties: {
        customSubDomainName: "contoso",
        disableLocalAuth: true,
        networkAcls: { ipRules: [{ value: "1.2.3.4" }] },
      },
    })!;
    expect(outputs).toMatchObject({
      azureApiVersion: unknownValue,
      etag: unknownValue,
      kind: "AIServices",
      location: "swedencentral",
      name: unknownValue,
      systemData: unknownValue,
      tags: { environment: "prod", stage: unknownValue },
      type: unknownValue,
      sku: {
        name: "S0",
        tier: unknownValue,
        capacity: unknownValue,
        family: unknownValue,
        size: unknownValue,
      },
      // A list of identities goes in, a map of them comes out.
      identity: { type: "UserAssigned", userAssignedIdentities: unknownValue, principalId: unknownValue },
      properties: {
        customSubDomainName: "contoso",
        disableLocalAuth: true,
        endpoint: unknownValue,
        networkAcls: { ipRules: [{ value: "1.2.3.4" }], defaultAction: unknownValue },
        provisioningState: unknownValue,
      },
    });
    expect(outputs).not.toHaveProperty("id");
    expect(outputs).not.toHaveProperty("accountName");
    expect(outputs).not.toHaveProperty("resourceGroupName");
  });

  it("is unknown where an input has another type than the output", () => {
    expect(
      previewOutputs(account, { kind: 4, sku: "S0", tags: [], properties: { disableLocalAuth: "yes" } }),
    ).toMatchObject({
      kind: unknownValue,
      sku: unknownValue,
      tags: unknownValue,
      properties: { disableLocalAuth: unknownValue },
    });
  });

  it("fills in constants of the response", () => {
    const rule = "azure-native:network:AdminRule";
    expect(resourceFacts(rule)!.outputs.get("kind")!.type).toEqual({ kind: "constant", value: "Custom" });
    expect(previewOutputs(rule, {})!["kind"]).toBe("Custom");
  });

  it("takes an object of a union as it was sent", () => {
    const properties = { authType: "AAD", target: "https://contoso.example" };
    expect(
      previewOutputs("azure-native:cognitiveservices:AccountConnection", { properties })!["properties"],
    ).toEqual(properties);
  });

  it("has nothing to say of a type without facts", () => {
    expect(previewOutputs("azure-native:compute:VirtualMachine", {})).toBeUndefined();
  });

  it("marks unknowns as the engine does", () => {
    expect(unknownValue).toBe(pulumi.runtime.unknownValue);
  });

  it("never invents a known value", () => {
    fc.assert(
      fc.property(fc.constantFrom(...resourceTokens()), fc.infiniteStream(fc.nat(9)), (token, stream) => {
        const dice = stream[Symbol.iterator]();
        const roll = () => dice.next().value as number;
        const { inputs: accepted, outputs: answered } = resourceFacts(token)!;
        const inputs = objectOf(accepted, roll, 0);
        const outputs = previewOutputs(token, inputs)!;
        expect(Object.keys(outputs)).toEqual([...answered.keys()]);
        for (const [name, { type }] of answered)
          check(type, inputs[name], outputs[name]!, `${token} ${name}`);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Every known leaf of an output stands at the same place in the inputs, or is a constant of the type. */
function check(type: ValueType, input: Value | undefined, output: Value, at: string): void {
  if (output === unknownValue) return;
  if (type.kind === "constant") {
    expect(output, at).toBe(type.value);
  } else if (isList(output) && type.kind === "array") {
    expect(isList(input) && input.length === output.length, at).toBe(true);
    output.forEach((item, index) => {
      check(type.items, (input as Value[])[index], item, `${at}[${index}]`);
    });
  } else if (isValues(output) && (type.kind === "object" || type.kind === "map")) {
    expect(isValues(input), at).toBe(true);
    for (const [name, value] of Object.entries(output)) {
      const inner = type.kind === "map" ? type.values : typeFacts(type.ref)!.properties.get(name)!.type;
      check(inner, (input as Values)[name], value!, `${at}.${name}`);
    }
  } else {
    expect(output, at).toEqual(input);
  }
}

function objectOf(properties: Properties, roll: () => number, depth: number): Values {
  const set = [...properties].filter(() => roll() > 2);
  return Object.fromEntries(set.map(([name, { type }]) => [name, valueOf(type, roll, depth + 1)]));
}

/** Mostly a value of the type, sometimes an unknown, a null or a value of quite another type. */
function valueOf(type: ValueType, roll: () => number, depth: number): Value {
  const odd = roll();
  if (odd === 0 || depth > 5) return unknownValue;
  if (odd === 1) return [null, 7, "other", true, ["x"], { x: "y" }][roll() % 6]!;
  switch (type.kind) {
    case "string":
    case "any":
      return `text-${roll()}`;
    case "number":
      return roll();
    case "boolean":
      return roll() > 4;
    case "constant":
      return type.value;
    case "enum":
      return type.values[roll() % type.values.length]!;
    case "array":
      return Array.from({ length: roll() % 3 }, () => valueOf(type.items, roll, depth + 1));
    case "map":
      return Object.fromEntries(
        Array.from({ length: roll() % 3 }, (_, index) => [
          `key${index}`,
          valueOf(type.values, roll, depth + 1),
        ]),
      );
    case "union":
      return valueOf(type.of[roll() % type.of.length]!, roll, depth + 1);
    case "object":
      return objectOf(typeFacts(type.ref)!.properties, roll, depth);
  }
}
