import * as pulumi from "@pulumi/pulumi";
import { StorageAccount } from "../data/storage-account";
import type { StoreArgs } from "../data/store-encryption";
import { KeyVault } from "../security/key-vault";
import { ContainerRegistry } from "./container-registry";

/** Arguments of {@link LearningResources}. */
export interface LearningResourcesArgs extends StoreArgs {
  /** Entra ID tenant whose identities may use the vault. */
  readonly tenantId: pulumi.Input<string>;
  /** Names of the resources, free in all of Azure. */
  readonly names: {
    readonly vault: pulumi.Input<string>;
    readonly storage: pulumi.Input<string>;
    readonly registry: pulumi.Input<string>;
  };
}

/**
 * What a Machine Learning workspace stands on: a vault for its secrets, storage for data and models, a registry for
 * images. They are the workspace's own, because it holds wide roles on them; the keys that encrypt them are not in reach.
 */
export class LearningResources extends pulumi.ComponentResource {
  /** Secrets of connections. */
  public readonly secrets: KeyVault;
  /** Data, models and snapshots. */
  public readonly storage: StorageAccount;
  /** Images of environments. */
  public readonly registry: ContainerRegistry;

  constructor(name: string, args: LearningResourcesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, names, tenantId, ...inputs } = args;
    super("cornerstone:index:LearningResources", name, { ...inputs, names, vaultId: vault.id }, opts);
    const store = { ...inputs, vault };
    const inResources = { parent: this };
    this.secrets = new KeyVault(
      `${name}-secrets`,
      { ...inputs, tenantId, vaultName: names.vault },
      inResources,
    );
    this.storage = new StorageAccount(
      `${name}-storage`,
      { ...store, accountName: names.storage },
      inResources,
    );
    this.registry = new ContainerRegistry(
      `${name}-images`,
      { ...store, registryName: names.registry },
      inResources,
    );
    this.registerOutputs({});
  }
}
