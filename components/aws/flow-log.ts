import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { createLogGroup } from "./log-group";
import { createLogWriter } from "./log-writer-role";
import { arnOf, type AwsPlace } from "./place";
import { fromAccount } from "./policy-document";
import type { PrivateNetwork } from "./private-network";

/** Arguments of a {@link FlowLog}. */
export interface FlowLogArgs extends AwsPlace {
  readonly network: PrivateNetwork;
  /** Name of the log group. */
  readonly groupName: string;
  /** Name of the role that writes into it. */
  readonly roleName: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly protected: boolean;
}

/** A log of every flow in a network, accepted and refused. */
export class FlowLog extends pulumi.ComponentResource {
  /** ID of the flow log. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    const { network, ...inputs } = args;
    super("cornerstone:aws:FlowLog", name, { ...inputs, vpcId: network.vpcId }, opts);
    const group = createLogGroup(this, `${name}-group`, args);
    const writer = createLogWriter(this, `${name}-writer`, {
      ...args,
      service: "vpc-flow-logs.amazonaws.com",
      condition: fromAccount(args.accountId, arnOf(args, "ec2", "vpc-flow-log/*")),
    });
    this.id = new ec2.FlowLog(
      `${name}-log`,
      {
        region: args.region,
        vpcId: network.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: writer.arn,
        maxAggregationInterval: 60,
        tags: { ...args.tags },
      },
      { parent: this, dependsOn: writer.permissions },
    ).id;
    this.registerOutputs({ id: this.id });
  }
}
