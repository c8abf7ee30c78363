import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyNoEscalation as rule } from "./iam-policy-no-escalation";

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
    "one role": policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/agent" }),
    "roles of one path": policy({
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::111122223333:role/workloads/*",
    }),
    "other actions": policy({ Action: "s3:GetObject" }),
  },
  fail: {
    "any role is passed": [
      policy({ Action: "iam:PassRole" }),
      "it allows iam:PassRole on every role or user",
    ],
    "any role is assumed": [
      policy({ Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/*" }),
      "sts:AssumeRole",
    ],
    "by a prefix": [policy({ Action: "iam:Put*" }), "iam:PutRolePolicy"],
  },
  notApplicable: { "a role without inline policies": [resource(aws.role[0], {})] },
  unknown: { "not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") })] },
};
