import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultPublicAccessDisabled as rule } from "./keyvault-vault-public-access-disabled";

const vault = (properties: object) => [resource(azure.vault[0], { properties: { ...properties } })];

export const cases: RuleCases = {
  rule,
  pass: { "public access is off": vault({ publicNetworkAccess: "disabled" }) },
  fail: {
    "it is on": [vault({ publicNetworkAccess: "Enabled" }), 'must be "Disabled"'],
    "it is on by default": [vault({}), "is not set"],
  },
};
