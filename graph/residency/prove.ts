import type { ResourceGraph } from "../types";
import { entriesOf } from "./entries";
import { openEstate, text, typeOf, type Estate } from "./estate";
import { flowsFrom, placeOf, titleOf } from "./resources";
import {
  dataClasses,
  worst,
  type ClassProof,
  type DataClass,
  type DeclaredResidency,
  type Flow,
  type Hop,
  type Located,
  type ResidencyProof,
} from "./types";

/** Type token of the component that declares a stack's residency. */
const platformType = "cornerstone:index:Platform";

/** What a stack declares of its residency; undefined where it declares nothing. */
export function declaredResidency(graph: ResourceGraph): DeclaredResidency | undefined {
  const platform = graph.resources.find((node) => typeOf(node) === platformType);
  const boundary = platform && text(platform, "residency.boundary");
  if (!platform || boundary === undefined) return undefined;
  const widest = text(platform, "residency.processing");
  const processing =
    (["region", "dataZone", "global"] as const).find((each) => each === widest) ?? "dataZone";
  return { boundary, processing };
}

/**
 * Follows every class of data from where it enters a stack to everything that it reaches, into other stacks too, and judges
 * each place against what the entered stack declares: data keeps the promise under which it came in.
 *
 * @param others graphs of stacks that the data may be handed to; without them such a place is unknown
 */
export function proveResidency(
  graph: ResourceGraph,
  declared: DeclaredResidency,
  others: readonly ResourceGraph[] = [],
): ResidencyProof {
  const estate = openEstate([graph, ...others.filter(({ stack }) => stack !== graph.stack)]);
  const classes = dataClasses.map((dataClass) => proveClass(dataClass, graph.stack, estate, declared));
  const verdict = worst(classes.map((each) => each.verdict));
  return { stack: graph.stack, basis: graph.basis, declared, verdict, classes };
}

function proveClass(
  dataClass: DataClass,
  stack: string,
  estate: Estate,
  declared: DeclaredResidency,
): ClassProof {
  const seen = new Set<string>();
  const follow = (flows: readonly Flow[]): readonly Hop[] =>
    flows
      .filter(({ classes }) => classes.includes(dataClass))
      .flatMap((flow) => {
        const key = keyOf(flow.to);
        if (seen.has(key)) return [];
        seen.add(key);
        return [hopOf(flow, follow)];
      });
  const hopOf = ({ to, how }: Flow, next: typeof follow): Hop => {
    if (!("node" in to)) return { stack, kind: to.kind, name: to.name, how, place: to.place, next: [] };
    return {
      stack: to.stack,
      urn: to.node.urn,
      ...titleOf(to),
      how,
      place: placeOf(to, declared, estate),
      next: next(flowsFrom(to, estate, declared)),
    };
  };
  const entries = follow(entriesOf(dataClass, stack, estate));
  return { class: dataClass, verdict: worst(hops(entries).map(({ place }) => place.verdict)), entries };
}

function keyOf(to: Located | { readonly kind: string; readonly name: string }): string {
  return "node" in to ? to.node.urn : `${to.kind} ${to.name}`;
}

/** Every hop of a proof, each after the one that it is reached from. */
export function hops(entries: readonly Hop[]): readonly Hop[] {
  return entries.flatMap((hop) => [hop, ...hops(hop.next)]);
}

/** The ways from an entry to every place of a verdict. */
export function pathsTo(
  verdict: Hop["place"]["verdict"],
  entries: readonly Hop[],
): readonly (readonly Hop[])[] {
  return entries.flatMap((hop) => [
    ...(hop.place.verdict === verdict ? [[hop]] : []),
    ...pathsTo(verdict, hop.next).map((path) => [hop, ...path]),
  ]);
}
