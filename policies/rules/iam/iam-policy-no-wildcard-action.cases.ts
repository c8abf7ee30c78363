import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyNoWildcardAction as rule } from "./iam-policy-no-wildcard-action";

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
    "by name": policy({ Action: ["s3:GetObject"] }),
    "by prefix": policy({ Action: "ec2:Describe*" }),
    "all are refused": policy({ Effect: "Deny", Action: "*" }),
  },
  fail: {
    all: [policy({ Action: "*" }), "it allows *"],
    "all of a service": [policy({ Action: ["s3:GetObject", "kms:*"] }), "it allows kms:*"],
    "all but some": [policy({ NotAction: "iam:*" }), "every action but iam:*"],
    inline: [
      [
        resource(aws.role[0], {
          inlinePolicies: [{ policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*" } }) }],
        }),
      ],
      "it allows *",
    ],
  },
  notApplicable: { "a role without inline policies": [resource(aws.role[0], {})] },
  unknown: { "not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") })] },
};
