import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { findBoundary, isAwsRegionInBoundary } from "../../catalog/regions";
import type { StackConfig } from "../config";

const model = z.object({
  modelId: z.string(),
  destinations: z.array(z.string()),
  guardrailArn: z.string(),
  guardrailVersion: z.string(),
});

/** How the destination of a global profile reads, whose ARN names no region. */
const anywhere = "any region of the world";

/** What a stack on AWS tells of itself, as far as the gateway needs it. */
const outputsSchema = z.object({
  region: z.string(),
  federation: z.object({ audience: z.string() }),
  gatewayRoleArn: z.string(),
  models: z.record(z.string(), model),
  workloads: z.record(z.string(), z.object({ inferenceProfiles: z.record(z.string(), z.string()) })),
});
type SecondaryOutputs = z.infer<typeof outputsSchema>;

/** The second cloud, as its own stack tells of it. */
export interface Secondary {
  readonly region: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly audience: pulumi.Output<string>;
  model(name: string): {
    readonly modelId: pulumi.Output<string>;
    readonly guardrailArn: pulumi.Output<string>;
    readonly guardrailVersion: pulumi.Output<string>;
    readonly destinations: pulumi.Output<string[]>;
  };
  /** ARN of the inference profile that a workload calls a model with. */
  profile(workload: string, model: string): pulumi.Output<string>;
}

/**
 * Reads the stack of the second cloud by a stack reference. Nothing of it decides which resources there are: that is for this
 * stack's own file. A stack that is not up, or that would process prompts outside of this stack's boundary, fails the run.
 */
export function readSecondary(
  { secondary, residency }: StackConfig,
  opts: pulumi.ComponentResourceOptions,
): Secondary | undefined {
  if (!secondary) return undefined;
  const { stack } = secondary;
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
  const reference = new pulumi.StackReference(stack, { name }, opts);
  const outputs = reference.outputs.apply((told) => readOutputs(told, stack));
  const ofModel = (key: string) =>
    outputs.apply(({ models }) => {
      const found = models[key] ?? missing(stack, `model "${key}"`, Object.keys(models));
      refuseOutside(found.destinations, residency.boundary, `model "${key}" of ${stack}`);
      return found;
    });
  return {
    region: outputs.region,
    roleArn: outputs.gatewayRoleArn,
    audience: outputs.federation.audience,
    model: (key) => {
      const { modelId, guardrailArn, guardrailVersion, destinations } = ofModel(key);
      return { modelId, guardrailArn, guardrailVersion, destinations };
    },
    profile: (workload, key) =>
      outputs.apply(({ workloads }) => {
        const profiles = workloads[workload]?.inferenceProfiles ?? {};
        return (
          profiles[key] ?? missing(stack, `model "${key}" of workload "${workload}"`, Object.keys(profiles))
        );
      }),
  };
}

function readOutputs(told: unknown, stack: string): SecondaryOutputs {
  const parsed = outputsSchema.safeParse(told);
  if (parsed.success) return parsed.data;
  const absent = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))];
  throw new pulumi.RunError(
    `the section "secondary" needs the outputs of stack ${stack}, and it does not tell ${absent.join(", ")}: ` +
      `it is not up, or lacks a gateway in aws.federation.subjects; run \`npx cornerstone up ${stack}\` first`,
  );
}

function missing(stack: string, what: string, known: readonly string[]): never {
  throw new pulumi.RunError(
    `stack ${stack} has no ${what}; it has ${known.join(", ") || "none"}: add it to stacks/Pulumi.${stack}.yaml and run ` +
      `\`npx cornerstone up ${stack}\``,
  );
}

/** The last look, at what AWS says: a plain `pulumi up` does not see the other stack's file. */
function refuseOutside(destinations: readonly string[], boundary: string, what: string): void {
  const outside = destinations
    .map((region) => region || anywhere)
    .filter((region) =>
      region === anywhere
        ? findBoundary(boundary)?.countries !== "any"
        : isAwsRegionInBoundary(region, boundary) === false,
    );
  if (outside.length === 0) return;
  throw new pulumi.RunError(
    `prompts would leave the residency boundary "${boundary}": ${what} is processed in ${outside.join(", ")}; choose an ` +
      `inference profile that stays inside`,
  );
}
