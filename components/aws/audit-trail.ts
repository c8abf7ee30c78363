import * as cloudtrail from "@pulumi/aws/cloudtrail";
import type * as inputs from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";
import { objectsIn } from "./bucket-policy";
import { createLogGroup } from "./log-group";
import { createLogWriter } from "./log-writer-role";
import { arnOf, type AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";
import { PrivateBucket } from "./private-bucket";

/** Arguments of an {@link AuditTrail}. */
export interface AuditTrailArgs extends AwsPlace {
  /** Name of the trail. */
  readonly trailName: string;
  /** Name of the log group. */
  readonly groupName: string;
  /** Name of the role that writes into it. */
  readonly roleName: string;
  /** ARN of the key that encrypts the trail. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly protected: boolean;
  /** Bucket that keeps a log of every access to the trail. */
  readonly accessLog: PrivateBucket;
}

/**
 * A record of who did what in the account: every management event (calls of models are among them), and events of data in Bedrock.
 * In a protected environment nobody deletes it before its time.
 */
export class AuditTrail extends pulumi.ComponentResource {
  /** Name of the log group: what alarms on changes look at. */
  public readonly groupName: pulumi.Output<string>;
  /** ARN of the trail. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    const { accessLog, ...inputs } = args;
    super("cornerstone:aws:AuditTrail", name, { ...inputs, accessLogBucket: accessLog.bucketName }, opts);
    const group = createLogGroup(this, `${name}-group`, args);
    const bucket = createBucket(this, name, args);
    const writer = createLogWriter(this, `${name}-writer`, {
      ...args,
      service: "cloudtrail.amazonaws.com",
      condition: byTrail(args),
    });
    const trail = new cloudtrail.Trail(
      `${name}-trail`,
      {
        region: args.region,
        name: args.trailName,
        s3BucketName: bucket.bucketName,
        kmsKeyId: args.keyArn,
        cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
        cloudWatchLogsRoleArn: writer.arn,
        enableLogging: true,
        enableLogFileValidation: true,
        // IAM and STS have no region: their events belong to the record.
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        advancedEventSelectors: [managementEvents, ...dataEventTypes.map(dataEvents)],
        tags: { ...args.tags },
      },
      { parent: this, dependsOn: [bucket.policy, writer.permissions] },
    );
    this.groupName = group.name;
    this.arn = trail.arn;
    this.registerOutputs({ arn: this.arn, groupName: this.groupName });
  }
}

function createBucket(parent: AuditTrail, name: string, args: AuditTrailArgs): PrivateBucket {
  const { region, accountId, tags, keyArn, retentionDays, protected: isProtected } = args;
  return new PrivateBucket(
    `${name}-records`,
    {
      ...{ region, accountId, tags, keyArn, retentionDays, protected: isProtected },
      accessLog: args.accessLog,
      ...(isProtected && { lockDays: retentionDays }),
      writers: (bucketArn) => writtenByTrail(args, bucketArn),
    },
    { parent },
  );
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function writtenByTrail(args: AuditTrailArgs, bucketArn: pulumi.Output<string>): readonly PolicyStatement[] {
  const byService = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return [
    {
      Sid: "TrailLooks",
      ...byService,
      Action: ["s3:GetBucketAcl"],
      Resource: bucketArn,
      Condition: byTrail(args),
    },
    {
      Sid: "TrailWrites",
      ...byService,
      Action: ["s3:PutObject"],
      Resource: objectsIn(bucketArn, `AWSLogs/${args.accountId}/`),
      Condition: {
        StringEquals: {
          ...byTrail(args).StringEquals,
          // CloudTrail asks for it still, although the bucket takes no ACL.
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      },
    },
  ];
}

function byTrail(args: AuditTrailArgs) {
  return {
    StringEquals: {
      "aws:SourceArn": arnOf(args, "cloudtrail", `trail/${args.trailName}`),
    },
  };
}

type Selector = inputs.cloudtrail.TrailAdvancedEventSelector;

const managementEvents: Selector = {
  name: "Management events",
  fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
};

/**
 * Data of Bedrock that has events of its own; InvokeModel and Converse are management events.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html
 */
const dataEventTypes = [
  "AWS::Bedrock::AgentAlias",
  "AWS::Bedrock::AsyncInvoke",
  "AWS::Bedrock::FlowAlias",
  "AWS::Bedrock::Guardrail",
  "AWS::Bedrock::InlineAgent",
  "AWS::Bedrock::KnowledgeBase",
  "AWS::Bedrock::Model",
] as const;

function dataEvents(type: string): Selector {
  return {
    name: `Data events of ${type}`,
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: [type] },
    ],
  };
}
