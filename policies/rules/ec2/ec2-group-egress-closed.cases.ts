import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2GroupEgressClosed as rule } from "./ec2-group-egress-closed";

const group = (inputs: object) => [resource(aws.securityGroup[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "no rules": group({}),
    "a network": group({ egress: [{ cidrBlocks: ["10.0.0.0/16"] }] }),
    "a rule for a prefix list": [resource(aws.egressRule[0], { prefixListId: "pl-1" })],
  },
  fail: {
    everything: [group({ egress: [{ cidrBlocks: ["0.0.0.0/0"] }] }), "lets everything out: 0.0.0.0/0"],
    "a rule": [[resource(aws.egressRule[0], { cidrIpv4: "0.0.0.0/0" })], "0.0.0.0/0"],
    "an older rule": [
      [resource(aws.securityGroupRule[0], { type: "egress", cidrBlocks: ["0.0.0.0/0"] })],
      "0.0.0.0/0",
    ],
  },
  notApplicable: {
    "an older rule of what comes in": [resource(aws.securityGroupRule[0], { type: "ingress" })],
  },
  unknown: {
    "a range that is not known yet": [resource(aws.egressRule[0], { cidrIpv4: new Unknown("preview") })],
  },
};
