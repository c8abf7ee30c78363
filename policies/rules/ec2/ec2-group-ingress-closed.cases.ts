import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2GroupIngressClosed as rule } from "./ec2-group-ingress-closed";

const group = (inputs: object) => [resource(aws.securityGroup[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "no rules": group({}),
    "a network": group({ ingress: [{ cidrBlocks: ["10.0.0.0/16"] }] }),
    "a rule for a network": [resource(aws.ingressRule[0], { cidrIpv4: "10.40.0.0/20" })],
    "a rule for a group": [resource(aws.ingressRule[0], { referencedSecurityGroupId: "sg-1" })],
  },
  fail: {
    everybody: [group({ ingress: [{ cidrBlocks: ["0.0.0.0/0"] }] }), "lets everybody in: 0.0.0.0/0"],
    "half of the internet": [group({ ingress: [{ cidrBlocks: ["128.0.0.0/1"] }] }), "128.0.0.0/1"],
    "everybody by IPv6": [[resource(aws.ingressRule[0], { cidrIpv6: "::/0" })], "::/0"],
    "an older rule": [
      [resource(aws.securityGroupRule[0], { type: "ingress", cidrBlocks: ["0.0.0.0/0"] })],
      "0.0.0.0/0",
    ],
  },
  notApplicable: {
    "an older rule of what goes out": [
      resource(aws.securityGroupRule[0], { type: "egress", cidrBlocks: ["0.0.0.0/0"] }),
    ],
  },
  unknown: {
    "a range that is not known yet": [resource(aws.ingressRule[0], { cidrIpv4: new Unknown("preview") })],
  },
};
