import { type Declared, type Row, azure, of } from "./row";
import { storage } from "./resources";
import { key, vault } from "./vaults";

const identityId = "{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{slug}-id";
const identity = azure("identity", "managedidentity:UserAssignedIdentity", { resourceName: "{slug}-id" });
const encryptionUser = azure(
  "user",
  "authorization:RoleAssignment",
  {
    scope: of("key"),
    principalId: of("identity", "principalId"),
    principalType: "ServicePrincipal",
    roleDefinitionId:
      "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6",
  },
  ["key", "identity"],
);
const keyUri = "https://{slug}-kv.vault.azure.net/keys/cmk";
const keyed = [vault(), key(), identity];

const workspace = (more: object = {}, workspaceName = "{slug}-ml"): Declared =>
  azure(
    "workspace",
    "machinelearningservices:Workspace",
    { workspaceName, identity: { type: "SystemAssigned" }, ...more },
    ["user", "key"],
  );
const encrypted = workspace({
  encryption: {
    status: "Enabled",
    identity: { userAssignedIdentity: identityId },
    keyVaultProperties: { keyIdentifier: keyUri, keyVaultArmId: of("vault") },
  },
});
const compute = (computeName: string, vmSize = "Standard_D4s_v5"): Declared =>
  azure(
    "compute",
    "machinelearningservices:Compute",
    {
      workspaceName: "{slug}-ml",
      computeName,
      properties: { computeType: "AmlCompute", properties: { vmSize, osType: "Linux" } },
    },
    ["workspace"],
  );
const registry = (sku: string): Declared =>
  azure(
    "registry",
    "containerregistry:Registry",
    {
      registryName: "{slug}registry",
      sku: { name: sku },
      identity: { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } },
      encryption: {
        status: "enabled",
        keyVaultProperties: { identity: of("identity", "clientId"), keyIdentifier: keyUri },
      },
    },
    ["user", "key"],
  );
const stores = [storage("{slug}one", {}, "one"), storage("{slug}two", {}, "two")];

/** Machine Learning and its registry. */
export const learning: readonly Row[] = [
  {
    name: "a workspace in place of one that was deleted, under another name",
    proves: "400 BadRequest behaviours/workspace-soft-delete.ts",
    says: "Soft-deleted workspace exists. Please purge or recover it.",
    before: [...stores, workspace({ storageAccount: of("one") })],
    refused: [...stores, workspace({ storageAccount: of("two") })],
    recovered: [...stores, workspace({ storageAccount: of("two") }, "{slug}-ml-2")],
  },
  {
    name: "a workspace whose identity may not use its key",
    proves: "400 ValidationError behaviours/learning.ts",
    says: "has no get, wrap and unwrap permission on key https://{slug}-kv.vault.azure.net/keys/cmk.",
    before: keyed,
    refused: [...keyed, encrypted],
    recovered: [...keyed, encryptionUser, encrypted],
  },
  {
    name: "a name that no cluster may have",
    proves: "400 InvalidComputeName behaviours/learning.ts",
    says: "Compute name '1st' is invalid.",
    before: [workspace()],
    refused: [workspace(), compute("1st")],
    recovered: [workspace(), compute("first")],
  },
  {
    name: "another size for a cluster that stands",
    proves: "400 ComputeUpdateNotSupported behaviours/learning.ts",
    says: "Property 'properties.vmSize' of compute 'first' cannot be updated after creation.",
    before: [workspace(), compute("first")],
    refused: [workspace(), compute("first", "Standard_D8s_v5")],
    recovered: [workspace(), compute("second", "Standard_D8s_v5")],
  },
  {
    name: "a registry whose identity may not use its key",
    proves: "403 KeyVaultAccessForbidden behaviours/learning.ts",
    says: "has no wrap and unwrap permission on key https://{slug}-kv.vault.azure.net/keys/cmk.",
    before: keyed,
    refused: [...keyed, registry("Premium")],
    recovered: [...keyed, encryptionUser, registry("Premium")],
  },
  {
    name: "a key for a registry that is not Premium",
    proves: "400 CustomerManagedKeyNotSupported behaviours/learning.ts",
    says: "Registry {slug}registry must be of SKU Premium",
    before: [...keyed, encryptionUser],
    refused: [...keyed, encryptionUser, registry("Standard")],
    recovered: [...keyed, encryptionUser, registry("Premium")],
  },
];
