import * as pulumi from "@pulumi/pulumi";
import { inStableOrder } from "../../graph/order";
import type { Resolver } from "../../graph/resolver";
import { runProgram, type Program } from "../../graph/run-program";
import type { ResourceGraph, ResourceNode } from "../../graph/types";
import { passingFailures } from "../../components/shared/retry";
import { program } from "../../stacks/program";
import { azureResolver } from "./resolver";

/** The day on which recorded programs run. */
export const today = new Date("2026-05-20T12:00:00Z");

/** Runs a piece of program in-process and gives the graph of what it registered. Retries take no time. */
export function record(
  run: () => unknown,
  options: { readonly resolver?: Resolver; readonly preview?: boolean } = {},
): Promise<ResourceGraph> {
  return recordProgram("test", {}, options, () => {
    passingFailures({ wait: () => Promise.resolve() });
    run();
    return undefined;
  });
}

/** Runs the whole program of a stack in-process. Configuration is by section or by full key. */
export function recordStack(
  stack: string,
  config: Readonly<Record<string, unknown>>,
  options: {
    readonly resolver?: Resolver;
    readonly preview?: boolean;
    /** Is shown every resource as the program asks for it, with its options. */
    readonly watch?: (resource: pulumi.ResourceTransformationArgs) => unknown;
  } = {},
): Promise<ResourceGraph> {
  const { watch } = options;
  const keyed = Object.entries(config).map(([key, value]) => [
    key.includes(":") ? key : `cornerstone:${key}`,
    value,
  ]);
  return recordProgram(stack, Object.fromEntries(keyed) as Record<string, unknown>, options, () => {
    if (watch) {
      pulumi.runtime.registerStackTransformation((resource) => {
        watch(resource);
        return undefined;
      });
    }
    return program({ stripAliases: true, now: today, retry: { wait: () => Promise.resolve() } });
  });
}

async function recordProgram(
  stack: string,
  config: Readonly<Record<string, unknown>>,
  {
    resolver = azureResolver(),
    preview = false,
  }: { readonly resolver?: Resolver; readonly preview?: boolean },
  run: Program,
): Promise<ResourceGraph> {
  const project = "cornerstone";
  const nodes = await runProgram(run, { project, stack, config, resolver, preview, timeout: 30_000 });
  return { project, stack, basis: preview ? "preview" : "program", resources: inStableOrder(nodes) };
}

/** The only resource of a type, or of a type and name. */
export function only(graph: ResourceGraph, type: string, name?: string): ResourceNode {
  const found = all(graph, type).filter((node) => name === undefined || node.name === name);
  const [first] = found;
  if (first && found.length === 1) return first;
  throw new Error(
    `expected one ${type} ${name ?? ""}, found ${found.map((node) => node.name).join(", ") || "none"}`,
  );
}

/** Every resource of a type, in order of registration. */
export function all(graph: ResourceGraph, type: string): ResourceNode[] {
  return graph.resources.filter((node) => node.type === type);
}

/** A value that a preview does not know yet. */
export function unknown(): pulumi.Output<string> {
  return pulumi.output(pulumi.unknown as unknown as string);
}
