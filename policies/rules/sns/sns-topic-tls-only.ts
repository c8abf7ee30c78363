import { deniesPlainText, statementsAt } from "../../iam-policy";
import type { Statement } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const snsTopicTlsOnly: GraphRule = {
  id: "CS-0522",
  name: "sns-topic-tls-only",
  title: "Topics refuse to be published to without TLS.",
  severity: "medium",
  why: "SNS answers plain HTTP, too. Alerts name workloads, identities and what they did.",
  fix: {
    text: "Deny sns:Publish to everybody whose request does not come over TLS.",
    code: '{ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: topic.arn, Condition: { Bool: { "aws:SecureTransport": "false" } } }',
  },
  controls: themes.transit,
  covers: ["cdk-nag:AwsSolutions-SNS3"],
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  scope: "graph",
  types: aws.topic,
  check: (topic, graph) => {
    const closes = (statements: readonly Statement[] | undefined): boolean =>
      statements?.some((statement) => deniesPlainText(statement, "sns:Publish")) === true;
    return closes(statementsAt(graph.inputs(topic), "policy")) ||
      graph.someReferrer(topic, aws.topicPolicy, "arn", (policy) =>
        closes(statementsAt(graph.inputs(policy), "policy")),
      )
      ? pass
      : fail("no policy of it denies everybody to publish where aws:SecureTransport is false");
  },
};
