import type { AwsType } from "../resource-type";

export const bucket = "aws:s3/bucket:Bucket";
export const bucketObject = "aws:s3/bucketObjectv2:BucketObjectv2";

/** A part of a bucket that is a resource of its own: it has the bucket's name as its ID. */
function part(
  name: string,
  noun: string,
  operations: AwsType["operations"],
  more: Partial<AwsType> = {},
): AwsType {
  return {
    token: `aws:s3/bucket${name}:Bucket${name}`,
    noun,
    called: "{bucket}",
    service: "S3",
    operations,
    id: "{bucket}",
    forceNew: ["bucket", "expectedBucketOwner"],
    references: [{ property: "bucket", type: bucket }],
    ...more,
  };
}

export const s3: readonly AwsType[] = [
  {
    token: bucket,
    noun: "S3 Bucket",
    called: "{bucket}",
    service: "S3",
    operations: ["CreateBucket", "PutBucketTagging", "DeleteBucket"],
    id: "{bucket}",
    autoName: { property: "bucket", max: 63, lowerCase: true },
    forceNew: ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled"],
    defaults: { forceDestroy: false },
    optional: {
      accelerationStatus: "",
      bucketPrefix: "",
      grants: [{ id: "{hex64:owner}", permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" }],
      objectLockEnabled: false,
      policy: "",
      requestPayer: "BucketOwner",
      serverSideEncryptionConfiguration: {
        rule: {
          applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
          bucketKeyEnabled: false,
        },
      },
      versioning: { enabled: false, mfaDelete: false },
    },
    computed: {
      arn: "arn:{partition}:s3:::{bucket}",
      bucketDomainName: "{bucket}.s3.{dnsSuffix}",
      bucketRegion: "{region}",
      bucketRegionalDomainName: "{bucket}.s3.{region}.{dnsSuffix}",
    },
    conflicts: [["bucket", "bucketPrefix"]],
    policies: ["policy"],
    missing: [404, "NoSuchBucket", "The specified bucket does not exist"],
    seconds: 2,
  },
  part("Policy", "S3 Bucket Policy", ["PutBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"], {
    forceNew: ["bucket"],
    policies: ["policy"],
  }),
  part(
    "PublicAccessBlock",
    "S3 Bucket Public Access Block",
    ["PutPublicAccessBlock", "PutPublicAccessBlock", "DeletePublicAccessBlock"],
    {
      forceNew: ["bucket"],
      defaults: {
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      },
    },
  ),
  part(
    "Versioning",
    "S3 Bucket Versioning",
    ["PutBucketVersioning", "PutBucketVersioning", "PutBucketVersioning"],
    {
      allowed: {
        "versioningConfiguration.status": ["Enabled", "Suspended", "Disabled"],
        "versioningConfiguration.mfaDelete": ["Enabled", "Disabled"],
      },
    },
  ),
  part(
    "ServerSideEncryptionConfiguration",
    "S3 Bucket Server-side Encryption Configuration",
    ["PutBucketEncryption", "PutBucketEncryption", "DeleteBucketEncryption"],
    {
      allowed: {
        "rules[].applyServerSideEncryptionByDefault.sseAlgorithm": [
          "AES256",
          "aws:fsx",
          "aws:kms",
          "aws:kms:dsse",
        ],
      },
    },
  ),
  part(
    "LifecycleConfiguration",
    "S3 Bucket Lifecycle Configuration",
    ["PutBucketLifecycleConfiguration", "PutBucketLifecycleConfiguration", "DeleteBucketLifecycle"],
    {
      optional: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
      allowed: { "rules[].status": ["Disabled", "Enabled"] },
    },
  ),
  part(
    "OwnershipControls",
    "S3 Bucket Ownership Controls",
    ["PutBucketOwnershipControls", "PutBucketOwnershipControls", "DeleteBucketOwnershipControls"],
    {
      forceNew: ["bucket"],
      allowed: { "rule.objectOwnership": ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"] },
    },
  ),
  part("Logging", "S3 Bucket Logging", ["PutBucketLogging", "PutBucketLogging", "PutBucketLogging"]),
  part(
    "ObjectLockConfiguration",
    "S3 Bucket Object Lock Configuration",
    ["PutObjectLockConfiguration", "PutObjectLockConfiguration", "PutObjectLockConfiguration"],
    {
      defaults: { objectLockEnabled: "Enabled" },
      forceNew: ["bucket", "expectedBucketOwner", "objectLockEnabled"],
      allowed: { "rule.defaultRetention.mode": ["GOVERNANCE", "COMPLIANCE"] },
    },
  ),
  {
    token: bucketObject,
    noun: "S3 Object",
    called: "{key}",
    service: "S3",
    operations: ["PutObject", "PutObject", "DeleteObject"],
    id: "{bucket}/{key}",
    forceNew: ["bucket", "key"],
    defaults: { forceDestroy: false },
    optional: { contentType: "application/octet-stream", storageClass: "STANDARD", etag: "{hex32:etag}" },
    computed: {
      arn: "arn:{partition}:s3:::{bucket}/{key}",
      checksumCrc32: "",
      checksumCrc32c: "",
      checksumCrc64nvme: "",
      checksumSha1: "",
      checksumSha256: "",
      versionId: "",
    },
    conflicts: [["content", "contentBase64", "source"]],
    references: [{ property: "bucket", type: bucket }],
  },
];
