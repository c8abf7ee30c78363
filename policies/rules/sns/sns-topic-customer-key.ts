import { vendor } from "../../controls";
import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";

export const snsTopicCustomerKey: GraphRule = {
  id: "CS-0520",
  name: "sns-topic-customer-key",
  title: "Topics are encrypted by a KMS key of yours.",
  severity: "medium",
  why: "An alert tells which workload did what. A key of AWS for topics also refuses alarms of CloudWatch and budgets, which cannot use it.",
  fix: {
    text: "Give the topic a key whose policy admits the services that publish.",
    code: "new sns.Topic(name, { kmsMasterKeyId: key.id });",
  },
  controls: serving(
    themes.encryption,
    vendor("hipaa", "164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"),
  ),
  covers: ["cdk-nag:HIPAA.Security-SNSEncryptedKMS"],
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
  scope: "graph",
  types: aws.topic,
  check: (topic, graph) => mustUseCustomerKey(topic, "kmsMasterKeyId", graph),
};
