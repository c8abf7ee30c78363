import { isAuditSink } from "../../audit-buckets";
import type { GraphRule, PropertyReader } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const s3BucketLifecycle: GraphRule = {
  id: "CS-0466",
  name: "s3-bucket-lifecycle",
  title: "Buckets expire what nobody needs, and clear uploads that broke off.",
  severity: "low",
  why: "Personal data that is kept for ever breaks storage limitation, and parts of broken uploads are paid for and seen by nobody. Logs must stay as long as the stack declares.",
  fix: {
    text: "Add a lifecycle configuration with an expiration no sooner than the declared retention, and one that aborts incomplete uploads.",
    code: `new s3.BucketLifecycleConfiguration(name, {
  bucket: bucket.id,
  rules: [{
    id: "expire", status: "Enabled", filter: {},
    expiration: { days: 365 },
    noncurrentVersionExpiration: { noncurrentDays: 30 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  }],
});`,
  },
  controls: serving(themes.retention),
  covers: [
    "aws-fsbp:S3.10",
    "aws-fsbp:S3.13",
    "checkov:CKV2_AWS_61",
    "checkov:CKV_AWS_300",
    "prowler-aws:s3_bucket_lifecycle_enabled",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph, { declaration: { logRetentionDays } }) => {
    const configurations = graph.referrers(bucket, aws.bucketLifecycle, "bucket");
    const rules = [
      ...configurations.flatMap((each) => graph.inputs(each).list("rules")),
      ...graph.inputs(bucket).list("lifecycleRules"),
    ].filter((rule) => rule.string("status") === "Enabled" || rule.boolean("enabled") === true);
    if (rules.length === 0) {
      // Also throws where a configuration may be of this bucket.
      graph.someReferrer(bucket, aws.bucketLifecycle, "bucket");
      return fail("no lifecycle rule of it is enabled");
    }
    const hasty = rules.find((rule) => (rule.number("expiration.days") ?? Infinity) < logRetentionDays);
    if (hasty && isAuditSink(bucket, graph))
      return fail(
        `records expire after ${hasty.show("expiration.days")} days, must be kept for ${logRetentionDays}`,
        hasty.path,
      );
    return rules.some(abortsUploads) ? pass : fail("no lifecycle rule of it aborts incomplete uploads");
  },
};

function abortsUploads(rule: PropertyReader): boolean {
  return (
    rule.number("abortIncompleteMultipartUpload.daysAfterInitiation") !== undefined ||
    rule.number("abortIncompleteMultipartUploadDays") !== undefined
  );
}
