import * as bedrockmodel from "@pulumi/aws/bedrockmodel";
import * as pulumi from "@pulumi/pulumi";
import { objectsIn } from "./bucket-policy";
import { createLogGroup } from "./log-group";
import { createLogWriter } from "./log-writer-role";
import { arnOf, type AwsPlace } from "./place";
import { fromAccount } from "./policy-document";
import { PrivateBucket } from "./private-bucket";

/** Arguments of {@link InvocationLogging}. */
export interface InvocationLoggingArgs extends AwsPlace {
  /** Name of the log group. */
  readonly groupName: string;
  /** Name of the role that writes into it. */
  readonly roleName: string;
  /** ARN of the key that encrypts logs. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly protected: boolean;
  /** Bucket that keeps a log of every access to the logs. */
  readonly accessLog: PrivateBucket;
}

/** What Bedrock puts its objects under. */
const keyPrefix = "invocations";

/**
 * A record of every call of a model, prompt and completion included, in an encrypted bucket and log group. The setting is one
 * of the account in the region: only one stack may hold it. Objects are not locked, because prompts may hold personal data that
 * somebody asks to have erased. https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html
 */
export class InvocationLogging extends pulumi.ComponentResource {
  /** Name of the log group. */
  public readonly groupName: pulumi.Output<string>;
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** The setting: nothing is called before calls are recorded. */
  public readonly setting: pulumi.Resource;

  constructor(name: string, args: InvocationLoggingArgs, opts?: pulumi.ComponentResourceOptions) {
    const { accessLog, ...inputs } = args;
    super(
      "cornerstone:aws:InvocationLogging",
      name,
      { ...inputs, accessLogBucket: accessLog.bucketName },
      opts,
    );
    const group = createLogGroup(this, `${name}-group`, args);
    const bucket = createBucket(this, name, args);
    const writer = createLogWriter(this, `${name}-writer`, {
      ...args,
      service: "bedrock.amazonaws.com",
      condition: fromBedrock(args),
    });
    const large = { bucketName: bucket.bucketName, keyPrefix };
    this.setting = new bedrockmodel.InvocationLoggingConfiguration(
      `${name}-setting`,
      {
        region: args.region,
        loggingConfig: {
          textDataDeliveryEnabled: true,
          imageDataDeliveryEnabled: true,
          embeddingDataDeliveryEnabled: true,
          videoDataDeliveryEnabled: true,
          cloudwatchConfig: {
            logGroupName: group.name,
            roleArn: writer.arn,
            // A record beyond 100 kB goes to the bucket.
            largeDataDeliveryS3Config: large,
          },
          s3Config: large,
        },
      },
      // Bedrock writes a test object when the setting is made.
      { parent: this, dependsOn: [bucket.policy, writer.permissions] },
    );
    this.groupName = group.name;
    this.bucketName = bucket.bucketName;
    this.registerOutputs({ groupName: this.groupName, bucketName: this.bucketName });
  }
}

function createBucket(parent: InvocationLogging, name: string, args: InvocationLoggingArgs): PrivateBucket {
  return new PrivateBucket(
    `${name}-records`,
    {
      ...pick(args),
      accessLog: args.accessLog,
      writers: (bucketArn) => [
        {
          Sid: "InvocationLogs",
          Effect: "Allow",
          Principal: { Service: "bedrock.amazonaws.com" },
          Action: ["s3:PutObject"],
          Resource: objectsIn(
            bucketArn,
            `${keyPrefix}/AWSLogs/${args.accountId}/BedrockModelInvocationLogs/`,
          ),
          Condition: fromBedrock(args),
        },
      ],
    },
    { parent },
  );
}

function pick({
  region,
  accountId,
  tags,
  keyArn,
  retentionDays,
  protected: isProtected,
}: InvocationLoggingArgs) {
  return { region, accountId, tags, keyArn, retentionDays, protected: isProtected };
}

function fromBedrock(place: AwsPlace) {
  return fromAccount(place.accountId, arnOf(place, "bedrock", "*"));
}
