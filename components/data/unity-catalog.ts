import * as databricks from "@pulumi/azure-native/databricks";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { assignRole } from "../security/role-assignment";
import { WorkloadIdentity } from "../security/workload-identity";
import { StorageAccount } from "./storage-account";
import type { StoreArgs } from "./store-encryption";

/** Arguments of a {@link UnityCatalog}. */
export interface UnityCatalogArgs extends StoreArgs {
  /** Name of the data lake's storage account, free in all of Azure: 3 to 24 lower-case letters and digits. */
  readonly accountName: pulumi.Input<string>;
  /** ARM IDs of accounts whose models may be called as the connector's identity, by a stable key. */
  readonly models: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * What Unity Catalog governs: a data lake, and the access connector by which Databricks reaches it and the platform's
 * models. The connector's identity is the only one that reads the lake; people and jobs get their rights in the catalog.
 */
export class UnityCatalog extends pulumi.ComponentResource {
  /** The data lake. */
  public readonly lake: StorageAccount;
  /** ARM ID of the access connector: what storage and service credentials of Unity Catalog name. */
  public readonly connectorId: pulumi.Output<string>;
  /** The connector's identity. */
  public readonly identity: WorkloadIdentity;
  /** Where a metastore or a catalog keeps its tables, e.g. `abfss://catalog@contosolake1a2b3c.dfs.core.windows.net/`. */
  public readonly root: pulumi.Output<string>;

  constructor(name: string, args: UnityCatalogArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, models, ...inputs } = args;
    super("cornerstone:index:UnityCatalog", name, { ...inputs, models, vaultId: vault.id }, opts);
    const inCatalog = { parent: this };
    const { resourceGroupName, location, tags } = args;
    this.identity = new WorkloadIdentity(name, { resourceGroupName, location, tags }, inCatalog);
    this.lake = new StorageAccount(`${name}-lake`, { ...inputs, vault, hierarchical: true }, inCatalog);
    const container = createContainer(this, name, args, this.lake);
    this.allow(`${name}-lake-contributor`, this.lake.id, "storageBlobDataContributor");
    for (const [key, id] of Object.entries(models)) {
      this.allow(`${name}-${key}-caller`, id, "cognitiveServicesOpenAIUser");
    }
    this.connectorId = createConnector(this, name, args, this.identity).id;
    this.root = pulumi.interpolate`abfss://${container.name}@${this.lake.accountName}.dfs.core.windows.net/`;
    this.registerOutputs({ connectorId: this.connectorId, root: this.root });
  }

  private allow(
    name: string,
    scope: pulumi.Input<string>,
    role: "storageBlobDataContributor" | "cognitiveServicesOpenAIUser",
  ): void {
    const { principalId } = this.identity;
    assignRole(name, { scope, role, principalId, principalType: "ServicePrincipal" }, { parent: this });
  }
}

function createContainer(
  parent: UnityCatalog,
  name: string,
  args: UnityCatalogArgs,
  lake: StorageAccount,
): storage.BlobContainer {
  return new storage.BlobContainer(
    `${name}-catalog`,
    {
      resourceGroupName: args.resourceGroupName,
      accountName: lake.accountName,
      containerName: "catalog",
      publicAccess: "None",
    },
    { parent },
  );
}

function createConnector(
  parent: UnityCatalog,
  name: string,
  args: UnityCatalogArgs,
  identity: WorkloadIdentity,
): databricks.AccessConnector {
  return new databricks.AccessConnector(
    `${name}-connector`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      tags: { ...args.tags },
    },
    { parent },
  );
}
