import { vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { firstFailure, pass, unlike } from "../../verdicts";

export const ec2SubnetNoPublicIp: ResourceRule = {
  id: "CS-0437",
  name: "ec2-subnet-no-public-ip",
  title: "Subnets give out no public addresses.",
  severity: "high",
  why: "A public address is one security group away from the internet.",
  fix: {
    text: "Leave mapPublicIpOnLaunch and assignIpv6AddressOnCreation off.",
    code: "new ec2.Subnet(name, { mapPublicIpOnLaunch: false });",
  },
  controls: serving(
    themes.privateNetwork,
    vendor("hipaa", "164.308(a)(3)(i)", "164.312(a)(1)", "164.312(e)(1)"),
    vendor("nist80053", "AC-4", "SC-7"),
  ),
  covers: [
    "aws-fsbp:EC2.15",
    "cdk-nag:HIPAA.Security-VPCSubnetAutoAssignPublicIpDisabled",
    "checkov:CKV_AWS_130",
    "prowler-aws:vpc_subnet_no_public_ip_by_default",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
  scope: "resource",
  types: aws.subnet,
  check: (inputs) =>
    firstFailure(
      ...["mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"].map(
        (name) => () => (inputs.boolean(name) === true ? unlike(inputs, name, "must be false") : pass),
      ),
    ),
};
