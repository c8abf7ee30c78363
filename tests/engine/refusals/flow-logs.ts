import { type Declared, type Row, azure, of } from "./row";

const net = azure("net", "network:VirtualNetwork", {
  virtualNetworkName: "{slug}-net",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const watcher = azure("watcher", "network:NetworkWatcher", { networkWatcherName: "{slug}-nw" });
const store = (as: string, location: string): Declared =>
  azure(as, "storage:StorageAccount", {
    accountName: `{slug}${as}`,
    location,
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
  });
const workspace = azure("workspace", "operationalinsights:Workspace", {
  workspaceName: "{slug}-logs",
  location: "francecentral",
});
const log = (storeAs: string, more: object = {}): Declared =>
  azure(
    "log",
    "network:FlowLog",
    {
      networkWatcherName: "{slug}-nw",
      flowLogName: "flows",
      targetResourceId: of("net"),
      storageId: of(storeAs),
      ...more,
    },
    ["watcher"],
  );
const analysed = (workspaceRegion: string) => ({
  flowAnalyticsConfiguration: {
    networkWatcherFlowAnalyticsConfiguration: {
      enabled: true,
      workspaceRegion,
      workspaceResourceId: of("workspace"),
    },
  },
});
const here = store("here", "swedencentral");

/** Flow logs, whose parts have to be in one region. */
export const flowLogs: readonly Row[] = [
  {
    name: "a flow log that writes to another region",
    proves: "400 InvalidResourceReference behaviours/network-watchers.ts",
    says: "that both resources are in the same region",
    before: [net, watcher, store("there", "francecentral")],
    refused: [net, watcher, store("there", "francecentral"), log("there")],
    recovered: [net, watcher, here, log("here")],
  },
  {
    name: "a flow log that takes its workspace to be in its own region",
    proves: "400 InvalidTAWorkspaceRegion behaviours/network-watchers.ts",
    says: "The specified region swedencentral for workspace is invalid.",
    before: [net, watcher, here, workspace],
    refused: [net, watcher, here, workspace, log("here", analysed("swedencentral"))],
    recovered: [net, watcher, here, workspace, log("here", analysed("francecentral"))],
  },
];
