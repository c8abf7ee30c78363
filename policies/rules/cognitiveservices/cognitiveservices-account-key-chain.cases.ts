import { roles } from "../../../catalog/roles";
import type { ResourceNode } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { accountKeyChain as rule } from "./cognitiveservices-account-key-chain";

const vaultId = armId("Microsoft.KeyVault/vaults", "kv");
const identityId = armId("Microsoft.ManagedIdentity/userAssignedIdentities", "id");
const account = (keySource = "Microsoft.KeyVault", keyName = "cmk") =>
  resource(
    azure.account[0],
    {
      location: "swedencentral",
      identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
      properties: {
        encryption: {
          keySource,
          keyVaultProperties: { keyName, keyVaultUri: "https://kv.vault.azure.net/" },
        },
      },
    },
    { name: "ai" },
  );
const vault = (location = "swedencentral", enablePurgeProtection = true) =>
  resource(
    azure.vault[0],
    { resourceGroupName: "rg", vaultName: "kv", location, properties: { enablePurgeProtection } },
    { name: "kv", id: vaultId },
  );
const key = resource(
  azure.key[0],
  { resourceGroupName: "rg", vaultName: "kv", keyName: "cmk" },
  { name: "key", id: `${vaultId}/keys/cmk` },
);
const identity = resource(
  azure.userAssignedIdentity[0],
  { resourceGroupName: "rg", resourceName: "id" },
  { name: "identity", id: identityId, outputs: { principalId: "p-1" } },
);
const role = (to: { id: string } = roles.keyVaultCryptoServiceEncryptionUser, principalId = "p-1") =>
  resource(
    azure.roleAssignment[0],
    { scope: `${vaultId}/keys/cmk`, roleDefinitionId: `/x/${to.id}`, principalId },
    { name: "role" },
  );
const chain = (...[first, ...rest]: ResourceNode[]): readonly ResourceNode[] => [first ?? account(), ...rest];

export const cases: RuleCases = {
  rule,
  pass: { "every link": chain(account(), vault(), key, identity, role()) },
  fail: {
    "no such key": [chain(account("Microsoft.KeyVault", "other"), vault(), key), 'holds no key "other"'],
    "a vault of another region": [chain(account(), vault("francecentral"), key), "stands in francecentral"],
    "a vault that can be purged": [chain(account(), vault("swedencentral", false), key), "can be purged"],
    "no role": [chain(account(), vault(), key, identity), "none of its identities"],
    "a role of somebody else": [
      chain(account(), vault(), key, identity, role(undefined, "p-2")),
      "none of its identities",
    ],
    "a role that may not use it": [
      chain(account(), vault(), key, identity, role(roles.keyVaultSecretsUser)),
      "none of its identities",
    ],
  },
  unknown: { "a vault of somebody else": chain(account()) },
  notApplicable: { "a key of Microsoft": chain(account("Microsoft.CognitiveServices")) },
};
