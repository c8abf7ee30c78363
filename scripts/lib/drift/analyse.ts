import { indexGraph } from "../../../graph/queries";
import type { PropertyMap, ResourceGraph, ResourceNode } from "../../../graph/types";
import { azureModelsOf, type AnyStackConfig } from "../../../stacks/config/index";
import { dataHeldBy } from "../pull-request/data-types";
import { compareFindings, judgementOf } from "../pull-request/findings";
import { byUrn, namesOf } from "../../../graph/names";
import { secretPaths, valueAt, valueTexts } from "../pull-request/values";
import type { DriftedResource, StackDrift } from "./model";

/** What the cloud answered for a resource; without properties it is gone. */
export interface Observation {
  readonly urn: string;
  /** Absent: the cloud has no such resource any more. */
  readonly now?: { readonly inputs: PropertyMap; readonly outputs: PropertyMap };
}

/** What the observations mean for a stack: what differs, for whom, and which rules it breaks. */
export function analyse(
  {
    stack,
    state,
    config,
    unchanged,
  }: {
    readonly stack: string;
    readonly state: ResourceGraph;
    readonly config: AnyStackConfig;
    readonly unchanged: number;
  },
  observations: readonly Observation[],
  now: Date,
): StackDrift {
  const judged = (graph: ResourceGraph) => judgementOf({ graph }, config.compliance.packs, now);
  const nodes = byUrn(state);
  const names = namesOf(state);
  const index = indexGraph(state);
  const reached = new Set<string>();
  const drifted = observations.flatMap((seen): DriftedResource[] => {
    const node = nodes.get(seen.urn);
    if (!node) return [];
    const properties = seen.now ? differences(node, seen.now) : [];
    // What differs only in what nobody asked for (an etag, a time) is the service's own.
    if (seen.now && properties.length === 0) return [];
    const dependents = index.dependents(node.urn).filter(({ custom }) => custom);
    for (const { urn } of [node, ...dependents]) reached.add(urn);
    const data = seen.now ? undefined : dataHeldBy(node.type);
    return [
      {
        urn: node.urn,
        type: node.type,
        name: names.resource(node),
        kind: seen.now ? "changed" : "deleted",
        properties,
        ...(data !== undefined && { data }),
        dependents: dependents.length,
      },
    ];
  });
  return {
    stack,
    drifted,
    workloads: workloadsOf(config, state, reached),
    broken: compareFindings(judged(state), judged(observed(state, observations))).added,
    unchanged: unchanged + observations.length - drifted.length,
  };
}

/** The graph as the cloud has it: what is gone is left out, what differs is as it is there. */
function observed(state: ResourceGraph, observations: readonly Observation[]): ResourceGraph {
  const seen = new Map(observations.map((observation) => [observation.urn, observation]));
  return {
    ...state,
    resources: state.resources.flatMap((node) => {
      const observation = seen.get(node.urn);
      if (!observation) return [node];
      return observation.now ? [{ ...node, ...observation.now }] : [];
    }),
  };
}

/** Inputs that the cloud has otherwise than the program asked. */
function differences(
  node: ResourceNode,
  now: { readonly inputs: PropertyMap },
): DriftedResource["properties"] {
  const secrets = new Set([...secretPaths(node.inputs), ...secretPaths(now.inputs)]);
  return changedPaths(node.inputs, now.inputs).map((path) => {
    const [before, after] = valueTexts(valueAt(node.inputs, path), valueAt(now.inputs, path), path, secrets);
    return { path, before, after };
  });
}

/** Leaves that differ; lists are compared as wholes. */
function changedPaths(before: PropertyMap, after: PropertyMap, path = ""): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const at = path === "" ? name : `${path}.${name}`;
    const [old, young] = [before[name], after[name]];
    if (JSON.stringify(old) === JSON.stringify(young)) return [];
    return isMap(old) && isMap(young) ? changedPaths(old, young, at) : [at];
  });
}

function isMap(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Workloads whose identity, or one of whose deployments, is reached. */
function workloadsOf(
  config: AnyStackConfig,
  state: ResourceGraph,
  reached: ReadonlySet<string>,
): readonly string[] {
  const names = state.resources.filter(({ urn }) => reached.has(urn)).map(({ name }) => name);
  const accountOf = new Map(azureModelsOf(config).deployments.map(({ name, account }) => [name, account]));
  return config.workloads
    .filter((workload) => {
      const ends = [
        `-workload-${workload.name}-identity`,
        `-workload-${workload.name}-role`,
        ...workload.models.map(({ deployment }) => `-${accountOf.get(deployment) ?? ""}-${deployment}`),
      ];
      return names.some((name) => ends.some((end) => name.endsWith(end)));
    })
    .map(({ name }) => name);
}
