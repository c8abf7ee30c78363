import { vendor } from "../../controls";
import { mustNameCallers } from "../../named-callers";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const s3BucketPolicyClosed: GraphRule = {
  id: "CS-0467",
  name: "s3-bucket-policy-closed",
  title: "Policies of buckets let in nobody whom they do not name.",
  severity: "critical",
  why: "A statement that allows everybody makes the bucket public, or would if the block on public access were ever lifted. A service that may write must say on whose behalf.",
  fix: {
    text: "Name the principals, or limit a statement for everybody by aws:SourceAccount, aws:SourceArn or aws:PrincipalOrgID.",
    code: `{ Effect: "Allow", Principal: { Service: "bedrock.amazonaws.com" }, Action: "s3:PutObject", Resource: \`\${arn}/*\`,
  Condition: { StringEquals: { "aws:SourceAccount": accountId } } }`,
  },
  controls: serving(themes.leastPrivilege, vendor("nist80053", "AC-3", "AC-6")),
  covers: ["checkov:CKV_AWS_70", "checkov:CKV2_AWS_43", "prowler-aws:s3_bucket_policy_public_write_access"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
  scope: "graph",
  types: [...aws.bucketPolicy, ...aws.bucket],
  check: mustNameCallers,
};
