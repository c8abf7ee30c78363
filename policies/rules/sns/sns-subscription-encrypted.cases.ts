import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { snsSubscriptionEncrypted as rule } from "./sns-subscription-encrypted";

const by = (protocol: string) => [resource(aws.topicSubscription[0], { protocol, endpoint: "e" })];

export const cases: RuleCases = {
  rule,
  pass: { "by mail": by("email"), "by https": by("https") },
  fail: { "by http": [by("http"), 'protocol is "http"'] },
  unknown: { "not known yet": [resource(aws.topicSubscription[0], { protocol: new Unknown("preview") })] },
};
