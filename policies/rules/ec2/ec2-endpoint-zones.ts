import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const ec2EndpointZones: GraphRule = {
  id: "CS-0433",
  name: "ec2-endpoint-zones",
  title: "Interface endpoints stand in two zones or more.",
  severity: "low",
  why: "An endpoint in one zone ends with it, and every model with the endpoint.",
  fix: {
    text: "Give the endpoint a subnet in each zone.",
    code: "new ec2.VpcEndpoint(name, { subnetIds: subnets.map((subnet) => subnet.id) });",
  },
  controls: themes.recovery,
  covers: ["prowler-aws:vpc_endpoint_multi_az_enabled", "prowler-aws:vpc_subnet_different_az"],
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html",
  scope: "graph",
  types: aws.vpcEndpoint,
  check: (endpoint, graph) => {
    if (graph.inputs(endpoint).string("vpcEndpointType") !== "Interface")
      return notApplicable("it is no interface endpoint");
    const subnets = graph.references(endpoint, "subnetIds[]", aws.subnet);
    const zones = subnets.map(({ id, target }) => {
      const inputs = target && graph.inputs(target);
      return inputs?.string("availabilityZone") ?? inputs?.string("availabilityZoneId") ?? id ?? target?.urn;
    });
    return new Set(zones).size > 1 ? pass : fail("it stands in fewer than two zones", "subnetIds");
  },
};
