import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2GroupDescribed as rule } from "./ec2-group-described";

const group = (inputs: object) => [resource(aws.securityGroup[0], { ...inputs })];

const description = "the gateway calls Bedrock";

export const cases: RuleCases = {
  rule,
  pass: {
    "a group": group({ description }),
    "a rule": [resource(aws.ingressRule[0], { description })],
    "rules in a group": group({ description, ingress: [{ description }] }),
  },
  fail: {
    none: [group({}), "description is not set"],
    "what Pulumi writes": [group({ description: "Managed by Pulumi" }), "must say what it is for"],
    "a rule in a group": [group({ description, egress: [{}] }), "egress[0].description"],
  },
};
