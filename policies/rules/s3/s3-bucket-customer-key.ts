import { isLogTarget } from "../../audit-buckets";
import { vendor } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphReader, GraphRule, Subject } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const s3BucketCustomerKey: GraphRule = {
  id: "CS-0462",
  name: "s3-bucket-customer-key",
  title: "Buckets are encrypted by a KMS key of yours.",
  severity: "high",
  why: "A key of AWS is used by everybody whom the bucket's policy lets in. A key of yours has a policy of its own, records each use, and ends access to every object at once when it is disabled.",
  fix: {
    text: "Set the default encryption to aws:kms with your key, and a bucket key that keeps its price down.",
    code: `new s3.BucketServerSideEncryptionConfiguration(name, {
  bucket: bucket.id,
  rules: [{
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
    bucketKeyEnabled: true,
  }],
});`,
  },
  controls: serving(
    themes.encryption,
    vendor("hipaa", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"),
    vendor("nist80053", "SC-13", "SC-28", "SC-28(1)"),
  ),
  covers: [
    "aws-fsbp:S3.17",
    "cdk-nag:HIPAA.Security-S3DefaultEncryptionKMS",
    "checkov:CKV_AWS_19",
    "checkov:CKV_AWS_145",
    "prowler-aws:s3_bucket_kms_encryption",
    "prowler-aws:bedrock_model_invocation_logs_encryption_enabled",
    "pulumi-compliance-policies:aws-s3-bucket-configure-server-side-encryption-customer-managed-key",
    "pulumi-compliance-policies:aws-s3-bucket-configure-server-side-encryption-kms",
    "pulumi-compliance-policies:aws-s3-bucket-enable-server-side-encryption",
    "pulumi-compliance-policies:aws-s3-bucket-enable-server-side-encryption-bucket-key",
    "aws-sra-bedrock:sra-bedrock-check-kb-s3-bucket",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  scope: "graph",
  types: aws.bucket,
  check: (bucket, graph) => {
    if (isLogTarget(bucket, graph))
      return notApplicable("access logs are delivered to it, which S3 encrypts by its own keys only");
    const inline = "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault";
    if (graph.inputs(bucket).has(inline))
      return isKms(graph.inputs(bucket).string(`${inline}.sseAlgorithm`))
        ? mustUseCustomerKey(bucket, `${inline}.kmsMasterKeyId`, graph)
        : fail(`${inline}.sseAlgorithm must be "aws:kms"`, inline);
    return graph.someReferrer(bucket, aws.bucketEncryption, "bucket", (encryption) =>
      isByKey(encryption, graph),
    )
      ? pass
      : fail("no encryption configuration of it names a key of yours");
  },
};

function isByKey(encryption: Subject, graph: GraphReader): boolean {
  const rules = graph.inputs(encryption).list("rules");
  return (
    rules.some(
      (rule) =>
        isKms(rule.string("applyServerSideEncryptionByDefault.sseAlgorithm")) &&
        rule.boolean("bucketKeyEnabled") === true,
    ) &&
    mustUseCustomerKey(encryption, "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId", graph)
      .outcome === "pass"
  );
}

function isKms(algorithm: string | undefined): boolean {
  return algorithm === "aws:kms" || algorithm === "aws:kms:dsse";
}
