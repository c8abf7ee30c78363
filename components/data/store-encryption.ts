import type * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../security/encryption-key";
import type { Vault } from "../security/vault";
import { assignRole } from "../security/role-assignment";
import { WorkloadIdentity } from "../security/workload-identity";
import type { Placement } from "../shared/placement";

/** What every store of data is made from, beside its own settings. */
export interface StoreArgs extends Placement {
  /** Key vault of the store's region that keeps its customer-managed key. */
  readonly vault: Vault;
  /** True where data must not be lost: the engine refuses to delete the store, and deleted data is kept longer. */
  readonly protected: boolean;
  /** ARM ID of the Log Analytics workspace that takes diagnostics. */
  readonly workspaceId: pulumi.Input<string>;
}

/** What a store encrypts with, ready before the store is first written. */
export interface StoreEncryption {
  /** The identity by which the store uses its key; it may do nothing else. */
  readonly identity: WorkloadIdentity;
  readonly key: EncryptionKey;
  /** The role that lets the identity use the key: the store waits for it. */
  readonly role: authorization.RoleAssignment;
}

/**
 * A key for one store and an identity that may use it. Both stand before the store, so that the store is encrypted with
 * the customer's key from its first write on: a system-assigned identity would need a second one.
 */
export function createStoreEncryption(
  parent: pulumi.Resource,
  name: string,
  args: StoreArgs,
): StoreEncryption {
  const { resourceGroupName, location, tags } = args;
  const identity = new WorkloadIdentity(name, { resourceGroupName, location, tags }, { parent });
  const key = new EncryptionKey(
    name,
    { vault: args.vault, keyName: name, protected: args.protected, tags },
    { parent },
  );
  const role = assignRole(
    `${name}-encryption-user`,
    {
      scope: key.id,
      role: "keyVaultCryptoServiceEncryptionUser",
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    },
    { parent },
  );
  return { identity, key, role };
}
