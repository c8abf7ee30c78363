import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyInvokeByProfile as rule } from "./iam-policy-invoke-by-profile";

const policy = (...statements: object[]) => [
  resource(aws.rolePolicy[0], {
    role: "chat",
    policy: JSON.stringify({
      Statement: statements.map((each) => ({ Effect: "Allow", Resource: "*", ...each })),
    }),
  }),
];

const own = "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/1";
const model = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5-5";
const profile = resource(aws.inferenceProfile[0], {}, { name: "profile" });
const call = (Resource: unknown, Condition?: object) => [
  ...policy({ Action: "bedrock:InvokeModel", Resource, Condition }),
  profile,
];
const trust = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "bedrock.amazonaws.com" } }],
});

export const cases: RuleCases = {
  rule,
  pass: {
    "the profile": call(own),
    "the models, by the profile": call([model], { ArnEquals: { "bedrock:InferenceProfileArn": own } }),
  },
  fail: {
    "the model": [
      call(model),
      "foundation-model/anthropic.claude-sonnet-5-5 may be called around the profile",
    ],
    "the model beside the profile": [call([own, model]), "around the profile"],
  },
  notApplicable: {
    "a stack without profiles": policy({ Action: "bedrock:InvokeModel", Resource: model }),
    "it calls none": [...policy({ Action: "s3:GetObject" }), profile],
    "a role of a knowledge base": [
      ...call(model),
      resource(aws.role[0], { name: "chat", assumeRolePolicy: trust }, { name: "role" }),
    ],
  },
  unknown: { "not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") }), profile] },
};
