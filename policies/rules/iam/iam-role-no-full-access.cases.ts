import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamRoleNoFullAccess as rule } from "./iam-role-no-full-access";

const attached = (policyArn: string | Unknown) => [
  resource(aws.policyAttachment[0], { role: "chat", policyArn }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "a policy of yours": attached("arn:aws:iam::111122223333:policy/chat"),
    "no policies": [resource(aws.role[0], {})],
  },
  fail: {
    everything: [
      attached("arn:aws:iam::aws:policy/AdministratorAccess"),
      "it carries arn:aws:iam::aws:policy/AdministratorAccess",
    ],
    "all of Bedrock": [
      [resource(aws.role[0], { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonBedrockFullAccess"] })],
      "AmazonBedrockFullAccess",
    ],
    "all of IAM": [attached("arn:aws:iam::aws:policy/IAMFullAccess"), "IAMFullAccess"],
  },
  unknown: { "not known yet": attached(new Unknown("preview")) },
};
