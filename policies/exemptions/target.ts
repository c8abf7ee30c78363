import { canonicalType } from "../../graph/types";
import type { Urn } from "../../graph/types";

/** Whether the `resource` of an exemption means the resource. */
export type Matcher = (urn: Urn) => boolean;

/**
 * Reads the `resource` of an exemption: a URN, or `<type>::<name>` where `*` in the name stands for any characters. The type
 * is always whole, and a name of stars alone is refused: an exemption for everything hides what comes tomorrow.
 *
 * @throws RangeError that says what is wrong and what would do
 */
export function matcherOf(resource: string): Matcher {
  if (resource.startsWith("urn:")) {
    if (parts(resource) === undefined)
      throw new RangeError(`"${resource}" is no URN, must be urn:pulumi:<stack>::<project>::<type>::<name>`);
    return (urn) => urn === resource;
  }
  const [, type, name] = /^([^:*]+:[^:*]*:[^:*]+)::(.+)$/.exec(resource) ?? [];
  if (type === undefined || name === undefined)
    throw new RangeError(
      `"${resource}" names no resource, must be a URN or <type>::<name>, for example azure-native:storage:StorageAccount::logs-*`,
    );
  if (/^[*\s]+$/.test(name))
    throw new RangeError(`"${resource}" means every ${type}: write a part of the name before or after the *`);
  const wanted = canonicalType(type);
  const pattern = new RegExp(`^${name.split("*").map(escape).join(".*")}$`, "s");
  return (urn) => {
    const found = parts(urn);
    return found !== undefined && canonicalType(found.type) === wanted && pattern.test(found.name);
  };
}

/** Type and name of a URN; the type without those of its parents. */
function parts(urn: Urn): { readonly type: string; readonly name: string } | undefined {
  const [, types, name] = /^urn:pulumi:[^:]+::[^:]+::(.+?)::(.+)$/s.exec(urn) ?? [];
  const type = types?.split("$").at(-1);
  return type === undefined || name === undefined ? undefined : { type, name };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
