import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { snsTopicPolicyClosed as rule } from "./sns-topic-policy-closed";

const policy = (statement: object) => [
  resource(aws.topicPolicy[0], {
    arn: "arn:aws:sns:eu-central-1:111122223333:alerts",
    policy: JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: "*", ...statement }],
    }),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "a service": policy({ Principal: { Service: "cloudwatch.amazonaws.com" } }),
    "everybody of the account": policy({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
    }),
  },
  fail: { everybody: [policy({ Principal: "*" }), "statement 1 allows everybody sns:Publish"] },
  notApplicable: { "a topic whose policy stands beside it": [resource(aws.topic[0], {})] },
  unknown: { "not written yet": [resource(aws.topicPolicy[0], { policy: new Unknown("preview") })] },
};
