import type { ArmResource, Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, normalizeLocation } from "../arm/id";
import { stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { referredTo } from "./references";

/**
 * Azure makes a network watcher in each region by itself when the first network of a subscription is made there:
 * `NetworkWatcher_<region>` in the group `NetworkWatcherRG`, which nobody declares and nobody deletes.
 * https://learn.microsoft.com/azure/network-watcher/network-watcher-create
 */
export function isAzuresOwnWatcher(id: ArmId, cloud: CloudView): boolean {
  if (id.resourceGroup?.toLowerCase() !== "networkwatcherrg") return false;
  const region = /^networkwatcher_(\w+)$/i.exec(id.names[0] ?? "")?.[1]?.toLowerCase();
  return networks(cloud).some(({ body }) => normalizeLocation(stringAt(body, "location") ?? "") === region);
}

function networks(cloud: CloudView): readonly ArmResource[] {
  return cloud.ofType("Microsoft.Network/virtualNetworks");
}

/**
 * A flow log watches something that stands, and writes to a storage account that does: both in its own region
 * (https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#storage-account). It names the workspace with the
 * workspace's region: aztfmod/terraform-azurerm-caf#613.
 */
export const networkWatchers: Behaviour = {
  resourceType: "Microsoft.Network/networkWatchers/flowLogs",
  beforePut: ({ id, body }, cloud) => {
    const region = stringAt(body, "location");
    for (const property of ["properties.targetResourceId", "properties.storageId"]) {
      const found = referredTo(stringAt(body, property), id.id, cloud);
      if (found) refuseElsewhere(found, id, region);
    }
    refuseWrongWorkspace(body, cloud);
  },
};

function refuseElsewhere({ id, body }: ArmResource, log: ArmId, region: string | undefined): void {
  const there = stringAt(body, "location");
  if (region === undefined || there === undefined || isSameRegion(there, region)) return;
  throw new CloudError(
    400,
    "InvalidResourceReference",
    `Resource ${id} referenced by resource ${log.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}

function refuseWrongWorkspace(body: JsonObject, cloud: CloudView): void {
  const analytics = "properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
  const named = stringAt(body, `${analytics}.workspaceRegion`);
  const workspace = cloud.get(stringAt(body, `${analytics}.workspaceResourceId`) ?? "");
  const actual = workspace && stringAt(workspace.body, "location");
  if (named === undefined || actual === undefined || isSameRegion(named, actual)) return;
  throw new CloudError(
    400,
    "InvalidTAWorkspaceRegion",
    `The specified region ${named} for workspace is invalid. Workspace ${workspace?.id ?? ""} located in ${actual} region.`,
  );
}

function isSameRegion(one: string, other: string): boolean {
  return normalizeLocation(one) === normalizeLocation(other);
}
