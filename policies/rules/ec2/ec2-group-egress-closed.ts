import { isOpenCidr } from "../../open-cidr";
import type { PropertyReader, ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const ec2GroupEgressClosed: ResourceRule = {
  id: "CS-0439",
  name: "ec2-group-egress-closed",
  title: "Security groups let nothing out to the internet.",
  severity: "high",
  why: "What goes out unhindered takes data along. An endpoint answers: it needs to open nothing itself.",
  fix: {
    text: "Name the ranges, groups or prefix lists that are called.",
    code: 'new vpc.SecurityGroupEgressRule(name, { securityGroupId: group.id, referencedSecurityGroupId: endpoints.id, ipProtocol: "tcp", fromPort: 443, toPort: 443 });',
  },
  controls: themes.privateNetwork,
  covers: ["checkov:CKV_AWS_382"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  scope: "resource",
  types: [...aws.securityGroup, ...aws.securityGroupRule, ...aws.egressRule],
  check: (inputs, { type }) => {
    if (type === aws.securityGroupRule[0] && inputs.string("type") !== "egress")
      return notApplicable("it is a rule for what comes in");
    const rules = type === aws.securityGroup[0] ? inputs.list("egress") : [inputs];
    const open = rules.find((rule) => rangesOf(rule).some(isOpenCidr));
    return open ? fail(`it lets everything out: ${rangesOf(open).join(", ")}`, open.path || undefined) : pass;
  },
};

function rangesOf(rule: PropertyReader): readonly string[] {
  const single = [rule.string("cidrIpv4"), rule.string("cidrIpv6")].filter((range) => range !== undefined);
  return [...rule.strings("cidrBlocks"), ...rule.strings("ipv6CidrBlocks"), ...single];
}
