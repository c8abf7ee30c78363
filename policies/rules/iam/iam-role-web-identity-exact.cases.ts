import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamRoleWebIdentityExact as rule } from "./iam-role-web-identity-exact";

const issuer = "sts.windows.net/7e0f3f5c-1c2b-4b8e-9a57-6d1f2e3a4b5c/";
const role = (Condition: object) => [
  resource(aws.role[0], {
    assumeRolePolicy: JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/x" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition,
        },
      ],
    }),
  }),
];
const both = { [`${issuer}:aud`]: "api://cornerstone-aws", [`${issuer}:sub`]: "0f1b7c52" };

export const cases: RuleCases = {
  rule,
  pass: { both: role({ StringEquals: both }) },
  fail: {
    "no subject": [role({ StringEquals: { [`${issuer}:aud`]: "api://cornerstone-aws" } }), "no exact sub"],
    "no audience": [role({ StringEquals: { [`${issuer}:sub`]: "0f1b7c52" } }), "no exact aud"],
    "no condition": [role({}), "no exact aud"],
    "a pattern": [role({ StringLike: both }), "no exact aud"],
    "a wildcard": [
      role({ StringEquals: { ...both, [`${issuer}:sub`]: "repo:contoso/*" } }),
      'takes the sub "repo:contoso/*"',
    ],
    "code before its review": [
      role({ StringEquals: { ...both, [`${issuer}:sub`]: "repo:contoso/platform:pull_request" } }),
      "pull_request",
    ],
  },
  notApplicable: {
    "a role of a service": [
      resource(aws.role[0], {
        assumeRolePolicy: JSON.stringify({
          Statement: {
            Effect: "Allow",
            Principal: { Service: "bedrock.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        }),
      }),
    ],
  },
  unknown: { "not written yet": [resource(aws.role[0], { assumeRolePolicy: new Unknown("preview") })] },
};
