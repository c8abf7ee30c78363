import { describe, expect, it } from "vitest";
import { refusedValues, resourceFacts, resourceTokens, typeFacts, unknownValue } from "./index";
import type { Value, ValueType, Values } from "./index";

describe("refusedValues", () => {
  it("finds values that the API version does not list, at every depth", () => {
    const refused = refusedValues("azure-native:cognitiveservices:Account", {
      kind: "AIServices",
      sku: { name: "S0", tier: "Gold" },
      properties: {
        publicNetworkAccess: "Sometimes",
        networkAcls: { defaultAction: "deny", bypass: unknownValue },
        networkInjections: [{ scenario: "agent" }, { scenario: "spy" }],
      },
    });
    expect(refused.map(({ property, value, allowed }) => ({ property, value, allowed }))).toEqual([
      { property: "properties.networkInjections[1].scenario", value: "spy", allowed: ["none", "agent"] },
      { property: "properties.publicNetworkAccess", value: "Sometimes", allowed: ["Enabled", "Disabled"] },
      {
        property: "sku.tier",
        value: "Gold",
        allowed: ["Free", "Basic", "Standard", "Premium", "Enterprise"],
      },
    ]);
    expect(refused[1]).toMatchObject({
      open: true,
      error: {
        status: 400,
        code: "InvalidRequestContent",
        message:
          'The request content was invalid and could not be deserialized: \'Error converting value "Sometimes" ' +
          "to type 'PublicNetworkAccess'. Path 'properties.publicNetworkAccess'.'.",
      },
    });
  });

  it("tells a list that is complete from one that the service may extend", () => {
    expect(
      refusedValues("azure-native:keyvault:Vault", { properties: { sku: { family: "B", name: "gold" } } }),
    ).toMatchObject([
      { property: "properties.sku.family", open: true },
      { property: "properties.sku.name", open: false },
    ]);
  });

  it("speaks as each service does", () => {
    const answer = (token: string, inputs: Values) =>
      refusedValues(token, inputs).map(({ error }) => `${error.status} ${error.code} ${error.message}`);
    expect(answer("azure-native:network:SecurityRule", { access: "Maybe" })).toEqual([
      "400 InvalidRequestFormat Cannot parse the request.",
    ]);
    expect(answer("azure-native:storage:StorageAccount", { kind: "StorageV3" })).toEqual([
      "400 InvalidValuesForRequestParameters Values for request parameters are invalid: kind.",
    ]);
  });

  it("judges a union by the member that fits best", () => {
    const refused = (properties: Values) =>
      refusedValues("azure-native:cognitiveservices:AccountConnection", { properties }).map(
        ({ property }) => property,
      );
    expect(refused({ authType: "ManagedIdentity", category: "AzureBlob" })).toEqual([]);
    expect(refused({ authType: "ManagedIdentity", category: "Carrier pigeon" })).toEqual([
      "properties.category",
    ]);
    expect(refused({ authType: "Handshake" })).toEqual(["properties.authType"]);
  });

  it("accepts every value that the SDK lists, of every resource type", () => {
    for (const token of resourceTokens()) {
      const inputs = [...resourceFacts(token)!.inputs].map(([name, { type }]) => [name, firstOf(type, 0)]);
      expect(refusedValues(token, Object.fromEntries(inputs) as Values)).toEqual([]);
    }
  });

  it("has nothing to say of a type without facts", () => {
    expect(refusedValues("azure-native:compute:VirtualMachine", { kind: 1 })).toEqual([]);
  });
});

function firstOf(type: ValueType, depth: number): Value {
  if (depth > 6) return unknownValue;
  switch (type.kind) {
    case "constant":
      return type.value;
    case "enum":
      return type.values[0]!;
    case "array":
      return [firstOf(type.items, depth + 1)];
    case "map":
      return { key: firstOf(type.values, depth + 1) };
    case "union":
      return firstOf(type.of[0]!, depth + 1);
    case "object":
      return Object.fromEntries(
        [...typeFacts(type.ref)!.properties].map(([name, property]) => [
          name,
          firstOf(property.type, depth + 1),
        ]),
      );
    default:
      return unknownValue;
  }
}
