import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { keyHardware as rule } from "./keyvault-key-hardware";

const vault = (name: string) =>
  resource(
    azure.vault[0],
    { resourceGroupName: "rg", vaultName: "kv", properties: { sku: { name } } },
    { name: "kv", id: armId("Microsoft.KeyVault/vaults", "kv") },
  );
const key = (kty: string) =>
  resource(azure.key[0], { resourceGroupName: "rg", vaultName: "kv", properties: { kty } });

export const cases: RuleCases = {
  rule,
  pass: { "a key in hardware": [key("RSA-HSM"), vault("premium")] },
  fail: { "a key in software": [[key("RSA"), vault("premium")], 'must be "RSA-HSM"'] },
  unknown: { "a vault of somebody else": [key("RSA")] },
  notApplicable: { "a standard vault": [key("RSA"), vault("standard")] },
};
