import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const ec2VpcNoInternet: GraphRule = {
  id: "CS-0435",
  name: "ec2-vpc-no-internet",
  title: "Networks have no way to the internet.",
  severity: "high",
  why: "A network that holds endpoints alone needs none. With a gateway, one route makes every address in it reachable, or lets prompts out.",
  fix: {
    text: "Take internet and NAT gateways away; reach services of AWS by endpoints.",
    code: "new ec2.VpcEndpoint(name, { vpcId: vpc.id, serviceName });",
  },
  controls: themes.privateNetwork,
  covers: [],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
  scope: "graph",
  types: aws.vpc,
  check: (vpc, graph) => {
    if (graph.someReferrer(vpc, aws.internetGateway, "vpcId"))
      return fail("an internet gateway is attached to it");
    const nat = graph
      .all(aws.natGateway)
      .find((gateway) =>
        graph
          .references(gateway, "subnetId", aws.subnet)
          .some(
            ({ target }) =>
              target && graph.references(target, "vpcId", aws.vpc).some((of) => of.target?.urn === vpc.urn),
          ),
      );
    return nat ? fail(`the NAT gateway ${nat.name} stands in it`) : pass;
  },
};
