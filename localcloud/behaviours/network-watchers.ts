import type { ArmResource, Behaviour, CloudView } from "../arm/behaviour";
import { type ArmId, normalizeLocation } from "../arm/id";
import { stringAt } from "../arm/json";
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

/** A flow log watches something that stands, and writes to a storage account that does. */
export const networkWatchers: Behaviour = {
  resourceType: "Microsoft.Network/networkWatchers/flowLogs",
  beforePut: ({ id, body }, cloud) => {
    referredTo(stringAt(body, "properties.targetResourceId"), id.id, cloud);
    referredTo(stringAt(body, "properties.storageId"), id.id, cloud);
  },
};
