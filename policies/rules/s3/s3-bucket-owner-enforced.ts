import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const s3BucketOwnerEnforced: GraphRule = {
  id: "CS-0465",
  name: "s3-bucket-owner-enforced",
  title: "Buckets know no ACLs: the owner of the bucket owns every object.",
  severity: "medium",
  why: "With ACLs the writer of an object decides who reads it, past every policy. Without them the bucket's policy is all there is to read.",
  fix: {
    text: "Set the object ownership to BucketOwnerEnforced.",
    code: 'new s3.BucketOwnershipControls(name, { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });',
  },
  controls: serving(themes.leastPrivilege),
  covers: ["aws-fsbp:S3.12", "checkov:CKV2_AWS_65", "prowler-aws:s3_bucket_acl_prohibited"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) =>
    graph.someReferrer(
      bucket,
      aws.bucketOwnership,
      "bucket",
      (controls) => graph.inputs(controls).string("rule.objectOwnership") === "BucketOwnerEnforced",
    )
      ? pass
      : fail('no ownership controls of it say "BucketOwnerEnforced"'),
};
