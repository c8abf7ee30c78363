import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { StorageAccount } from "../data/storage-account";
import type { StoreArgs } from "../data/store-encryption";
import { assignRole } from "../security/role-assignment";
import { WorkloadIdentity } from "../security/workload-identity";

/** Arguments of {@link FlowLogs}. Its region is the network's: Azure writes flows to storage of the same one. */
export interface FlowLogsArgs extends StoreArgs {
  /** Name of the storage account, free in all of Azure: 3 to 24 lower-case letters and digits. */
  readonly accountName: pulumi.Input<string>;
  /** ARM ID of the virtual network. */
  readonly virtualNetworkId: pulumi.Input<string>;
  /** Days that flows are kept. */
  readonly retentionDays: number;
  /**
   * Region of the Log Analytics workspace, in which flows are analysed.
   * @default the network's
   */
  readonly workspaceRegion?: string;
  /**
   * The region's network watcher. A subscription has one a region, which Azure makes along with the first network there.
   * @default Azure's own: `NetworkWatcher_<region>` in `NetworkWatcherRG`
   */
  readonly networkWatcher?: { readonly name: string; readonly resourceGroupName: string };
}

/** Minutes between two analyses of traffic: 10 or 60. */
const analysisMinutes = 60;

/**
 * Every flow of a virtual network, kept in storage and analysed in the platform's workspace. The log writes with an
 * identity of its own, since the storage account knows no keys.
 * https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
 */
export class FlowLogs extends pulumi.ComponentResource {
  /** ARM ID of the flow log. */
  public readonly id: pulumi.Output<string>;
  /** Where flows are kept. */
  public readonly storage: StorageAccount;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, ...inputs } = args;
    super("cornerstone:index:FlowLogs", name, { ...inputs, vaultId: vault.id }, opts);
    const { resourceGroupName, location, tags } = args;
    this.storage = createStorage(this, name, args);
    const identity = new WorkloadIdentity(name, { resourceGroupName, location, tags }, { parent: this });
    const writer = assignRole(
      `${name}-writer`,
      {
        scope: this.storage.id,
        role: "storageBlobDataContributor",
        principalId: identity.principalId,
        principalType: "ServicePrincipal",
      },
      { parent: this },
    );
    this.id = createFlowLog(this, name, args, identity, writer).id;
    this.registerOutputs({ id: this.id });
  }
}

function createStorage(parent: FlowLogs, name: string, args: FlowLogsArgs): StorageAccount {
  const { resourceGroupName, location, tags, vault, workspaceId, accountName } = args;
  const store = { resourceGroupName, location, tags, vault, workspaceId, accountName };
  return new StorageAccount(
    `${name}-flows`,
    { ...store, protected: args.protected, trustedServices: true },
    { parent },
  );
}

function createFlowLog(
  parent: FlowLogs,
  name: string,
  args: FlowLogsArgs,
  identity: WorkloadIdentity,
  writer: pulumi.Resource,
): network.FlowLog {
  const watcher = args.networkWatcher ?? {
    name: `NetworkWatcher_${args.location}`,
    resourceGroupName: "NetworkWatcherRG",
  };
  return new network.FlowLog(
    `${name}-flow-log`,
    {
      resourceGroupName: watcher.resourceGroupName,
      networkWatcherName: watcher.name,
      location: args.location,
      targetResourceId: args.virtualNetworkId,
      storageId: parent.storage.id,
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      enabled: true,
      format: { type: "JSON", version: 2 },
      retentionPolicy: { enabled: true, days: args.retentionDays },
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          trafficAnalyticsInterval: analysisMinutes,
          workspaceRegion: args.workspaceRegion ?? args.location,
          workspaceResourceId: args.workspaceId,
        },
      },
      tags: { ...args.tags },
    },
    { parent, dependsOn: [writer] },
  );
}
