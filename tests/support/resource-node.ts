import type { PropertyMap, ResourceNode } from "../../graph/types";

/** A resource that a program makes, whose outputs are its inputs. */
export function resourceNode(
  type: string,
  name: string,
  inputs: PropertyMap,
  more: Partial<ResourceNode> = {},
): ResourceNode {
  return {
    urn: `urn:pulumi:test::p::${type}::${name}`,
    type,
    name,
    custom: true,
    dependencies: [],
    propertyDependencies: {},
    inputs,
    outputs: inputs,
    protect: false,
    retainOnDelete: false,
    ...more,
  };
}
