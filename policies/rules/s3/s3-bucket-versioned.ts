import { vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const s3BucketVersioned: GraphRule = {
  id: "CS-0463",
  name: "s3-bucket-versioned",
  title: "Buckets keep earlier versions of their objects.",
  severity: "medium",
  why: "An overwritten or deleted object is gone. With versions it comes back, and a log that somebody changed can be compared with what it was.",
  fix: {
    text: "Enable versioning, and let a lifecycle rule expire old versions.",
    code: 'new s3.BucketVersioning(name, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });',
  },
  controls: serving(
    themes.recovery,
    vendor("hipaa", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"),
    vendor("nist80053", "CP-9", "CP-10"),
  ),
  covers: [
    "aws-fsbp:S3.14",
    "cdk-nag:HIPAA.Security-S3BucketVersioningEnabled",
    "checkov:CKV_AWS_21",
    "prowler-aws:s3_bucket_object_versioning",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) =>
    graph.inputs(bucket).boolean("versioning.enabled") === true ||
    graph.someReferrer(
      bucket,
      aws.bucketVersioning,
      "bucket",
      (versioning) => graph.inputs(versioning).string("versioningConfiguration.status") === "Enabled",
    )
      ? pass
      : fail("no versioning is enabled for it"),
};
