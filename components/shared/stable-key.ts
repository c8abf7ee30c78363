import { createHash } from "node:crypto";

/**
 * A short name for something that has only its content to be known by (a pattern of a blocklist, a trusted token): the same
 * content always gets the same name, whatever stands before it in a list.
 */
export function stableKey(prefix: string, ...content: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return `${prefix}-${digest.slice(0, 10)}`;
}
