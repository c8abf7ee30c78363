import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyInvokeResidency as rule } from "./iam-policy-invoke-residency";

const policy = (...statements: object[]) => [
  resource(aws.rolePolicy[0], {
    role: "chat",
    policy: JSON.stringify({
      Statement: statements.map((each) => ({ Effect: "Allow", Resource: "*", ...each })),
    }),
  }),
];

const call = (Resource: unknown, Condition?: object) =>
  policy({ Action: "bedrock:InvokeModel", Resource, Condition });
const profile = (id: string, region = "eu-central-1") =>
  `arn:aws:bedrock:${region}:111122223333:inference-profile/${id}`;
const own = "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/1";
const byProfile = { ArnEquals: { "bedrock:InferenceProfileArn": own } };

export const cases: RuleCases = {
  rule,
  pass: {
    "a profile of the boundary": call(profile("eu.anthropic.claude-sonnet-5-5")),
    "an application's profile": call(own),
    "a model of the region": call("arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0"),
    "a model of any region, by a profile": call(
      "arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5-5",
      byProfile,
    ),
    "anywhere, where the boundary is the world": {
      resources: call("*"),
      declaration: { residency: { boundary: "global", allowedRegions: [], processing: "global" } },
    },
  },
  fail: {
    "a profile of the United States": [
      call(profile("us.openai.gpt-5.5")),
      'inference-profile/us.openai.gpt-5.5 leads to "us", outside of the boundary "eu"',
    ],
    "a profile of the whole world": [call([own, profile("global.anthropic.claude-sonnet-5-5")]), '"global"'],
    "a model of any region": [
      call("arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5-5"),
      "names every region",
    ],
    "a model of another region": [
      call("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"),
      '"us-east-1"',
    ],
    everything: [call("*"), "names every region"],
    "any profile": [call(profile("*")), "names every profile"],
    "a condition that names a profile outside": [
      call("arn:aws:bedrock:*::foundation-model/x.y", {
        ArnEquals: { "bedrock:InferenceProfileArn": profile("us.x.y") },
      }),
      '"us"',
    ],
  },
  unknown: {
    "a policy that is not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") })],
    "a region that the catalog does not know": call("arn:aws:bedrock:xx-north-9::foundation-model/x.y"),
  },
  notApplicable: { "it calls none": policy({ Action: "s3:GetObject" }) },
};
