import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountCustomerKey as rule } from "./cognitiveservices-account-customer-key";

const encryption = { keySource: "Microsoft.KeyVault", keyVaultProperties: { keyName: "cmk" } };
const account = (type: string, properties: object) => [
  resource(azure.account[0], { identity: { type }, properties: { ...properties } }),
];

export const cases: RuleCases = {
  rule,
  pass: { "a key and an identity": account("UserAssigned", { encryption }) },
  fail: {
    "Microsoft's key": [
      account("UserAssigned", { encryption: { keySource: "Microsoft.CognitiveServices" } }),
      'must be "Microsoft.KeyVault"',
    ],
    "no encryption settings": [account("UserAssigned", {}), "is not set"],
    "no key named": [
      account("UserAssigned", { encryption: { keySource: "Microsoft.KeyVault" } }),
      "names no key",
    ],
    "only a system-assigned identity": [
      account("SystemAssigned", { encryption }),
      'must contain "UserAssigned"',
    ],
  },
};
