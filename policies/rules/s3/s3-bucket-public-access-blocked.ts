import { vendor } from "../../controls";
import type { GraphRule, Subject } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const s3BucketPublicAccessBlocked: GraphRule = {
  id: "CS-0460",
  name: "s3-bucket-public-access-blocked",
  title: "Buckets block public access in all four ways.",
  severity: "critical",
  why: "One line in a bucket's policy, or one ACL on one object, opens it to the whole internet. The four switches refuse both, whoever writes them and whenever.",
  fix: {
    text: "Add a BucketPublicAccessBlock with all four switches on.",
    code: `new s3.BucketPublicAccessBlock(name, {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});`,
  },
  controls: serving(
    themes.privateNetwork,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"),
    vendor("nist80053", "AC-3", "AC-4", "AC-6", "SC-7"),
  ),
  covers: [
    "aws-fsbp:S3.8",
    "aws-fsbp:S3.1",
    "aws-fsbp:S3.2",
    "aws-fsbp:S3.3",
    "aws-fsbp:CloudTrail.6",
    "cdk-nag:AwsSolutions-S2",
    "cdk-nag:HIPAA.Security-S3BucketLevelPublicAccessProhibited",
    "cdk-nag:HIPAA.Security-S3BucketPublicReadProhibited",
    "cdk-nag:HIPAA.Security-S3BucketPublicWriteProhibited",
    "checkov:CKV2_AWS_6",
    "checkov:CKV_AWS_53",
    "checkov:CKV_AWS_54",
    "checkov:CKV_AWS_55",
    "checkov:CKV_AWS_56",
    "prowler-aws:s3_bucket_level_public_access_block",
    "prowler-aws:s3_bucket_public_access",
    "prowler-aws:cloudtrail_logs_s3_bucket_is_not_publicly_accessible",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) => {
    const blocks = (block: Subject): boolean =>
      switches.every((name) => graph.inputs(block).boolean(name) === true);
    return graph.someReferrer(bucket, aws.bucketPublicAccessBlock, "bucket", blocks)
      ? pass
      : fail(`no public access block sets ${switches.join(", ")} for it`);
  },
};
