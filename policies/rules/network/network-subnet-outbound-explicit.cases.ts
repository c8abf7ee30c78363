import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { subnetOutboundExplicit as rule } from "./network-subnet-outbound-explicit";

const subnet = (inputs: object) => [resource(azure.subnet[0], { subnetName: "endpoints", ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "no default way out": subnet({ defaultOutboundAccess: false }) },
  fail: {
    "Azure's default": [subnet({}), "defaultOutboundAccess is not set, must be false"],
    "asked for": [subnet({ defaultOutboundAccess: true }), "is true"],
  },
  notApplicable: { "a gateway's subnet": subnet({ subnetName: "GatewaySubnet" }) },
};
