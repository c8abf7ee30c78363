import { describe, expect, it } from "vitest";
import { expectRefusal, testCloud, type TestCloud } from "../test-cloud";

const network = "Microsoft.Network/virtualNetworks/net";
const store = "Microsoft.Storage/storageAccounts/flows";
const workspace = "Microsoft.OperationalInsights/workspaces/logs";
const log = "Microsoft.Network/networkWatchers/watcher/flowLogs/net";

/** A cloud with a network and a watcher in Sweden Central, and storage and a workspace where a test wants them. */
async function cloudWith(storeIn: string, workspaceIn = "swedencentral"): Promise<TestCloud> {
  const cloud = await testCloud();
  const location = "swedencentral";
  await cloud.put(network, { location, properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } });
  await cloud.put("Microsoft.Network/networkWatchers/watcher", { location });
  await cloud.put(store, { location: storeIn, kind: "StorageV2", sku: { name: "Standard_ZRS" } });
  await cloud.put(workspace, { location: workspaceIn });
  return cloud;
}

function bodyOf(cloud: TestCloud, location: string, workspaceRegion = "swedencentral") {
  const analytics = { enabled: true, workspaceRegion, workspaceResourceId: cloud.id(workspace) };
  return {
    location,
    properties: {
      targetResourceId: cloud.id(network),
      storageId: cloud.id(store),
      flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: analytics },
    },
  };
}

describe("a flow log", () => {
  it.each(["swedencentral", "Sweden Central"])(
    "stands with its network and storage in %s",
    async (region) => {
      const cloud = await cloudWith(region);
      await expect(cloud.put(log, bodyOf(cloud, "swedencentral"))).resolves.toBeDefined();
    },
  );

  it("is refused storage of another region", async () => {
    const cloud = await cloudWith("francecentral");
    await expectRefusal(
      cloud.put(log, bodyOf(cloud, "swedencentral")),
      400,
      "InvalidResourceReference",
      new RegExp(`^Resource ${cloud.id(store)} referenced by .*both resources are in the same region\\.$`),
    );
  });

  it("is refused a network of another region", async () => {
    const cloud = await cloudWith("francecentral");
    await expectRefusal(
      cloud.put(log, bodyOf(cloud, "francecentral")),
      400,
      "InvalidResourceReference",
      new RegExp(`^Resource ${cloud.id(network)} referenced by `),
    );
  });

  it("names its workspace with the workspace's region", async () => {
    const cloud = await cloudWith("swedencentral", "francecentral");
    await expectRefusal(
      cloud.put(log, bodyOf(cloud, "swedencentral")),
      400,
      "InvalidTAWorkspaceRegion",
      `The specified region swedencentral for workspace is invalid. Workspace ${cloud.id(workspace)} located in francecentral region.`,
    );
    const named = bodyOf(cloud, "swedencentral", "francecentral");
    await expect(cloud.put(log, named)).resolves.toBeDefined();
  });
});
