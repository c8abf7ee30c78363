import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultNetworkDefaultDeny as rule } from "./keyvault-vault-network-default-deny";

const vault = (properties: object) => [resource(azure.vault[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "the firewall denies": vault({ networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } }) },
  fail: {
    "it allows": [vault({ networkAcls: { defaultAction: "Allow" } }), 'must be "Deny"'],
    "every tenant of Azure is let in": [
      vault({ networkAcls: { defaultAction: "Deny", ipRules: [{ value: "0.0.0.0" }] } }),
      "large part of the internet",
    ],
    "there is none": [vault({}), "is not set"],
  },
};
