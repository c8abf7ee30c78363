import { vendor } from "../../controls";
import { isOpenCidr } from "../../open-cidr";
import type { PropertyReader, ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const ec2GroupIngressClosed: ResourceRule = {
  id: "CS-0438",
  name: "ec2-group-ingress-closed",
  title: "Security groups let nobody in from the internet.",
  severity: "critical",
  why: "Within minutes of opening, a port is found and tried from everywhere.",
  fix: {
    text: "Name the ranges or groups that call.",
    code: 'new vpc.SecurityGroupIngressRule(name, { securityGroupId: group.id, cidrIpv4: "10.40.0.0/20", ipProtocol: "tcp", fromPort: 443, toPort: 443 });',
  },
  controls: serving(themes.privateNetwork, vendor("nist80053", "AC-4", "SC-7")),
  covers: [
    "aws-fsbp:EC2.13",
    "aws-fsbp:EC2.14",
    "aws-fsbp:EC2.18",
    "aws-fsbp:EC2.19",
    "cdk-nag:AwsSolutions-EC23",
    "checkov:CKV_AWS_24",
    "checkov:CKV_AWS_25",
    "checkov:CKV_AWS_260",
    "checkov:CKV_AWS_277",
    "pulumi-compliance-policies:aws-ec2-securitygroup-disallow-public-internet-ingress",
    "pulumi-compliance-policies:aws-ec2-securitygroup-disallow-inbound-http-traffic",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  scope: "resource",
  types: [...aws.securityGroup, ...aws.securityGroupRule, ...aws.ingressRule],
  check: (inputs, { type }) => {
    if (type === aws.securityGroupRule[0] && inputs.string("type") !== "ingress")
      return notApplicable("it is a rule for what goes out");
    const rules = type === aws.securityGroup[0] ? inputs.list("ingress") : [inputs];
    const open = rules.find((rule) => rangesOf(rule).some(isOpenCidr));
    return open ? fail(`it lets everybody in: ${rangesOf(open).join(", ")}`, open.path || undefined) : pass;
  },
};

function rangesOf(rule: PropertyReader): readonly string[] {
  const single = [rule.string("cidrIpv4"), rule.string("cidrIpv6")].filter((range) => range !== undefined);
  return [...rule.strings("cidrBlocks"), ...rule.strings("ipv6CidrBlocks"), ...single];
}
