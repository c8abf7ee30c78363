import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketPolicyClosed as rule } from "./s3-bucket-policy-closed";

const policy = (...statements: object[]) => [
  resource(aws.bucketPolicy[0], {
    bucket: "prompts",
    policy: JSON.stringify({
      Statement: statements.map((each) => ({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        ...each,
      })),
    }),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "a role by name": policy({ Principal: { AWS: "arn:aws:iam::111122223333:role/reader" } }),
    "everybody of an organisation": policy({
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    }),
    "everybody is refused": policy({ Effect: "Deny", Principal: "*" }),
  },
  fail: {
    everybody: [policy({ Principal: "*" }), "statement 1 allows everybody s3:GetObject"],
    "everybody of AWS": [policy({ Sid: "Open", Principal: { AWS: "*" } }), 'the statement "Open" allows'],
    "everybody with TLS": [
      policy({ Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      "allows everybody",
    ],
  },
  notApplicable: { "a bucket whose policy stands beside it": [resource(aws.bucket[0], {})] },
  unknown: { "not written yet": [resource(aws.bucketPolicy[0], { policy: new Unknown("preview") })] },
};
