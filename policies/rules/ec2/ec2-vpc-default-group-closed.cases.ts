import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2VpcDefaultGroupClosed as rule } from "./ec2-vpc-default-group-closed";

const vpc = resource(aws.vpc[0], {}, { name: "vpc", id: "vpc-1" });
const group = (inputs: object) =>
  resource(aws.defaultSecurityGroup[0], { vpcId: "vpc-1", ...inputs }, { name: "group" });

export const cases: RuleCases = {
  rule,
  pass: { "no rules": [vpc, group({})], "empty lists": [vpc, group({ ingress: [], egress: [] })] },
  fail: {
    "left as it is": [[vpc], "not closed"],
    "a rule": [[vpc, group({ egress: [{ cidrBlocks: ["10.0.0.0/8"] }] })], "not closed"],
    "of another network": [[vpc, group({ vpcId: "vpc-2" })], "not closed"],
  },
  unknown: { "one that may be of it": [vpc, group({ vpcId: new Unknown("preview") })] },
};
