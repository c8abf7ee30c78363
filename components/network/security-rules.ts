import type * as inputs from "@pulumi/azure-native/types/input";
import type { addressPlan } from "./address-plan";

type SecurityRule = inputs.network.SecurityRuleArgs;

/** Clients of the platform reach private endpoints over TLS, and nothing else. */
const allowTlsFromNetwork: SecurityRule = {
  name: "allow-tls-from-network",
  description: "Clients in the network reach private endpoints over TLS.",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "VirtualNetwork",
  sourcePortRange: "*",
  destinationAddressPrefix: "VirtualNetwork",
  destinationPortRange: "443",
};

/** The port of Azure Managed Redis, which no client reaches on 443. */
export const allowCacheFromNetwork: SecurityRule = {
  ...allowTlsFromNetwork,
  name: "allow-cache-from-network",
  description: "The gateway reaches its semantic cache over TLS.",
  priority: 110,
  destinationPortRange: "10000",
};

/** Stands before Azure's own default rules, which let everything in the network reach everything else. */
const denyOtherInbound: SecurityRule = {
  name: "deny-other-inbound",
  description: "What no rule allows does not come in, not from the same network either.",
  priority: 4096,
  direction: "Inbound",
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};

/** Inbound rules of each subnet's network security group. */
export const subnetSecurityRules: Record<keyof typeof addressPlan, SecurityRule[]> = {
  "private-endpoints": [allowTlsFromNetwork, denyOtherInbound],
  workloads: [denyOtherInbound],
};
