import * as pulumi from "@pulumi/pulumi";
import { graphFromProgram } from "../../graph/from-program";
import type { Resolver } from "../../graph/resolver";
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
  return graphFromProgram({
    stack: "test",
    config: {},
    mode: options.preview === true ? "preview" : "resolved",
    resolver: options.resolver ?? azureResolver(),
    program: () => {
      passingFailures({ wait: () => Promise.resolve() });
      run();
      return undefined;
    },
  });
}

/** Runs the whole program of a stack in-process. */
export function recordStack(
  stack: string,
  config: Readonly<Record<string, unknown>>,
): Promise<ResourceGraph> {
  return graphFromProgram({
    stack,
    config,
    resolver: azureResolver(),
    program: () => program({ now: today, retry: { wait: () => Promise.resolve() } }),
  });
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
