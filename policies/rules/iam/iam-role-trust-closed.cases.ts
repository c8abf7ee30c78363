import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamRoleTrustClosed as rule } from "./iam-role-trust-closed";

const role = (statement: object) => [
  resource(
    aws.role[0],
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }],
      }),
    },
    { outputs: { arn: "arn:aws:iam::111122223333:role/chat" } },
  ),
];
const others = { Principal: { AWS: "arn:aws:iam::999900001111:root" } };

export const cases: RuleCases = {
  rule,
  pass: {
    "a service": role({ Principal: { Service: "bedrock.amazonaws.com" } }),
    "a role of the account": role({ Principal: { AWS: "arn:aws:iam::111122223333:role/deploy" } }),
    "another account by agreement": role({
      ...others,
      Condition: { StringEquals: { "sts:ExternalId": "word" } },
    }),
    "everybody of the organisation": role({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    }),
  },
  fail: {
    everybody: [role({ Principal: { AWS: "*" } }), "statement 1 of its trust lets everybody in"],
    "another account": [role(others), "of another account, without an agreement"],
    "another account by number": [role({ Principal: { AWS: "999900001111" } }), "of another account"],
  },
  unknown: {
    "before its own account is known": [
      resource(aws.role[0], {
        assumeRolePolicy: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...others }],
        }),
      }),
    ],
    "not written yet": [resource(aws.role[0], { assumeRolePolicy: new Unknown("preview") })],
  },
};
