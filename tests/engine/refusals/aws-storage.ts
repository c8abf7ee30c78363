import { allow, document } from "./aws-identity";
import { type Declared, type Row, aws } from "./row";

export const bucket = (name = "{slug}-data", as = "bucket"): Declared =>
  aws(as, "s3.Bucket", { bucket: name });
/** A part of the row's bucket. */
export const part = (
  as: string,
  type: string,
  inputs: object,
  after: readonly string[] = ["bucket"],
): Declared => aws(as, `s3.Bucket${type}`, { bucket: "{slug}-data", ...inputs }, after);
export const bucketPolicy = (...statements: object[]): Declared =>
  part("policy", "Policy", { policy: document(...statements) });
const reading = (principal: unknown, resource = "arn:aws:s3:::{slug}-data/*"): object =>
  allow({ Action: "s3:GetObject", Resource: resource, Principal: principal });
const root = { AWS: "arn:aws:iam::{account}:root" };
const object = part("object", "Objectv2", { key: "report.json", content: "{}" });
const versioning = part("versioning", "Versioning", { versioningConfiguration: { status: "Enabled" } });
const lock = part(
  "lock",
  "ObjectLockConfiguration",
  { rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } } },
  ["bucket", "versioning"],
);

/** Buckets of AWS. */
export const awsStorage: readonly Row[] = [
  {
    name: "a name that somebody has",
    proves: "409 BucketAlreadyExists aws/behaviours/buckets.ts",
    says: "",
    refused: [bucket("somebodys-bucket")],
    recovered: [bucket()],
  },
  {
    name: "a name that one has oneself",
    proves: "409 BucketAlreadyOwnedByYou aws/behaviours/buckets.ts",
    says: "",
    before: [bucket()],
    refused: [bucket(), bucket("{slug}-data", "again")],
    recovered: [bucket(), bucket("{slug}-data-2", "again")],
  },
  {
    name: "a bucket that goes before what is in it",
    proves: "409 BucketNotEmpty aws/behaviours/buckets.ts",
    says: "The bucket you tried to delete is not empty.",
    before: [bucket(), object],
    refused: [object],
    recovered: [bucket()],
  },
  {
    name: "a policy for everybody",
    proves: "403 AccessDenied aws/behaviours/buckets.ts",
    says: "because public policies are prevented by the BlockPublicPolicy setting",
    before: [bucket()],
    refused: [bucket(), bucketPolicy(reading("*"))],
    recovered: [bucket(), bucketPolicy(reading(root))],
  },
  {
    name: "a policy of another bucket",
    proves: "400 MalformedPolicy aws/behaviours/buckets.ts",
    says: "Policy has invalid resource",
    before: [bucket()],
    refused: [bucket(), bucketPolicy(reading(root, "arn:aws:s3:::elsewhere/*"))],
    recovered: [bucket(), bucketPolicy(reading(root))],
  },
  {
    name: "access logs to a bucket that is not there",
    proves: "400 InvalidTargetBucketForLogging aws/behaviours/buckets.ts",
    says: "The target bucket for logging does not exist",
    before: [bucket()],
    refused: [bucket(), part("logging", "Logging", { targetBucket: "{slug}-logs", targetPrefix: "data/" })],
    recovered: [
      bucket(),
      bucket("{slug}-logs", "logs"),
      part("logging", "Logging", { targetBucket: "{slug}-logs", targetPrefix: "data/" }, ["bucket", "logs"]),
    ],
  },
  {
    name: "a lock on a bucket without versions",
    proves: "409 InvalidBucketState aws/behaviours/buckets.ts",
    says: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    before: [bucket()],
    refused: [bucket(), lock],
    recovered: [bucket(), versioning, lock],
  },
  {
    name: "a bucket that is not there",
    proves: "404 NoSuchBucket aws/types",
    says: "The specified bucket does not exist",
    refused: [versioning],
    recovered: [bucket(), versioning],
  },
  {
    name: "a part of a bucket that there is",
    proves: "409 ResourceAlreadyExists aws/world.ts",
    says: "already exists",
    before: [bucket(), versioning],
    refused: [bucket(), versioning, { ...versioning, as: "again" }],
    recovered: [bucket(), versioning],
  },
];
