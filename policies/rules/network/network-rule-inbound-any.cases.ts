import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { ruleInboundAny as rule } from "./network-rule-inbound-any";

const allow = { name: "web", direction: "Inbound", access: "Allow", destinationPortRange: "443" };
const group = (change: object) => [
  resource(azure.networkSecurityGroup[0], { securityRules: [{ ...allow, ...change }] }),
];
const single = (change: object) => [resource(azure.securityRule[0], { ...allow, ...change })];

export const cases: RuleCases = {
  rule,
  pass: {
    "from the network": group({ sourceAddressPrefix: "VirtualNetwork" }),
    "everything is denied": group({ access: "Deny", sourceAddressPrefix: "*" }),
    "the way out": group({ direction: "Outbound", sourceAddressPrefix: "*" }),
    "no rules": [resource(azure.networkSecurityGroup[0], {})],
    "a rule of its own, from one range": single({ sourceAddressPrefixes: ["10.0.0.0/8"] }),
  },
  fail: {
    "from anywhere": [group({ sourceAddressPrefix: "*" }), 'the rule "web" lets in traffic from "*"'],
    "from the internet": [group({ sourceAddressPrefix: "Internet" }), '"Internet"'],
    "one of several ranges": [group({ sourceAddressPrefixes: ["10.0.0.0/8", "0.0.0.0/0"] }), '"0.0.0.0/0"'],
    "a rule of its own": [single({ sourceAddressPrefix: "0.0.0.0/0" }), '"0.0.0.0/0"'],
  },
};
