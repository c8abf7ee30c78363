import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { secretsmanagerSecretPolicyClosed as rule } from "./secretsmanager-secret-policy-closed";

const secret = (statement: object) => [
  resource(aws.secret[0], {
    policy: JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*", ...statement }],
    }),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a role by name": secret({ Principal: { AWS: "arn:aws:iam::111122223333:role/reader" } }) },
  fail: { everybody: [secret({ Principal: "*" }), "allows everybody secretsmanager:GetSecretValue"] },
  notApplicable: { "no policy": [resource(aws.secret[0], {})] },
  unknown: { "not written yet": [resource(aws.secretPolicy[0], { policy: new Unknown("preview") })] },
};
