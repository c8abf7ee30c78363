import { vendor } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const cloudwatchGroupCustomerKey: GraphRule = {
  id: "CS-0511",
  name: "cloudwatch-group-customer-key",
  title: "Log groups are encrypted by a KMS key of yours.",
  severity: "medium",
  why: "Logs repeat what they record: names, prompts, addresses. A key of yours has a policy of its own, and ends access to all of them at once.",
  fix: {
    text: "Give the group the key, and let the key policy admit the logs service of the region.",
    code: "new cloudwatch.LogGroup(name, { kmsKeyId: key.arn });",
  },
  controls: serving(themes.encryption, vendor("hipaa", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)")),
  covers: [
    "cdk-nag:HIPAA.Security-CloudWatchLogGroupEncrypted",
    "checkov:CKV_AWS_158",
    "prowler-aws:cloudwatch_log_group_kms_encryption_enabled",
  ],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  scope: "graph",
  types: aws.logGroup,
  check: (group, graph) => mustUseCustomerKey(group, "kmsKeyId", graph),
};
