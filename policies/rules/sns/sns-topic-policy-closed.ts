import { mustNameCallers } from "../../named-callers";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";

export const snsTopicPolicyClosed: GraphRule = {
  id: "CS-0521",
  name: "sns-topic-policy-closed",
  title: "Policies of topics let in nobody whom they do not name.",
  severity: "high",
  why: "Who may publish can raise false alarms until nobody reads them; who may subscribe reads every alert.",
  fix: {
    text: "Name the services that publish, with aws:SourceAccount.",
    code: '{ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: topic.arn, Condition: { StringEquals: { "aws:SourceAccount": accountId } } }',
  },
  controls: themes.leastPrivilege,
  covers: [],
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  scope: "graph",
  types: [...aws.topic, ...aws.topicPolicy],
  check: mustNameCallers,
};
