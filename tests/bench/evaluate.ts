import { graphFromProgram } from "../../graph/from-program";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode } from "../../graph/types";
import { evaluate } from "../../policies/evaluate";
import { declarationOf, packs } from "../../policies/packs";
import { rules } from "../../policies/rules";
import { stackFile } from "../support/stack-files";

/** The most that evaluation may take: seconds for 10,000 resources, and times the seconds for 1,000. */
const bounds = { seconds: 5, growth: 11, megabytes: 1_000 };

/** Evaluates all packs on estates of 1,000 and 10,000 resources; ends with 1 when a bound is broken. */
async function main(): Promise<void> {
  const stack = await graphFromProgram({ stack: "prod", config: stackFile("prod") });
  const [small, large] = [1_000, 10_000].map((count) =>
    median([1, 2, 3].map(() => seconds(estate(stack, count)))),
  );
  const megabytes = process.resourceUsage().maxRSS / 1_024;
  const growth = (large ?? 0) / (small ?? 1);
  console.log(
    `1,000 resources: ${(small ?? 0).toFixed(2)} s; 10,000: ${(large ?? 0).toFixed(2)} s, ${growth.toFixed(1)} times`,
  );
  console.log(
    `peak memory ${megabytes.toFixed(0)} MB; bounds ${bounds.seconds} s, ${bounds.growth} times, ${bounds.megabytes} MB`,
  );
  if ((large ?? 0) > bounds.seconds || growth > bounds.growth || megabytes > bounds.megabytes)
    process.exitCode = 1;
}

/** Copies of a stack, each with names and IDs of its own, until there are `count` resources. */
function estate(stack: ResourceGraph, count: number): ResourceGraph {
  const resources: ResourceNode[] = [];
  for (let copy = 0; resources.length < count; copy++) {
    const rename = (text: string): string => text.replaceAll("contoso", `copy${copy}`);
    resources.push(
      ...stack.resources.slice(0, count - resources.length).map((node) => renamed(node, rename)),
    );
  }
  return { ...stack, resources };
}

function renamed(node: ResourceNode, rename: (text: string) => string): ResourceNode {
  const inputs = renameIn(node.inputs, rename) as PropertyMap;
  return {
    ...node,
    inputs,
    outputs: node.outputs === node.inputs ? inputs : (renameIn(node.outputs, rename) as PropertyMap),
    urn: rename(node.urn),
    name: rename(node.name),
    ...(typeof node.id === "string" && { id: rename(node.id) }),
    ...(node.parent !== undefined && { parent: rename(node.parent) }),
    dependencies: node.dependencies.map(rename),
    propertyDependencies: Object.fromEntries(
      Object.entries(node.propertyDependencies).map(([key, urns]) => [key, urns.map(rename)]),
    ),
  };
}

function renameIn(
  value: PropertyValue | undefined,
  rename: (text: string) => string,
): PropertyValue | undefined {
  if (typeof value === "string") return rename(value);
  if (Array.isArray(value)) return value.map((each: PropertyValue) => renameIn(each, rename) ?? null);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value as PropertyMap).map(([key, each]) => [key, renameIn(each, rename)]),
  );
}

function seconds(graph: ResourceGraph): number {
  const chosen = rules.filter(({ id }) =>
    Object.values(packs).some(({ levels }) => levels[id] !== undefined),
  );
  const began = performance.now();
  const findings = evaluate({
    graph,
    rules: chosen,
    context: { declaration: declarationOf(graph), now: new Date() },
  });
  if (findings.length < graph.resources.length) throw new Error("the estate was not judged");
  return (performance.now() - began) / 1_000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

void main();
