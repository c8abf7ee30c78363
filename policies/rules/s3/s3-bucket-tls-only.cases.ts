import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { s3BucketTlsOnly as rule } from "./s3-bucket-tls-only";

const bucket = (inputs: object = {}) =>
  resource(aws.bucket[0], { bucket: "prompts", ...inputs }, { name: "bucket" });

const policy = (inputs: object, bucketName = "prompts") =>
  resource(aws.bucketPolicy[0], { bucket: bucketName, ...inputs }, { name: "policy" });

const deny = (change: object = {}) => ({
  policy: JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...change,
      },
    ],
  }),
});

export const cases: RuleCases = {
  rule,
  pass: {
    "a policy beside it": [bucket(), policy(deny())],
    "a policy of its own": [bucket(deny())],
  },
  fail: {
    "no policy": [[bucket()], "aws:SecureTransport"],
    "reading only": [[bucket(), policy(deny({ Action: "s3:GetObject" }))], "aws:SecureTransport"],
    "for some callers only": [
      [bucket(), policy(deny({ Principal: { AWS: "111122223333" } }))],
      "denies everybody",
    ],
    "it allows instead": [[bucket(), policy(deny({ Effect: "Allow" }))], "aws:SecureTransport"],
  },
  unknown: { "a policy that is not written yet": [bucket(), policy({ policy: new Unknown("preview") })] },
};
