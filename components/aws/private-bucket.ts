import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { holdsData } from "../shared/protection";
import { bucketPolicy } from "./bucket-policy";
import type { AwsPlace } from "./place";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Arguments of a {@link PrivateBucket}. */
export interface PrivateBucketArgs extends AwsPlace {
  /** True where its objects must not be lost. */
  readonly protected: boolean;
  /** Days that objects are kept. */
  readonly retentionDays: number;
  /**
   * ARN of the key that encrypts its objects.
   * @default AWS's own key: the only one that delivers logs of access (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html)
   */
  readonly keyArn?: pulumi.Input<string>;
  /**
   * Bucket that keeps a log of every access to this one.
   * @default access is not logged
   */
  readonly accessLog?: PrivateBucket;
  /**
   * Days in which nobody deletes or changes an object, but who may bypass governance.
   * @default objects can be deleted: what holds personal data must be erasable
   */
  readonly lockDays?: number;
  /** Who may write into it, beside principals that IAM lets. */
  readonly writers: (bucketArn: pulumi.Output<string>) => readonly PolicyStatement[];
}

/** A bucket that nobody outside the account reaches, with versions, encryption, an end of life and no ACL. */
export class PrivateBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  public readonly arn: pulumi.Output<string>;
  /** What must stand before anything is written: its policy. */
  public readonly policy: pulumi.Resource;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { accessLog, writers, ...inputs } = args;
    super("cornerstone:aws:PrivateBucket", name, inputs, opts);
    const bucket = createBucket(this, name, args);
    const at = { region: args.region, bucket: bucket.bucket };
    const parts = { parent: this };
    const blocked = new s3.BucketPublicAccessBlock(
      `${name}-public-access`,
      {
        ...at,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      parts,
    );
    new s3.BucketOwnershipControls(
      `${name}-ownership`,
      { ...at, rule: { objectOwnership: "BucketOwnerEnforced" } },
      parts,
    );
    const versions = new s3.BucketVersioning(
      `${name}-versioning`,
      { ...at, versioningConfiguration: { status: "Enabled" } },
      parts,
    );
    encrypt(this, name, at, args.keyArn);
    expire(this, name, at, args.retentionDays, versions);
    if (args.lockDays !== undefined) lock(this, name, at, args.lockDays, versions);
    if (accessLog) {
      new s3.BucketLogging(
        `${name}-logging`,
        { ...at, targetBucket: accessLog.bucketName, targetPrefix: `${name}/` },
        { ...parts, dependsOn: accessLog.policy },
      );
    }
    this.policy = new s3.BucketPolicy(
      `${name}-policy`,
      { ...at, policy: policyDocument(bucketPolicy(bucket.arn, args.accountId, writers(bucket.arn))) },
      // Writes of both meet in one conditional operation (OperationAborted).
      { ...parts, dependsOn: blocked },
    );
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

interface At {
  readonly region: string;
  readonly bucket: pulumi.Output<string>;
}

function createBucket(parent: PrivateBucket, name: string, args: PrivateBucketArgs): s3.Bucket {
  return new s3.Bucket(
    name,
    {
      region: args.region,
      // Logs that nobody may lose are no reason to keep an environment that may be.
      forceDestroy: !args.protected,
      objectLockEnabled: args.lockDays !== undefined,
      tags: { ...args.tags },
    },
    holdsData(args.protected, { parent }),
  );
}

function encrypt(
  parent: PrivateBucket,
  name: string,
  at: At,
  keyArn: pulumi.Input<string> | undefined,
): void {
  const algorithm =
    keyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      ...at,
      rules: [{ applyServerSideEncryptionByDefault: algorithm, bucketKeyEnabled: keyArn !== undefined }],
    },
    { parent },
  );
}

/** Days that an old version is kept after a newer one: long enough to notice a mistake. */
const noncurrentDays = 30;

function expire(parent: PrivateBucket, name: string, at: At, days: number, versions: pulumi.Resource): void {
  new s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      ...at,
      rules: [
        {
          id: "retention",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days },
          noncurrentVersionExpiration: { noncurrentDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { parent, dependsOn: versions },
  );
}

function lock(parent: PrivateBucket, name: string, at: At, days: number, versions: pulumi.Resource): void {
  new s3.BucketObjectLockConfiguration(
    `${name}-lock`,
    { ...at, objectLockEnabled: "Enabled", rule: { defaultRetention: { mode: "GOVERNANCE", days } } },
    { parent, dependsOn: versions },
  );
}
