import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { kmsKeyPolicyClosed as rule } from "./kms-key-policy-closed";

const key = (statement: object, type: string = aws.key[0]) => [
  resource(type, {
    policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "kms:*", Resource: "*", ...statement } }),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "its account": key({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
    "everybody by way of a service, of its account": key({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } },
    }),
    "a policy beside the key": key({ Principal: { Service: "logs.amazonaws.com" } }, aws.keyPolicy[0]),
  },
  fail: {
    everybody: [key({ Principal: "*" }), "allows everybody kms:*"],
    "everybody by way of a service": [
      key({
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
      }),
      "allows everybody",
    ],
  },
  notApplicable: { "no policy": [resource(aws.key[0], {})] },
  unknown: { "not written yet": [resource(aws.key[0], { policy: new Unknown("preview") })] },
};
