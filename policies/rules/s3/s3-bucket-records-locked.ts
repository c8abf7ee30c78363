import { ours } from "../../controls";
import type { GraphRule, PropertyReader } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const s3BucketRecordsLocked: GraphRule = {
  id: "CS-0468",
  name: "s3-bucket-records-locked",
  title: "Trails cannot be deleted before their time.",
  severity: "medium",
  why: "Whoever takes over an account deletes its trail first. A lock on objects holds against every role, the root of the account included where its mode says so. The log of calls is left out: it holds prompts, which a person may ask to erase.",
  fix: {
    text: "Create the bucket with object lock, and give it a default retention.",
    code: `new s3.BucketObjectLockConfiguration(name, {
  bucket: bucket.id,
  rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } },
});`,
  },
  controls: serving(themes.retention, ours("mcsb", "BR-2"), ours("hipaa", "164.312(c)(1)")),
  covers: ["aws-fsbp:S3.15", "checkov:CKV_AWS_143", "prowler-aws:s3_bucket_object_lock"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) => {
    if (!graph.someReferrer(bucket, aws.trail, "s3BucketName"))
      return notApplicable("it holds no trail; prompts must stay erasable");
    return graph.someReferrer(bucket, aws.bucketLock, "bucket", (lock) => isKept(graph.inputs(lock)))
      ? pass
      : fail("a trail is kept in it, and no object lock with a default retention keeps the trail");
  },
};

function isKept(lock: PropertyReader): boolean {
  const retention = "rule.defaultRetention";
  return (
    lock.has(`${retention}.mode`) &&
    ((lock.number(`${retention}.days`) ?? 0) > 0 || (lock.number(`${retention}.years`) ?? 0) > 0)
  );
}
