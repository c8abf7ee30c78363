import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { subnetEndpointPolicies as rule } from "./network-subnet-endpoint-policies";

const id = armId("Microsoft.Network/virtualNetworks", "vnet/subnets/endpoints");
const subnet = (privateEndpointNetworkPolicies?: string) =>
  resource(azure.subnet[0], { privateEndpointNetworkPolicies }, { id });
const endpoint = (subnetId: string | Unknown) =>
  resource(azure.privateEndpoint[0], { subnet: { id: subnetId } }, { name: "endpoint" });

export const cases: RuleCases = {
  rule,
  pass: {
    "policies are on": [subnet("Enabled"), endpoint(id)],
    "security groups hold": [subnet("NetworkSecurityGroupEnabled"), endpoint(id)],
  },
  fail: {
    "the default": [[subnet(), endpoint(id)], "is not set"],
    off: [[subnet("Disabled"), endpoint(id)], 'is "Disabled"'],
  },
  unknown: { "an endpoint that may stand in it": [subnet(), endpoint(new Unknown("preview"))] },
  notApplicable: { "no endpoint in it": [subnet()] },
};
