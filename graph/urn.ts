import type { Urn } from "./types";

/** The type of the root component that the Pulumi SDK registers for every stack. */
export const stackType = "pulumi:pulumi:Stack";

/** The parts of a URN: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The types of the ancestors and of the resource itself, joined by `$`. */
  readonly qualifiedType: string;
  /** The type of the resource itself. */
  readonly type: string;
  readonly name: string;
}

const scheme = "urn:pulumi:";

/**
 * The URN that the engine gives to a resource: the chain of its ancestors' types, the stack's own type left out.
 * See https://www.pulumi.com/docs/iac/concepts/resources/names/#urns.
 */
export function makeUrn(
  resource: { readonly type: string; readonly name: string; readonly parent?: Urn | undefined },
  scope: { readonly stack: string; readonly project: string },
): Urn {
  const parent = resource.parent === undefined ? undefined : parseUrn(resource.parent);
  const qualifiedType =
    parent === undefined || parent.type === stackType
      ? resource.type
      : `${parent.qualifiedType}$${resource.type}`;
  return `${scheme}${scope.stack}::${scope.project}::${qualifiedType}::${resource.name}`;
}

/** The parts of `urn`, or undefined when it is not a URN. A name may itself contain `::`. */
export function parseUrn(urn: Urn): UrnParts | undefined {
  if (!urn.startsWith(scheme)) {
    return undefined;
  }
  const [stack, project, qualifiedType, ...name] = urn.slice(scheme.length).split("::");
  if (!stack || !project || !qualifiedType || name.length === 0) {
    return undefined;
  }
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return { stack, project, qualifiedType, type, name: name.join("::") };
}
