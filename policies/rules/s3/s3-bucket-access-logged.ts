import { isLogTarget } from "../../audit-buckets";
import { vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const s3BucketAccessLogged: GraphRule = {
  id: "CS-0464",
  name: "s3-bucket-access-logged",
  title: "Buckets log who reads and writes their objects.",
  severity: "medium",
  why: "The trail tells who changed a bucket; only its access log, or data events, tell who read which object. After a leak that is the question.",
  fix: {
    text: "Deliver access logs to a bucket of their own.",
    code: 'new s3.BucketLogging(name, { bucket: bucket.id, targetBucket: accessLogs.id, targetPrefix: "prompts/" });',
  },
  controls: serving(themes.logging, vendor("hipaa", "164.312(b)"), vendor("nist80053", "AU-2", "AU-12")),
  covers: [
    "aws-fsbp:S3.9",
    "aws-fsbp:CloudTrail.7",
    "cdk-nag:AwsSolutions-S1",
    "cdk-nag:HIPAA.Security-S3BucketLoggingEnabled",
    "checkov:CKV_AWS_18",
    "prowler-aws:s3_bucket_server_access_logging_enabled",
    "prowler-aws:cloudtrail_logs_s3_bucket_access_logging_enabled",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) => {
    if (isLogTarget(bucket, graph)) return notApplicable("it holds the access logs of other buckets");
    return graph.inputs(bucket).has("logging.targetBucket") ||
      graph.someReferrer(bucket, aws.bucketLogging, "bucket", (logging) =>
        graph.inputs(logging).has("targetBucket"),
      )
      ? pass
      : fail("its access logs are delivered nowhere");
  },
};
