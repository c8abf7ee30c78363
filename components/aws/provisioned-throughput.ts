import * as bedrock from "@pulumi/aws/bedrock";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "./place";

/** Arguments of {@link ProvisionedThroughput}. */
export interface ProvisionedThroughputArgs extends AwsPlace {
  /** Name of the provisioned model. */
  readonly provisionedName: string;
  /** ARN of the foundation model. */
  readonly modelArn: string;
  /** Model units, paid by the hour whether they are used or not. */
  readonly units: number;
}

/** Throughput of a model that is the platform's own, without a commitment: it can be given back at any time. */
export class ProvisionedThroughput extends pulumi.ComponentResource {
  /** ARN that calls name. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ProvisionedThroughputArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:aws:ProvisionedThroughput", name, args, opts);
    this.arn = new bedrock.ProvisionedModelThroughput(
      `${name}-units`,
      {
        region: args.region,
        provisionedModelName: args.provisionedName,
        modelArn: args.modelArn,
        modelUnits: args.units,
        tags: { ...args.tags },
      },
      { parent: this },
    ).provisionedModelArn;
    this.registerOutputs({ arn: this.arn });
  }
}
