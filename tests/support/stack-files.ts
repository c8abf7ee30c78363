import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

/** The stacks that come with the project. */
export const shippedStacks = ["dev", "staging", "prod"] as const;

/** The configuration of a shipped stack, by full key (`cornerstone:network`). */
export function stackFile(stack: string): Record<string, unknown> {
  const path = resolve(__dirname, "..", "..", "stacks", `Pulumi.${stack}.yaml`);
  return (parse(readFileSync(path, "utf8")) as { config: Record<string, unknown> }).config;
}
