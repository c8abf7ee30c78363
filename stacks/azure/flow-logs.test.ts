import { beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph } from "../../graph/types";
import { text } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { all, only, recordStack } from "../../tests/support/record";
import { sampleStack } from "../../tests/support/sample-stack";

const watchers =
  "/subscriptions/11111111-1111-2222-3333-444444444444/resourceGroups/watchers/providers/Microsoft.Network/networkWatchers";
const there = { region: "francecentral", addressSpace: "10.44.0.0/22" };

/** The sample stack, with flow logs and a gateway in two regions. */
const stackWith = (networkWatcher?: string) => ({
  ...sampleStack,
  gateway: {
    audiences: ["api://contoso-test-models"],
    limits: ["customer-service", "marketing"].map((workload) => ({ workload, monthlyTokens: 1_000_000 })),
    regions: [{ ...there, ...(networkWatcher === undefined ? {} : { networkWatcher }) }],
  },
  operations: { ...sampleStack.operations, flowLogs: { retentionDays: 90 } },
});

describe("the flow logs of a platform in two regions", () => {
  let graph: ResourceGraph;
  beforeAll(async () => {
    graph = await recordStack("test", stackWith());
  });
  const log = (name: string) => only(graph, "azure-native:network:FlowLog", `${name}-flow-logs-flow-log`);

  it.each([
    ["contoso-test", "contoso-test-network-vnet", "swedencentral"],
    ["contoso-test-francecentral", "contoso-test-francecentral-network-vnet", "francecentral"],
  ])("%s: see the whole network, and stay in its region", (name, network, region) => {
    expect(text(log(name), "targetResourceId")).toBe(
      only(graph, "azure-native:network:VirtualNetwork", network).id,
    );
    expect(log(name).inputs).toMatchObject({
      location: region,
      networkWatcherName: `NetworkWatcher_${region}`,
      resourceGroupName: "NetworkWatcherRG",
    });
    const storage = all(graph, "azure-native:storage:StorageAccount").find(
      ({ id }) => id === text(log(name), "storageId"),
    );
    expect(storage && text(storage, "location")).toBe(region);
  });

  it("are analysed in the one workspace, which is named with its own region", () => {
    const analytics = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
    for (const each of all(graph, "azure-native:network:FlowLog")) {
      expect(text(each, `${analytics}.workspaceRegion`)).toBe("swedencentral");
      expect(text(each, `${analytics}.workspaceResourceId`)).toBe(
        only(graph, "azure-native:operationalinsights:Workspace").id,
      );
    }
  });

  it("keep every order that Azure demands, and have a name in the network", () => {
    expect(brokenInvariants(graph)).toEqual({});
    const zones = all(graph, "azure-native:privatedns:PrivateZone").map((zone) =>
      text(zone, "privateZoneName"),
    );
    expect(zones).toContain("privatelink.blob.core.windows.net");
  });
});

it("a region whose network watcher has a name of its own names it", async () => {
  const graph = await recordStack("test", stackWith(`${watchers}/france`));
  const log = only(graph, "azure-native:network:FlowLog", "contoso-test-francecentral-flow-logs-flow-log");
  expect(log.inputs).toMatchObject({ networkWatcherName: "france", resourceGroupName: "watchers" });
});
