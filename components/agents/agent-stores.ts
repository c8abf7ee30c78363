import * as pulumi from "@pulumi/pulumi";
import { AISearch, type AISearchArgs } from "../data/ai-search";
import { CosmosAccount } from "../data/cosmos-account";
import { StorageAccount } from "../data/storage-account";
import type { StoreArgs } from "../data/store-encryption";

/** Arguments of {@link AgentStores}. */
export interface AgentStoresArgs extends StoreArgs {
  /** Names of the stores, free in all of Azure. */
  readonly names: AgentStoreNames;
  /**
   * SKU of the search service.
   * @default "standard"
   */
  readonly searchSku?: AISearchArgs["sku"];
}

/** Names that one project's stores are found under. */
export interface AgentStoreNames {
  readonly threads: pulumi.Input<string>;
  readonly vectors: pulumi.Input<string>;
  readonly files: pulumi.Input<string>;
}

/**
 * The stores of one project's agents: threads in Cosmos DB, vectors in AI Search, files in Storage.
 *
 * One set a project, not one an account. The roles that the Agent Service asks for hold for the whole database
 * `enterprise_memory` and every search index: projects that shared the stores could read each other's conversations.
 */
export class AgentStores extends pulumi.ComponentResource {
  /** Conversations. */
  public readonly threads: CosmosAccount;
  /** Embeddings of files that agents search. */
  public readonly vectors: AISearch;
  /** Files that people and agents upload. */
  public readonly files: StorageAccount;

  constructor(name: string, args: AgentStoresArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, names, searchSku, ...inputs } = args;
    super("cornerstone:index:AgentStores", name, { ...inputs, names, searchSku, vaultId: vault.id }, opts);
    const store = { ...inputs, vault };
    const inStores = { parent: this };
    this.threads = new CosmosAccount(`${name}-threads`, { ...store, accountName: names.threads }, inStores);
    this.vectors = new AISearch(
      `${name}-vectors`,
      { ...store, serviceName: names.vectors, ...(searchSku === undefined ? {} : { sku: searchSku }) },
      inStores,
    );
    this.files = new StorageAccount(`${name}-files`, { ...store, accountName: names.files }, inStores);
    this.registerOutputs({});
  }
}
