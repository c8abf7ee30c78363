import { createHash } from "node:crypto";
import { nameRules, type NamedType } from "../../catalog/resource-names";

const hashLength = 6;

/** A label of a DNS name has at most 63 characters, and Azure prefixes some (`<name>.privatelink`). */
const longestLabel = 60;

/**
 * The name of a resource whose name is an API: clients see it in an endpoint, and nobody else may hold it. (Everything else
 * is named by the provider, which adds a random suffix and so can replace a resource before it deletes the old one.)
 *
 * It consists of readable parts and a hash. The hash covers `unique`, the ID of the resource group, and every part in
 * full, so that names stay apart when the parts are cut to fit. A resource group gets a new random suffix each time it is
 * created: a platform that is destroyed and built again never asks for a name that a soft-deleted vault or account
 * still holds.
 */
export function physicalName(type: NamedType, parts: readonly string[], unique: string): string {
  const room = Math.min(nameRules[type].maximum, longestLabel) - hashLength - 1;
  const readable = parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, room)
    .replace(/-+$/, "");
  return `${readable || "x"}-${shortHash([unique.toLowerCase(), ...parts])}`;
}

/** Digits of base 36 from a SHA-256: 31 bits, enough to tell apart the few names that share their readable part. */
function shortHash(values: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(values)).digest();
  return digest.readUIntBE(0, 6).toString(36).padStart(hashLength, "0").slice(-hashLength);
}
