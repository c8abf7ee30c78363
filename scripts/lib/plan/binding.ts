import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * What a plan was made from. Pulumi's own plans are not bound to the state that they start from: an engine applies one to a
 * state that has moved on. This binding is what holds a deployment to what was reviewed.
 */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const bindingSchema = z.strictObject({
  version: z.literal(1),
  stack: z.string(),
  /** Commit of the program. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  /** SHA-256 of the stack file. */
  configuration: hash,
  /** SHA-256 of package-lock.json: the SDKs and providers. */
  packages: hash,
  /** SHA-256 of the state's resources; the engine's own times and versions left out. */
  state: hash,
  /** Version of the engine. */
  engine: z.string(),
  /** SHA-256 of the plan file. */
  plan: hash,
  /** When it was made, as ISO 8601. */
  made: z.iso.datetime(),
});

export type Binding = z.infer<typeof bindingSchema>;
/** What is there now, to be held against a binding. */
export type Circumstances = Omit<Binding, "version" | "made">;

const words: Readonly<Record<keyof Circumstances, string>> = {
  stack: "the stack",
  commit: "the commit",
  configuration: "the stack file",
  packages: "package-lock.json",
  state: "the state: somebody deployed or refreshed since",
  engine: "the engine's version",
  plan: "the plan file",
};

/** What differs from when the plan was made, in words; empty when it may be applied. */
export function differences(bound: Binding, now: Circumstances): readonly string[] {
  return (Object.keys(words) as (keyof Circumstances)[])
    .filter((key) => bound[key] !== now[key])
    .map((key) => {
      const short = (value: string): string => (/^[0-9a-f]{40,}$/.test(value) ? value.slice(0, 12) : value);
      return `${words[key]} (${short(bound[key])} when it was made, ${short(now[key])} now)`;
    });
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * The hash of what a state says of its resources, in its own order: creates and updates move it, reading it does not. A
 * secret's ciphertext differs with every export of some providers, so that only its presence counts.
 */
export function stateHash(exported: { readonly deployment?: unknown }): string {
  const deployment = (exported.deployment ?? {}) as { resources?: unknown; pending_operations?: unknown };
  return sha256(
    JSON.stringify(
      [deployment.resources ?? [], deployment.pending_operations ?? []],
      (key, value: unknown) => {
        if (key === "ciphertext") return "[encrypted]";
        return key === "modified" || key === "created" ? undefined : sorted(value);
      },
    ),
  );
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
