import { z } from "zod";
import { Secret, Unknown } from "../../../graph/types";
import type { PropertyMap, PropertyValue, ResourceGraph } from "../../../graph/types";

const properties = z.record(z.string(), z.unknown()).default({});
const schema = z.object({
  version: z.literal(1),
  project: z.string(),
  stack: z.string(),
  basis: z.enum(["program", "preview", "state"]),
  resources: z.array(
    z.object({
      urn: z.string(),
      type: z.string(),
      name: z.string(),
      custom: z.boolean(),
      external: z.boolean().optional(),
      id: z.unknown().optional(),
      parent: z.string().optional(),
      dependencies: z.array(z.string()),
      propertyDependencies: z.record(z.string(), z.array(z.string())),
      inputs: properties,
      outputs: properties,
      protect: z.boolean(),
      retainOnDelete: z.boolean(),
    }),
  ),
});

/** The graph that `cornerstone graph --json` printed. The values of secrets are not in there. */
export function readGraph(json: string): ResourceGraph {
  const { resources, ...graph } = schema.parse(JSON.parse(json));
  return {
    project: graph.project,
    stack: graph.stack,
    basis: graph.basis,
    resources: resources.map(({ external, id, parent, inputs, outputs, ...node }) => {
      const value = id === undefined ? undefined : revive(id);
      return {
        ...node,
        inputs: revive(inputs) as PropertyMap,
        outputs: revive(outputs) as PropertyMap,
        ...(external && { external }),
        ...(parent !== undefined && { parent }),
        ...((typeof value === "string" || value instanceof Unknown) && { id: value }),
      };
    }),
  };
}

function revive(value: unknown): PropertyValue {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value as PropertyValue;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "$secret") return new Secret(null);
  if (entries.length === 1 && first?.[0] === "$unknown") return new Unknown(String(first[1]));
  return Object.fromEntries(entries.map(([name, item]) => [name, revive(item)]));
}
