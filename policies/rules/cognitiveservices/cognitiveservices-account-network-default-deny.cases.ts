import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountNetworkDefaultDeny as rule } from "./cognitiveservices-account-network-default-deny";

const account = (networkAcls?: object) => [
  resource(azure.account[0], { properties: networkAcls ? { networkAcls: { ...networkAcls } } : {} }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "the firewall denies": account({ defaultAction: "Deny" }),
    "with an office's addresses": account({ defaultAction: "Deny", ipRules: [{ value: "198.51.100.0/24" }] }),
  },
  fail: {
    "the firewall allows": [account({ defaultAction: "Allow" }), 'is "Allow", must be "Deny"'],
    "there is no firewall": [account(), "is not set"],
    "a rule spans the internet": [
      account({ defaultAction: "Deny", ipRules: [{ value: "0.0.0.0/0" }] }),
      'ipRules[0].value is "0.0.0.0/0"',
    ],
    "a rule spans half of it": [
      account({ defaultAction: "Deny", ipRules: [{ value: "128.0.0.0/1" }] }),
      "/1",
    ],
  },
};
