import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyNoWildcardResource as rule } from "./iam-policy-no-wildcard-resource";

const policy = (...statements: object[]) => [
  resource(aws.rolePolicy[0], {
    role: "chat",
    policy: JSON.stringify({
      Statement: statements.map((each) => ({ Effect: "Allow", Resource: "*", ...each })),
    }),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "by name": policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::prompts/*" }),
    "what cannot be scoped": policy({ Action: ["ec2:DescribeSubnets", "cloudwatch:PutMetricData"] }),
  },
  fail: {
    everything: [
      policy({ Action: ["ec2:DescribeSubnets", "s3:GetObject"] }),
      "it allows s3:GetObject on every resource",
    ],
    "everything but one": [
      policy({ Action: "s3:GetObject", Resource: undefined, NotResource: "arn:aws:s3:::a" }),
      "on every resource",
    ],
  },
  notApplicable: { "a role without inline policies": [resource(aws.role[0], {})] },
  unknown: { "not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") })] },
};
