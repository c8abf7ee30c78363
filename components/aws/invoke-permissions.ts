import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";

/** The guardrail that calls of a model must carry. */
export interface GuardrailReference {
  /** Stable key. */
  readonly key: string;
  readonly arn: pulumi.Output<string>;
  readonly version: pulumi.Output<string>;
  /**
   * ARN of the profile that spreads its evaluation over a geography.
   * @default it is evaluated in the region
   */
  readonly profileArn?: string;
}

/** A model that somebody may call. */
export interface ModelGrant {
  /** What a call names: an application inference profile, or provisioned throughput. */
  readonly arn: pulumi.Output<string>;
  /**
   * Foundation models that the profile passes calls on to, in every region.
   * @default none: provisioned throughput is called without them
   */
  readonly modelArns?: pulumi.Output<readonly string[]>;
  readonly guardrail: GuardrailReference;
}

const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/**
 * Permission to call models by way of profiles alone, with their guardrail alone: a call that leaves the guardrail out, or that
 * names the foundation model itself, is refused. One pair of statements a guardrail, because a role's policies hold 10,240 characters.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export function invokePermissions(
  grants: readonly ModelGrant[],
  { region, keyArn }: Pick<AwsPlace, "region"> & { readonly keyArn: pulumi.Output<string> },
): readonly PolicyStatement[] {
  const guardrails = [...new Map(grants.map(({ guardrail }) => [guardrail.key, guardrail])).values()];
  return [
    ...guardrails.flatMap((guardrail, index) =>
      behind(
        guardrail,
        grants.filter((grant) => grant.guardrail.key === guardrail.key),
        index + 1,
      ),
    ),
    {
      Sid: "Guardrails",
      Effect: "Allow",
      Action: ["bedrock:ApplyGuardrail"],
      Resource: guardrails.flatMap(({ arn, profileArn }) =>
        profileArn === undefined ? [arn] : [arn, profileArn],
      ),
    },
    {
      Sid: "ReadGuardrails",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": `bedrock.${region}.amazonaws.com` } },
    },
  ];
}

function behind(
  { arn, version }: GuardrailReference,
  grants: readonly ModelGrant[],
  number: number,
): readonly PolicyStatement[] {
  const guarded = { "bedrock:GuardrailIdentifier": pulumi.interpolate`${arn}:${version}` };
  const profiles = grants.filter(({ modelArns }) => modelArns !== undefined).map((grant) => grant.arn);
  const models = grants.flatMap(({ modelArns }) => modelArns ?? []);
  return [
    {
      Sid: `Profiles${number}`,
      Effect: "Allow",
      Action: invoke,
      Resource: grants.map((grant) => grant.arn),
      Condition: { StringEquals: guarded },
    },
    ...(models.length === 0
      ? []
      : [
          {
            Sid: `ModelsOfProfiles${number}`,
            Effect: "Allow" as const,
            Action: invoke,
            Resource: pulumi.all(models).apply((lists) => [...new Set(lists.flat())].sort()),
            Condition: { StringEquals: guarded, ArnEquals: { "bedrock:InferenceProfileArn": profiles } },
          },
        ]),
  ];
}
