import { vendor } from "../../controls";
import { deniesPlainText, statementsAt } from "../../iam-policy";
import type { Statement } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const s3BucketTlsOnly: GraphRule = {
  id: "CS-0461",
  name: "s3-bucket-tls-only",
  title: "Buckets refuse requests without TLS.",
  severity: "high",
  why: "S3 answers plain HTTP, too. A signed link or a tool with an old endpoint then carries prompts and documents in the clear, and nothing warns.",
  fix: {
    text: "Deny s3:* to everybody whose request does not come over TLS.",
    code: `new s3.BucketPolicy(name, {
  bucket: bucket.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{
      Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "s3:*",
      Resource: [bucket.arn, pulumi.interpolate\`\${bucket.arn}/*\`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }],
  }),
});`,
  },
  controls: serving(
    themes.transit,
    vendor("hipaa", "164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"),
    vendor("nist80053", "SC-8", "SC-8(1)"),
  ),
  covers: [
    "aws-fsbp:S3.5",
    "cdk-nag:AwsSolutions-S10",
    "cdk-nag:HIPAA.Security-S3BucketSSLRequestsOnly",
    "checkov:CKV_AWS_379",
    "prowler-aws:s3_bucket_secure_transport_policy",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) => {
    const closes = (statements: readonly Statement[] | undefined): boolean =>
      ["s3:GetObject", "s3:PutObject"].every((action) =>
        statements?.some((statement) => deniesPlainText(statement, action)),
      );
    if (closes(statementsAt(graph.inputs(bucket), "policy"))) return pass;
    return graph.someReferrer(bucket, aws.bucketPolicy, "bucket", (policy) =>
      closes(statementsAt(graph.inputs(policy), "policy")),
    )
      ? pass
      : fail("no policy of it denies everybody requests where aws:SecureTransport is false");
  },
};
