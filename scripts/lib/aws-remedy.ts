import type { AwsStackConfig } from "../../stacks/config/index";
import type { Remedy } from "./remedy";

interface AwsRefusal {
  readonly config: AwsStackConfig;
  /** The logical name of the resource that was refused. */
  readonly name: string;
}

/** Which refusal of AWS is answered where, by its code. */
const answers: Readonly<Record<string, (refusal: AwsRefusal) => Remedy | undefined>> = {
  VpcLimitExceeded: () => ({
    paths: ["environment.region"],
    advice:
      "have the quota raised, remove a VPC, or take another of residency.allowedRegions: each region has a quota of its own",
  }),
  ServiceQuotaExceededException: ({ config, name }) => guardrailOf(config, name) ?? profileOf(config, name),
  ServiceUnavailable: () => ({
    paths: ["environment.region"],
    advice: "wait until the region is back, or take another of residency.allowedRegions",
  }),
};

/** The codes of AWS that {@link awsRemedyOf} can answer. */
export const answeredAwsCodes: readonly string[] = Object.keys(answers);

/**
 * As `remedyOf`, of a stack in AWS.
 *
 * @param message what the engine reports: `... https response error StatusCode: 400, RequestID: ..., api error VpcLimitExceeded: ...`
 */
export function awsRemedyOf(config: AwsStackConfig, name: string, message: string): Remedy | undefined {
  const code = /\bStatusCode: \d+, RequestID: \S+ (?:api error )?(\w+):/.exec(message)?.[1] ?? "";
  return answers[code]?.({ config, name });
}

function guardrailOf({ aws }: AwsStackConfig, name: string): Remedy | undefined {
  const index = aws.guardrails.findIndex((one) => name.includes(`-guardrail-${one.name}`));
  return index < 0
    ? undefined
    : {
        paths: [`aws.guardrails[${index}]`],
        advice: "have the quota of guardrails raised, or let models share one",
      };
}

function profileOf({ workloads }: AwsStackConfig, name: string): Remedy | undefined {
  for (const [index, workload] of workloads.entries())
    for (const [at, { deployment }] of workload.models.entries())
      if (name.endsWith(`-workload-${workload.name}-${deployment}`))
        return {
          paths: [`workloads[${index}].models[${at}]`],
          advice: "have the quota of inference profiles raised, or let the workload use fewer models",
        };
  return undefined;
}
