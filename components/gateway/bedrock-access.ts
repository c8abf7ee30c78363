import * as pulumi from "@pulumi/pulumi";
import type { ModelGateway } from "./model-gateway";
import { addNamedValue, namedValues, reference } from "./named-value";
import type { AwsAccess } from "./policies/aws-session";
import type { StandIn } from "./policies/stand-in";

/** A model of Amazon Bedrock, as a gateway has to know it. */
export interface BedrockModel {
  /** Name of the model in the stack of the second cloud. */
  readonly name: string;
  /** ID of the foundation model. */
  readonly modelId: pulumi.Input<string>;
  /** ARN of the guardrail that every call carries. */
  readonly guardrailArn: pulumi.Input<string>;
  /** Version of the guardrail. */
  readonly guardrailVersion: pulumi.Input<string>;
}

/** Arguments of {@link BedrockAccess}. */
export interface BedrockAccessArgs {
  /** The gateway that calls. */
  readonly gateway: ModelGateway;
  /** AWS region of the calls. */
  readonly region: pulumi.Input<string>;
  /** ARN of the role that trusts the gateway's identity. */
  readonly roleArn: pulumi.Input<string>;
  /** Audience that the role asks for: the application ID URI of an app registration of this tenant. */
  readonly audience: pulumi.Input<string>;
  /** Models that stand in for deployments. */
  readonly models: readonly BedrockModel[];
}

/** An inference profile that a workload calls a model with. */
export interface WorkloadProfile {
  readonly workload: string;
  /** Name of the model. */
  readonly model: string;
  /** ARN of the workload's own inference profile. */
  readonly arn: pulumi.Input<string>;
  /** AWS regions that a call may be processed in. */
  readonly destinations: pulumi.Input<readonly string[]>;
}

/**
 * The way of a gateway to Amazon Bedrock in another account: what its policies have to know of it, as named values. None of
 * them is a secret: the gateway's own identity is exchanged for an hour's session at each need.
 */
export class BedrockAccess extends pulumi.ComponentResource {
  /** How policies refer to the account. */
  public readonly access: AwsAccess;
  private readonly gateway: ModelGateway;
  private readonly prefix: string;

  constructor(name: string, args: BedrockAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    const { gateway, ...inputs } = args;
    super("cornerstone:index:BedrockAccess", name, { ...inputs, gatewayId: gateway.id }, opts);
    this.gateway = gateway;
    this.prefix = name;
    this.access = {
      region: this.add("region", args.region),
      role: this.add("role", args.roleArn),
      audience: this.add("audience", args.audience),
      clientId: reference(namedValues.clientId),
    };
    for (const { name: model, modelId, guardrailArn, guardrailVersion } of args.models) {
      this.add(`${model}-id`, modelId);
      this.add(`${model}-guardrail`, guardrailArn);
      this.add(`${model}-guardrail-version`, guardrailVersion);
    }
    this.registerOutputs();
  }

  /** A model as the stand-in of a workload. Adds the workload's inference profile, and where that is processed. */
  standIn({ workload, model, arn, destinations }: WorkloadProfile, parent: pulumi.Resource): StandIn {
    const regions = pulumi
      .output(destinations)
      .apply((names) => names.map((name) => name || "anywhere").join(", "));
    return {
      name: model,
      modelId: bedrockValue(`${model}-id`),
      guardrail: bedrockValue(`${model}-guardrail`),
      guardrailVersion: bedrockValue(`${model}-guardrail-version`),
      profile: this.add(`${workload}-${model}-profile`, arn, parent),
      regions: this.add(`${workload}-${model}-regions`, regions, parent),
    };
  }

  private add(key: string, value: pulumi.Input<string>, parent: pulumi.Resource = this): string {
    addNamedValue(this.gateway, `${this.prefix}-${key}`, `bedrock-${key}`, value, parent);
    return bedrockValue(key);
  }
}

/** How a policy refers to a value of this component. */
function bedrockValue(key: string): string {
  return reference(`bedrock-${key}`);
}
