import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { serviceClosed as rule } from "./apimanagement-service-private";

const service = (inputs: object) => [resource(azure.apiManagement[0], { ...inputs })];
const subnet = { virtualNetworkConfiguration: { subnetResourceId: "/subnets/gateway" } };

export const cases: RuleCases = {
  rule,
  pass: {
    "it stands inside a network": service({ virtualNetworkType: "Internal", ...subnet }),
    "public access is off": service({ virtualNetworkType: "None", publicNetworkAccess: "Disabled" }),
  },
  fail: {
    "the default is public": [service({}), "virtualNetworkType is not set"],
    "external mode is public": [service({ virtualNetworkType: "External", ...subnet }), 'is "External"'],
    "internal mode without a subnet": [service({ virtualNetworkType: "Internal" }), "no subnet is given"],
  },
};
