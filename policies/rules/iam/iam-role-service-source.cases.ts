import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamRoleServiceSource as rule } from "./iam-role-service-source";

const role = (service: string, Condition?: object) => [
  resource(aws.role[0], {
    assumeRolePolicy: JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service }, Condition }],
    }),
  }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "of this account": role("bedrock.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": "111122223333" },
    }),
    "for this trail": role("cloudtrail.amazonaws.com", {
      ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/t" },
    }),
  },
  fail: {
    "of any account": [
      role("bedrock.amazonaws.com"),
      "bedrock.amazonaws.com may assume it on behalf of any account",
    ],
  },
  notApplicable: {
    "a machine": role("ec2.amazonaws.com"),
    nobody: [resource(aws.role[0], { assumeRolePolicy: JSON.stringify({ Statement: [] }) })],
  },
  unknown: { "not written yet": [resource(aws.role[0], { assumeRolePolicy: new Unknown("preview") })] },
};
