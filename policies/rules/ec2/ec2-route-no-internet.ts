import { vendor } from "../../controls";
import { isOpenCidr } from "../../open-cidr";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

const ranges = ["cidrBlock", "ipv6CidrBlock", "destinationCidrBlock", "destinationIpv6CidrBlock"];
const gateways = ["gatewayId", "natGatewayId", "egressOnlyGatewayId"];

export const ec2RouteNoInternet: ResourceRule = {
  id: "CS-0436",
  name: "ec2-route-no-internet",
  title: "No route leads to the internet.",
  severity: "high",
  why: "A default route to a gateway is what makes a subnet public. Firewalls and other networks are reached by their own prefixes.",
  fix: {
    text: "Take the route to the gateway away.",
    code: "new ec2.RouteTable(name, { vpcId: vpc.id, routes: [] });",
  },
  controls: serving(themes.privateNetwork, vendor("hipaa", "164.312(e)(1)")),
  covers: ["cdk-nag:HIPAA.Security-VPCNoUnrestrictedRouteToIGW"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
  scope: "resource",
  types: [...aws.routeTable, ...aws.route],
  check: (inputs, { type }) => {
    const routes = type === aws.route[0] ? [inputs] : inputs.list("routes");
    const open = routes.find(
      (route) =>
        ranges.some((name) => isOpenCidr(route.string(name) ?? "")) &&
        gateways.some((name) => isGateway(route.string(name))),
    );
    return open
      ? fail("a route for every address leads to an internet or NAT gateway", open.path || "gatewayId")
      : pass;
  },
};

/** Virtual private gateways and endpoints are gateways, too, which lead to the company and to AWS. */
function isGateway(id: string | undefined): boolean {
  return id !== undefined && !/^(vgw|vpce|local)/.test(id);
}
