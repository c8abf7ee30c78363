import { Secret, Unknown } from "./types";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode } from "./types";

/** The version of what `graphToJson` gives: raised when a reader of the old form could misread the new one. */
export const graphJsonVersion = 1;

/**
 * The graph as plain JSON for other tools: the same graph always gives the same text, keys sorted. A secret becomes
 * `{"$secret": true}`, never its value; an unknown `{"$unknown": "why"}`.
 */
export function graphToJson(graph: ResourceGraph): string {
  const { project, stack, basis } = graph;
  const resources = graph.resources.map(plainNode);
  return `${JSON.stringify({ version: graphJsonVersion, project, stack, basis, resources }, null, 2)}\n`;
}

function plainNode(node: ResourceNode): unknown {
  return {
    urn: node.urn,
    type: node.type,
    name: node.name,
    custom: node.custom,
    external: node.external,
    id: node.id === undefined ? undefined : plain(node.id),
    parent: node.parent,
    dependencies: node.dependencies,
    propertyDependencies: sortedKeys(node.propertyDependencies),
    inputs: plain(node.inputs),
    outputs: plain(node.outputs),
    protect: node.protect,
    retainOnDelete: node.retainOnDelete,
    provider: node.provider,
    sourcePosition: node.sourcePosition,
  };
}

function plain(value: PropertyValue | undefined): unknown {
  if (value instanceof Unknown || value instanceof Secret) {
    return value.toJSON();
  }
  if (Array.isArray(value)) {
    return (value as readonly PropertyValue[]).map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return sortedKeys(
    Object.fromEntries(Object.entries(value as PropertyMap).map(([key, item]) => [key, plain(item)])),
  );
}

function sortedKeys(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
