import { z } from "zod";
import type { Scenario } from "./scenario";

const match = {
  operation: z.enum(["put", "delete", "read", "write", "any"]),
  resourceType: z.string().min(1),
  name: z.string().optional(),
  region: z.string().optional(),
  creates: z.boolean().optional(),
  share: z.number().min(0).max(1).optional(),
  times: z.union([z.int().positive(), z.literal("always")]).optional(),
  timesEach: z.int().positive().optional(),
  after: z.int().min(0).optional(),
};

const refusal = z.strictObject({
  ...match,
  status: z.int().min(400).max(599),
  code: z.string().min(1),
  message: z.string(),
  retryAfter: z.number().positive().optional(),
  late: z.boolean().optional(),
});
const crash = z.strictObject({ ...match, crash: z.literal(true) });

/** The file of a scenario of one's own (docs/local-cloud.md). */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(""),
  seed: z.string().optional(),
  slowdown: z.number().positive().optional(),
  faults: z.array(z.union([crash, refusal])).optional(),
  quotas: z.record(z.string(), z.int().min(0)).optional(),
  claims: z.array(z.string()).optional(),
  gated: z.array(z.string().regex(/^[^/]+\/[^/]+$/, "is `<kind>/<sku>`, e.g. OpenAI/S0")).optional(),
  subscription: z.strictObject({ isNew: z.boolean().optional() }).optional(),
  network: z.strictObject({ legacyEndpointPolicies: z.boolean().optional() }).optional(),
  iam: z.strictObject({ replicationSeconds: z.number().min(0).optional() }).optional(),
  directory: z
    .strictObject({
      replicationSeconds: z.number().min(0).optional(),
      principalTypeHelps: z.boolean().optional(),
    })
    .optional(),
});

/**
 * Checks the content of a scenario file.
 *
 * @throws Error with every problem, one a line: file, path, what is wrong
 */
export function parseScenario(value: unknown, file: string): Scenario {
  const result = scenarioSchema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap(flattened);
  throw new Error(
    problems.map(({ path, message }) => `${file}: ${dotted(path) || "the scenario"}: ${message}`).join("\n"),
  );
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is wrong with a fault by the form that it comes nearest to, rather than "Invalid input". */
function flattened(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code !== "invalid_union") return [issue];
  const fewest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return fewest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${String(part)}`))
    .join("");
}
