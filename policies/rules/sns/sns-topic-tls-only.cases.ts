import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { snsTopicTlsOnly as rule } from "./sns-topic-tls-only";

const arn = "arn:aws:sns:eu-central-1:111122223333:alerts";
const deny = (change: object = {}) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...change,
      },
    ],
  });
const topic = (inputs: object = {}) => resource(aws.topic[0], { ...inputs }, { id: arn });
const policy = (text: string | Unknown) =>
  resource(aws.topicPolicy[0], { arn, policy: text }, { name: "policy" });

export const cases: RuleCases = {
  rule,
  pass: {
    "a policy beside it": [topic(), policy(deny())],
    "a policy of its own": [topic({ policy: deny() })],
  },
  fail: {
    none: [[topic()], "aws:SecureTransport"],
    "of something else": [[topic(), policy(deny({ Action: "sns:Subscribe" }))], "aws:SecureTransport"],
  },
  unknown: { "not written yet": [topic(), policy(new Unknown("preview"))] },
};
