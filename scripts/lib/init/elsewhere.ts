import { roles } from "../../../catalog/roles";
import { isIn, type Answers } from "./answers";

/**
 * What stands in another subscription, where the deploying identity has no role by the first: it joins the network, registers
 * names in zones, sends logs, and approves its own endpoint to Databricks.
 */
export function elsewhere({
  network,
  dns,
  existing,
  subscription,
}: Answers): readonly { readonly role: string; readonly on: string }[] {
  const own = dns.mode === "own";
  const needs: readonly (readonly [role: string, on: string | undefined])[] = [
    [
      roles.networkContributor.id,
      // Zones of the platform are linked to the network; endpoints need their subnet alone.
      "addressSpace" in network
        ? undefined
        : own
          ? network.virtualNetworkId
          : network.privateEndpointSubnetId,
    ],
    ['"Private DNS Zone Contributor"', dns.mode === "existing" ? dns.zonesResourceGroupId : undefined],
    [roles.logAnalyticsContributor.id, existing.logWorkspace],
    [roles.contributor.id, own ? existing.databricks : undefined],
  ];
  return needs.flatMap(([role, on]) =>
    on === undefined || isIn(subscription, `${on}/`) ? [] : [{ role, on }],
  );
}
