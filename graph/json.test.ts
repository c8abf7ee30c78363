import { describe, expect, it } from "vitest";
import { graphToJson } from "./json";
import { Secret, Unknown } from "./types";
import type { ResourceGraph } from "./types";

const graph = (inputs: ResourceGraph["resources"][0]["inputs"]): ResourceGraph => ({
  project: "p",
  stack: "s",
  basis: "program",
  resources: [
    {
      urn: "urn:pulumi:s::p::t:index:T::n",
      type: "t:index:T",
      name: "n",
      custom: true,
      id: new Unknown("not yet"),
      dependencies: [],
      propertyDependencies: {},
      inputs,
      outputs: {},
      protect: false,
      retainOnDelete: false,
    },
  ],
});

describe("graphToJson", () => {
  it("never prints a secret, and says why a value is unknown", () => {
    const text = graphToJson(graph({ list: [new Secret("hush"), new Secret({ deep: "hush" })], b: null }));
    expect(text).not.toContain("hush");
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      stack: "s",
      resources: [
        { id: { $unknown: "not yet" }, inputs: { list: [{ $secret: true }, { $secret: true }], b: null } },
      ],
    });
  });

  it("gives the same text for the same graph, however its keys were set", () => {
    expect(graphToJson(graph({ a: 1, b: { c: 1, d: 2 } }))).toBe(
      graphToJson(graph({ b: { d: 2, c: 1 }, a: 1 })),
    );
  });
});
