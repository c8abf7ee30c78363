import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const ec2EndpointSecurityGroup: GraphRule = {
  id: "CS-0434",
  name: "ec2-endpoint-security-group",
  title: "Interface endpoints have a security group of their own.",
  severity: "medium",
  why: "Without one an endpoint takes the default group of its network, which is open to all that share it, or closed to everybody.",
  fix: {
    text: "Give the endpoint a group that lets callers in on port 443.",
    code: "new ec2.VpcEndpoint(name, { securityGroupIds: [group.id] });",
  },
  controls: themes.privateNetwork,
  covers: [],
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html",
  scope: "graph",
  types: aws.vpcEndpoint,
  check: (endpoint, graph) => {
    if (graph.inputs(endpoint).string("vpcEndpointType") !== "Interface")
      return notApplicable("it is no interface endpoint");
    return graph.references(endpoint, "securityGroupIds[]", aws.securityGroup).length > 0
      ? pass
      : fail("securityGroupIds names none", "securityGroupIds");
  },
};
