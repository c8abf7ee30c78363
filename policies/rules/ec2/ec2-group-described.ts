import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { pass, unlike } from "../../verdicts";

export const ec2GroupDescribed: ResourceRule = {
  id: "CS-0440",
  name: "ec2-group-described",
  title: "Security groups and their rules say what they are for.",
  severity: "low",
  why: "A rule that nobody can explain is a rule that nobody dares to remove.",
  fix: {
    text: "Describe the group and each rule.",
    code: 'new vpc.SecurityGroupIngressRule(name, { description: "the gateway calls Bedrock" });',
  },
  controls: serving(themes.inventory, ours("iso27001", "A.8.20")),
  covers: [
    "cdk-nag:AwsSolutions-EC27",
    "checkov:CKV_AWS_23",
    "pulumi-compliance-policies:aws-ec2-securitygroup-missing-description",
    "pulumi-compliance-policies:aws-ec2-securitygroup-missing-egress-rule-description",
    "pulumi-compliance-policies:aws-ec2-securitygroup-missing-ingress-rule-description",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  scope: "resource",
  types: [...aws.securityGroup, ...aws.securityGroupRule, ...aws.ingressRule, ...aws.egressRule],
  check: (inputs) => {
    const text = inputs.string("description");
    if (!text || text === "Managed by Pulumi")
      return unlike(inputs, "description", "must say what it is for");
    const bare = [...inputs.list("ingress"), ...inputs.list("egress")].find(
      (rule) => !rule.string("description"),
    );
    return bare ? unlike(bare, "description", "must say what it is for") : pass;
  },
};
