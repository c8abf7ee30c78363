import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { environmentPrivate as rule } from "./app-environment-private";

const environment = (inputs: object) => [resource(azure.containerEnvironment[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    internal: environment({ publicNetworkAccess: "Disabled", vnetConfiguration: { internal: true } }),
  },
  fail: {
    "public access": [
      environment({ publicNetworkAccess: "Enabled", vnetConfiguration: { internal: true } }),
      'must be "Disabled"',
    ],
    "an external load balancer": [
      environment({ publicNetworkAccess: "Disabled", vnetConfiguration: { internal: false } }),
      "must be true",
    ],
    "the default": [environment({}), "is not set"],
  },
};
