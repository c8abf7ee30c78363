import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2RouteNoInternet as rule } from "./ec2-route-no-internet";

const table = (route: object) => [resource(aws.routeTable[0], { routes: [{ ...route }] })];

export const cases: RuleCases = {
  rule,
  pass: {
    "no routes": [resource(aws.routeTable[0], {})],
    "a gateway for S3": table({ cidrBlock: "10.0.0.0/8", gatewayId: "vpce-1" }),
    "the company's network": table({ cidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-1" }),
  },
  fail: {
    "an internet gateway": [
      table({ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }),
      "leads to an internet or NAT gateway",
    ],
    "a NAT gateway": [table({ ipv6CidrBlock: "::/0", natGatewayId: "nat-1" }), "leads to"],
    "a route of its own": [
      [resource(aws.route[0], { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" })],
      "leads to",
    ],
  },
  unknown: {
    "a gateway that is not known yet": table({ cidrBlock: "0.0.0.0/0", gatewayId: new Unknown("preview") }),
  },
};
