import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountPublicAccessDisabled as rule } from "./cognitiveservices-account-public-access-disabled";

const account = (properties: object) => [resource(azure.account[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: {
    "public access is off": account({ publicNetworkAccess: "Disabled" }),
    "ARM ignores case": account({ publicNetworkAccess: "disabled" }),
  },
  fail: {
    "public access is on": [account({ publicNetworkAccess: "Enabled" }), 'is "Enabled", must be "Disabled"'],
    "the default leaves it on": [account({}), "is not set"],
    "a firewall alone does not do": [account({ networkAcls: { defaultAction: "Deny" } }), "is not set"],
  },
};
