import type * as authorization from "@pulumi/azure-native/authorization";
import type * as databricks from "@pulumi/azure-native/databricks";
import type * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../security/encryption-key";
import { assignRole } from "../security/role-assignment";
import type { StoreArgs } from "./store-encryption";

/** What is encrypted, and with which key: three identities use one key each, and none another's. */
const purposes = {
  /** Notebooks, queries, results and secrets, which the control plane keeps. */
  controlPlane: "services",
  /** Disks of nodes. */
  disks: "disks",
  /** The managed storage account (DBFS root): libraries, results, logs. */
  rootStorage: "root",
} as const;

/** The keys of a workspace, and the role that must stand before it. */
export type DatabricksKeys = { readonly [Purpose in keyof typeof purposes]: EncryptionKey } & {
  /** Lets the control plane use its key. The identities that use the other two are made along with the workspace. */
  readonly controlPlaneRole: authorization.RoleAssignment;
};

/** Makes the keys, and lets the control plane use its own. */
export function createDatabricksKeys(
  parent: pulumi.Resource,
  name: string,
  args: StoreArgs & { readonly encryptionApplication: string },
): DatabricksKeys {
  const create = (purpose: keyof typeof purposes): EncryptionKey =>
    new EncryptionKey(
      `${name}-${purposes[purpose]}`,
      {
        vault: args.vault,
        keyName: `${name}-${purposes[purpose]}`,
        protected: args.protected,
        tags: args.tags,
      },
      { parent },
    );
  const controlPlane = create("controlPlane");
  return {
    controlPlane,
    disks: create("disks"),
    rootStorage: create("rootStorage"),
    controlPlaneRole: allowKey(
      parent,
      `${name}-${purposes.controlPlane}`,
      controlPlane,
      args.encryptionApplication,
    ),
  };
}

/** Lets the disk encryption set that was made along with the workspace use its key. */
export function allowDiskKey(
  parent: pulumi.Resource,
  name: string,
  { disks }: DatabricksKeys,
  workspace: databricks.Workspace,
): authorization.RoleAssignment {
  return allowKey(parent, `${name}-${purposes.disks}`, disks, principalOf(workspace.managedDiskIdentity));
}

/** Lets the managed storage account that was made along with the workspace use its key. */
export function allowRootKey(
  parent: pulumi.Resource,
  name: string,
  { rootStorage }: DatabricksKeys,
  workspace: databricks.Workspace,
): authorization.RoleAssignment {
  return allowKey(
    parent,
    `${name}-${purposes.rootStorage}`,
    rootStorage,
    principalOf(workspace.storageAccountIdentity),
  );
}

function principalOf(
  identity: pulumi.Output<{ readonly principalId: string } | undefined>,
): pulumi.Output<string> {
  return identity.apply((one) => one?.principalId ?? "");
}

function allowKey(
  parent: pulumi.Resource,
  name: string,
  key: EncryptionKey,
  principalId: pulumi.Input<string>,
): authorization.RoleAssignment {
  return assignRole(
    `${name}-encryption-user`,
    {
      scope: key.id,
      role: "keyVaultCryptoServiceEncryptionUser",
      principalId,
      principalType: "ServicePrincipal",
    },
    { parent },
  );
}
