import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamPolicyDecryptScoped as rule } from "./iam-policy-decrypt-scoped";

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
    "one key": policy({ Action: "kms:Decrypt", Resource: "arn:aws:kms:eu-central-1:111122223333:key/1" }),
    "by one service": policy({
      Action: "kms:Decrypt",
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
    }),
  },
  fail: {
    "every key": [policy({ Action: "kms:*" }), "kms:Decrypt with every key"],
    "every key of the account": [
      policy({ Action: "kms:Decrypt", Resource: "arn:aws:kms:eu-central-1:111122223333:key/*" }),
      "every key",
    ],
  },
  notApplicable: { "it decrypts nothing": policy({ Action: "s3:GetObject" }) },
  unknown: { "not written yet": [resource(aws.policy[0], { policy: new Unknown("preview") })] },
};
