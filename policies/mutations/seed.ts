import type { PropertyMap, PropertyValue, ResourceNode } from "../../graph/types";

/** A seeded fault: what is changed in a graph that passes, so that one rule must fire. */
export interface Mutation {
  readonly rule: string;
  /** Changes the list; the resources in it are never changed in place. */
  readonly apply: (resources: readonly ResourceNode[]) => readonly ResourceNode[];
  /** Rules that rightly fire as well, because the fault breaks them, too. */
  readonly companions?: readonly string[];
}

export type Types = readonly string[];
export type Change = (node: ResourceNode) => ResourceNode;

const is =
  (types: Types) =>
  ({ type }: ResourceNode): boolean =>
    types.includes(type);

/** Changes the first resource of the types that meets the condition. */
export function first(types: Types, change: Change, condition: (node: ResourceNode) => boolean = () => true) {
  return (resources: readonly ResourceNode[]): readonly ResourceNode[] => {
    const index = resources.findIndex((node) => is(types)(node) && condition(node));
    if (index < 0) throw new Error(`the graph holds no ${types.join(" or ")} to change`);
    return resources.map((node, position) => (position === index ? change(node) : node));
  };
}

/** Takes away every resource of the types that meets the condition. */
export function without(types: Types, condition: (node: ResourceNode) => boolean = () => true) {
  return (resources: readonly ResourceNode[]): readonly ResourceNode[] =>
    resources.filter((node) => !(is(types)(node) && condition(node)));
}

/** Adds a resource like the first of the types (or an empty one), under a name of its own. */
export function add(types: Types, change: Change, like: Types = types) {
  return (resources: readonly ResourceNode[]): readonly ResourceNode[] => {
    const model = resources.find(is(like));
    if (!model) throw new Error(`the graph holds no ${like.join(" or ")} to copy`);
    const type = types[0] ?? "";
    const added = {
      ...model,
      type,
      urn: `${model.urn}-seeded`,
      name: "seeded",
      id: `${typeof model.id === "string" ? model.id : model.urn}-seeded`,
    };
    return [...resources, change(added)];
  };
}

export const set =
  (path: string, value: PropertyValue | undefined): Change =>
  (node) => ({
    ...node,
    inputs: put(node.inputs, path.split("."), value),
    outputs: put(node.outputs, path.split("."), value),
  });

export const only =
  (inputs: PropertyMap): Change =>
  (node) => ({ ...node, inputs, outputs: inputs, dependencies: [], propertyDependencies: {} });

export const all =
  (...changes: readonly Change[]): Change =>
  (node) =>
    changes.reduce((changed, change) => change(changed), node);

function put(
  map: PropertyMap,
  [step = "", ...rest]: readonly string[],
  value: PropertyValue | undefined,
): PropertyMap {
  const inner = map[step];
  return {
    ...map,
    [step]:
      rest.length === 0
        ? value
        : Array.isArray(inner)
          ? inner.map((each: PropertyValue, i) =>
              i === Number(rest[0])
                ? rest.length === 1
                  ? (value ?? null)
                  : put(each as PropertyMap, rest.slice(1), value)
                : each,
            )
          : put((inner ?? {}) as PropertyMap, rest, value),
  };
}

export function text(inputs: PropertyMap, name: string): string {
  const value = inputs[name];
  return typeof value === "string" ? value : "";
}

/** A fault for a rule, with the rules that rightly fire as well. */
export const isRule = (
  rule: string,
  apply: Mutation["apply"],
  ...companions: readonly string[]
): Mutation => ({
  rule,
  apply,
  companions,
});
