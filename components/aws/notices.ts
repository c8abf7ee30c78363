import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { stableKey } from "../shared/stable-key";
import { arnOf, type AwsPlace } from "./place";
import { fromAccount, policyDocument, type PolicyStatement } from "./policy-document";

/** Arguments of {@link Notices}. */
export interface NoticesArgs extends AwsPlace {
  /** Name of the topic. */
  readonly topicName: string;
  /** Mailboxes that are told. Each confirms its subscription once, by a link in a mail. */
  readonly emails: readonly string[];
  /** ARN of the key that encrypts messages. */
  readonly keyArn: pulumi.Input<string>;
}

/** An encrypted topic that alarms and budgets of this account write to, and the people who read it. */
export class Notices extends pulumi.ComponentResource {
  /** ARN of the topic. */
  public readonly topicArn: pulumi.Output<string>;
  /** What must stand before anything is written: the topic's policy. */
  public readonly policy: pulumi.Resource;

  constructor(name: string, args: NoticesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:aws:Notices", name, args, opts);
    const topic = new sns.Topic(
      `${name}-topic`,
      {
        region: args.region,
        name: args.topicName,
        kmsMasterKeyId: args.keyArn,
        signatureVersion: 2,
        tags: { ...args.tags },
      },
      { parent: this },
    );
    this.policy = new sns.TopicPolicy(
      `${name}-policy`,
      { region: args.region, arn: topic.arn, policy: policyDocument(writers(args, topic.arn)) },
      { parent: this },
    );
    for (const email of args.emails) {
      new sns.TopicSubscription(
        `${name}-${stableKey("to", email)}`,
        { region: args.region, topic: topic.arn, protocol: "email", endpoint: email },
        { parent: this },
      );
    }
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

function writers(args: NoticesArgs, topicArn: pulumi.Output<string>): readonly PolicyStatement[] {
  const services = [
    ["Alarms", "cloudwatch.amazonaws.com", arnOf(args, "cloudwatch", "alarm:*")],
    ["Budgets", "budgets.amazonaws.com", `arn:aws:budgets::${args.accountId}:*`],
  ] as const;
  return [
    ...services.map(([Sid, Service, source]) => ({
      Sid,
      Effect: "Allow" as const,
      Principal: { Service },
      Action: ["sns:Publish"],
      Resource: topicArn,
      Condition: fromAccount(args.accountId, source),
    })),
    {
      Sid: "EncryptedTransportOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["sns:Publish"],
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
