import { vendor } from "../../controls";
import type { GraphRule, Subject } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const ec2VpcDefaultGroupClosed: GraphRule = {
  id: "CS-0441",
  name: "ec2-vpc-default-group-closed",
  title: "The default security group of a network lets nothing in or out.",
  severity: "medium",
  why: "Whatever is created without a group takes the default one, in which everything may talk to everything.",
  fix: {
    text: "Adopt the default group without rules.",
    code: "new ec2.DefaultSecurityGroup(name, { vpcId: vpc.id, ingress: [], egress: [] });",
  },
  controls: serving(
    themes.privateNetwork,
    vendor("hipaa", "164.312(e)(1)"),
    vendor("nist80053", "AC-4", "SC-7"),
  ),
  covers: ["aws-fsbp:EC2.2", "cdk-nag:HIPAA.Security-VPCDefaultSecurityGroupClosed", "checkov:CKV2_AWS_12"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  scope: "graph",
  types: aws.vpc,
  check: (vpc, graph) => {
    const isClosed = (group: Subject): boolean =>
      ["ingress", "egress"].every((side) => graph.inputs(group).list(side).length === 0);
    return graph.someReferrer(vpc, aws.defaultSecurityGroup, "vpcId", isClosed)
      ? pass
      : fail("its default security group is not closed by this stack");
  },
};
