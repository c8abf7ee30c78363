import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyBedrockExact as rule } from "./iam-policy-bedrock-exact";

const policy = (...statements: object[]) => [
  resource(aws.rolePolicy[0], {
    role: "chat",
    policy: JSON.stringify({
      Statement: statements.map((each) => ({ Effect: "Allow", Resource: "*", ...each })),
    }),
  }),
];

const model = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5-5";

export const cases: RuleCases = {
  rule,
  pass: {
    "by name": policy({ Action: "bedrock:InvokeModel", Resource: model }),
    "one model of any region": policy({
      Action: "bedrock:InvokeModel",
      Resource: model.replace("eu-central-1", "*"),
    }),
    lists: policy({ Action: "bedrock:List*" }),
  },
  fail: {
    "every action": [policy({ Action: "bedrock:*", Resource: model }), "it allows bedrock:*"],
    "every call": [policy({ Action: "bedrock:Invoke*", Resource: model }), "bedrock:Invoke*"],
    "every model": [policy({ Action: "bedrock:InvokeModel", Resource: "*" }), "it allows calls of *"],
    "every model of a vendor": [
      policy({
        Action: "bedrock:InvokeModel",
        Resource: "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.*",
      }),
      "anthropic.*, must name",
    ],
  },
  notApplicable: { "of something else": policy({ Action: "s3:GetObject" }) },
  unknown: { "not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") })] },
};
