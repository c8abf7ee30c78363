import { vendor } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const cloudtrailTrailCustomerKey: GraphRule = {
  id: "CS-0502",
  name: "cloudtrail-trail-customer-key",
  title: "Trails encrypt their files by a KMS key of yours.",
  severity: "medium",
  why: "The trail names every identity, address and resource. A key of yours decides by its own policy who reads it.",
  fix: {
    text: "Give the trail a key whose policy admits CloudTrail.",
    code: "new cloudtrail.Trail(name, { kmsKeyId: key.arn });",
  },
  controls: serving(
    themes.encryption,
    vendor("hipaa", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"),
    vendor("nist80053", "SC-13", "SC-28", "SC-28(1)"),
  ),
  covers: [
    "aws-fsbp:CloudTrail.2",
    "cdk-nag:HIPAA.Security-CloudTrailEncryptionEnabled",
    "checkov:CKV_AWS_35",
    "prowler-aws:cloudtrail_kms_encryption_enabled",
  ],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  scope: "graph",
  types: aws.trail,
  check: (trail, graph) => mustUseCustomerKey(trail, "kmsKeyId", graph),
};
