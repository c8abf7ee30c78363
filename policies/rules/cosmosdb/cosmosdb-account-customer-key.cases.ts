import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { cosmosCustomerKey as rule } from "./cosmosdb-account-customer-key";

const keyVaultKeyUri = "https://vault.vault.azure.net/keys/threads";
const account = (inputs: object) => [resource(azure.cosmosAccount[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "a key and an identity": account({ keyVaultKeyUri, defaultIdentity: "UserAssignedIdentity=/id" }) },
  fail: {
    "no key": [account({ defaultIdentity: "UserAssignedIdentity=/id" }), "must name a key"],
    "Microsoft's application": [account({ keyVaultKeyUri }), "is not set"],
    "a system-assigned identity": [
      account({ keyVaultKeyUri, defaultIdentity: "SystemAssignedIdentity" }),
      "must be",
    ],
  },
};
