import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { pass, unlike } from "../../verdicts";

export const snsSubscriptionEncrypted: ResourceRule = {
  id: "CS-0523",
  name: "sns-subscription-encrypted",
  title: "Subscriptions deliver alerts encrypted.",
  severity: "low",
  why: "A subscription by http carries every alert in the clear to wherever it points.",
  fix: {
    text: "Subscribe by email, https, or a queue.",
    code: 'new sns.TopicSubscription(name, { topic: topic.arn, protocol: "https", endpoint });',
  },
  controls: themes.transit,
  covers: [],
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  scope: "resource",
  types: aws.topicSubscription,
  check: (inputs) =>
    inputs.string("protocol") === "http" ? unlike(inputs, "protocol", 'must be "https"') : pass,
};
