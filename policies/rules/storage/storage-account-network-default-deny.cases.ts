import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { storageNetworkDefaultDeny as rule } from "./storage-account-network-default-deny";

const account = (inputs: object) => [resource(azure.storageAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it denies": account({ networkRuleSet: { defaultAction: "Deny" } }) },
  fail: {
    "it allows": [account({ networkRuleSet: { defaultAction: "Allow" } }), 'must be "Deny"'],
    "the internet is let in": [
      account({ networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "0.0.0.0/1" }] } }),
      "large part of the internet",
    ],
  },
};
