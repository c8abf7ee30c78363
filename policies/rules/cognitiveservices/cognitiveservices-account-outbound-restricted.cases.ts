import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountOutboundRestricted as rule } from "./cognitiveservices-account-outbound-restricted";

const account = (properties: object) => [resource(azure.account[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "outbound calls are restricted": account({ restrictOutboundNetworkAccess: true }) },
  fail: {
    "they are not": [account({ restrictOutboundNetworkAccess: false }), "is false, must be true"],
    "the default is open": [account({}), "is not set"],
  },
};
