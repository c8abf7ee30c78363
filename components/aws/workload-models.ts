import * as bedrock from "@pulumi/aws/bedrock";
import * as pulumi from "@pulumi/pulumi";
import type { IdentityProviders, WebIdentity } from "./identity-providers";
import { invokePermissions, type GuardrailReference, type ModelGrant } from "./invoke-permissions";
import type { AwsPlace } from "./place";
import { ServiceRole } from "./service-role";

/** A model that a workload calls. */
export interface WorkloadModel {
  /** Name of the model in the stack. */
  readonly name: string;
  /** What its inference profile is copied from: a system-defined profile, or a foundation model. */
  readonly sourceArn: string;
  readonly guardrail: GuardrailReference;
  /**
   * ARN of provisioned throughput that is called instead of a profile.
   * @default paid by the token
   */
  readonly provisionedArn?: pulumi.Output<string>;
}

/** Arguments of {@link WorkloadModels}. */
export interface WorkloadModelsArgs extends AwsPlace {
  /** Name of the workload. */
  readonly workload: string;
  /** What names of its profiles begin with. */
  readonly prefix: string;
  /** Name of its role. */
  readonly roleName: string;
  readonly models: readonly WorkloadModel[];
  readonly providers: IdentityProviders;
  /** Who may act as the workload. */
  readonly identities: readonly WebIdentity[];
  /** ARN of the key that guardrails are encrypted with. */
  readonly keyArn: pulumi.Output<string>;
  /** What must stand before anything is called. */
  readonly after: readonly pulumi.Resource[];
}

/** What a workload calls, and the role that it calls as. A profile of its own for each model makes its costs its own. */
export class WorkloadModels extends pulumi.ComponentResource {
  /** ARN of its role. */
  public readonly roleArn: pulumi.Output<string>;
  /** What it may call, by the name of the model. */
  public readonly grants: Readonly<Record<string, ModelGrant>>;

  constructor(name: string, args: WorkloadModelsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { models, providers, keyArn, after, ...inputs } = args;
    const summary = models.map((model) => ({
      name: model.name,
      source: model.sourceArn,
      guardrail: model.guardrail.key,
    }));
    super("cornerstone:aws:WorkloadModels", name, { ...inputs, models: summary }, opts);
    this.grants = Object.fromEntries(models.map((model) => [model.name, grant(this, name, args, model)]));
    const role = new ServiceRole(
      name,
      {
        roleName: args.roleName,
        description: `Calls models as the workload ${args.workload}`,
        trust: providers.trust(args.identities),
        permissions: invokePermissions(Object.values(this.grants), { region: args.region, keyArn }),
        tags: args.tags,
        permissionsBoundary: args.permissionsBoundary,
        after,
      },
      { parent: this },
    );
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function grant(
  parent: WorkloadModels,
  name: string,
  args: WorkloadModelsArgs,
  model: WorkloadModel,
): ModelGrant {
  const { guardrail, provisionedArn } = model;
  if (provisionedArn !== undefined) return { arn: provisionedArn, guardrail };
  const profile = createProfile(parent, name, args, model);
  return {
    arn: profile.arn,
    modelArns: profile.models.apply((models) => models.map(({ modelArn }) => modelArn)),
    guardrail,
  };
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html */
function createProfile(
  parent: WorkloadModels,
  name: string,
  args: WorkloadModelsArgs,
  { name: model, sourceArn }: WorkloadModel,
): bedrock.InferenceProfile {
  return new bedrock.InferenceProfile(
    `${name}-${model}`,
    {
      region: args.region,
      name: `${args.prefix}-${args.workload}-${model}`,
      description: `Calls of ${model} by ${args.workload}`,
      modelSource: { copyFrom: sourceArn },
      // Costs are told apart by these.
      tags: { ...args.tags, model },
    },
    { parent },
  );
}
