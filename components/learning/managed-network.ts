import type * as inputs from "@pulumi/azure-native/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { stableKey } from "../shared/stable-key";

type OutboundRules = Record<
  string,
  | inputs.machinelearningservices.PrivateEndpointOutboundRuleArgs
  | inputs.machinelearningservices.FqdnOutboundRuleArgs
>;

/**
 * The network that Azure keeps for a workspace's compute: nothing leaves it but to the workspace's own resources, which
 * Azure adds, the platform's accounts, by private endpoint, and host names that somebody approved.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export function managedNetwork(
  accounts: Readonly<Record<string, pulumi.Input<string>>>,
  allowedHosts: readonly string[],
): inputs.machinelearningservices.ManagedNetworkSettingsArgs {
  const models = Object.entries(accounts).map(([key, id]): [string, OutboundRules[string]] => [
    `models-${key}`,
    {
      type: "PrivateEndpoint",
      category: "UserDefined",
      destination: { serviceResourceId: id, subresourceTarget: "account", sparkEnabled: false },
    },
  ]);
  // Named after the host, so that adding one renames no other.
  const hosts = allowedHosts.map((host): [string, OutboundRules[string]] => [
    stableKey("host", host),
    { type: "FQDN", category: "UserDefined", destination: host },
  ]);
  return {
    isolationMode: "AllowOnlyApprovedOutbound",
    // Host names need Azure Firewall, which is billed by the hour; without them Azure makes none.
    ...(hosts.length > 0 ? { firewallSku: "Basic" } : {}),
    outboundRules: Object.fromEntries([...models, ...hosts]),
  };
}
