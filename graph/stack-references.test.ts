import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { programGraph } from "./program-graph";
import { echoResolver } from "./resolver";
import { sectionsOfFile, withStackReferences } from "./stack-references";
import { Unknown, type ResourceGraph } from "./types";

class Thing extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, inputs, opts);
  }
}

const run = (graphOf: (stack: string) => Promise<ResourceGraph | undefined>) =>
  programGraph({
    project: "test",
    stack: "one",
    config: {},
    resolver: withStackReferences(echoResolver, graphOf),
    program: () => {
      const other = new pulumi.StackReference("other", { name: "organization/test/other" });
      const first = new Thing("first", { region: other.getOutput("region"), list: other.getOutput("list") });
      new Thing("second", { fixed: "x" }, { dependsOn: first });
      return {};
    },
  });

const inputs = (graph: ResourceGraph, name: string) =>
  graph.resources.find((node) => node.name === name)?.inputs;

describe("a reference to another stack", () => {
  it("is answered by what that stack's program returns", async () => {
    const other = await programGraph({
      project: "test",
      stack: "other",
      config: {},
      resolver: echoResolver,
      program: () => ({ region: "eu-central-1", list: ["a", pulumi.secret("b")] }),
    });
    const graph = await run((stack) => Promise.resolve(stack === "other" ? other : undefined));
    expect(inputs(graph, "first")).toEqual({ region: "eu-central-1", list: ["a", "b"] });
  });

  it("leaves what hangs on it, and what waits for that, open where nobody knows the stack", async () => {
    const graph = await run(() => Promise.resolve(undefined));
    expect(inputs(graph, "first")?.["region"]).toBeInstanceOf(Unknown);
    expect(inputs(graph, "second")).toEqual({ fixed: "x" });
    for (const { id } of graph.resources.filter(({ type }) => type === "test:index:Thing"))
      expect(id).toBeInstanceOf(Unknown);
  });
});

it("the sections of a stack are those of its file", () => {
  expect(Object.keys(sectionsOfFile("dev", "cornerstone") ?? {})).toContain("cornerstone:environment");
  expect(sectionsOfFile("nowhere", "cornerstone")).toBeUndefined();
  expect(sectionsOfFile("../package", "cornerstone")).toBeUndefined();
});
