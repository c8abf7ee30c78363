import { FlowLogs } from "../../components/operations/flow-logs";
import type { Vault } from "../../components/security/vault";
import { armIdParts } from "../../components/shared/arm-id";
import { physicalName } from "../../components/shared/naming";
import { known } from "./known";
import type { Connect, PlacedNetwork } from "./networking";
import type { Site } from "./site";

/** The flows of every network, where the stack asks for them: each in storage of its own region, analysed in the one workspace. */
export function createFlowLogs(
  site: Site,
  networks: readonly PlacedNetwork[],
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
): readonly FlowLogs[] {
  const { flowLogs } = site.config.operations;
  if (!flowLogs) return [];
  const { prefix, home, group, monitoring, inPlatform } = site;
  return networks.map(({ network, place, networkWatcher }) => {
    const region = place.location === home.location ? [] : [place.location];
    const name = [prefix, ...region, "flow-logs"].join("-");
    const logs = new FlowLogs(
      name,
      {
        ...place,
        // Storage takes a key from a vault of another region, too.
        vault: vaults[place.location] ?? known(vaults, home.location),
        protected: site.protected,
        workspaceId: monitoring.workspaceId,
        workspaceRegion: home.location,
        accountName: group.id.apply((id) =>
          physicalName("Microsoft.Storage/storageAccounts", [prefix, "flows", ...region], id).replaceAll(
            "-",
            "",
          ),
        ),
        virtualNetworkId: network.virtualNetworkId,
        retentionDays: flowLogs.retentionDays,
        ...(networkWatcher === undefined ? {} : { networkWatcher: watcherOf(networkWatcher) }),
      },
      inPlatform,
    );
    connect(logs.storage, name, []);
    return logs;
  });
}

function watcherOf(id: string): { readonly name: string; readonly resourceGroupName: string } {
  const { name, resourceGroupName } = armIdParts(id);
  return { name, resourceGroupName };
}
