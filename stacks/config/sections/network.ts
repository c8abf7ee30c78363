import { z } from "zod";
import { armIdField } from "./fields";

const existingNetwork = z
  .strictObject({
    virtualNetworkId: armIdField(
      "ARM ID of the virtual network that the private endpoints join.",
      "Microsoft.Network/virtualNetworks",
    ),
    privateEndpointSubnetId: armIdField(
      "ARM ID of the subnet of that network that takes the private endpoints.",
      "Microsoft.Network/virtualNetworks/subnets",
    ),
  })
  .meta({
    description: "Network that stands already, by ID, instead of a new one.",
    allowed: "virtualNetworkId and privateEndpointSubnetId",
  });

const dns = z
  .strictObject({
    mode: z
      .enum(["own", "existing", "policy"])
      .default("own")
      .meta({
        description:
          "Who keeps the private DNS zones: `own` (this stack creates them), `existing` (zones of a hub, by ID in " +
          "`zones`), `policy` (an Azure Policy of the organisation registers the endpoints: this stack writes no record).",
      }),
    zones: z
      .record(z.string(), armIdField("ARM ID of the zone.", "Microsoft.Network/privateDnsZones"))
      .default({})
      .meta({
        description:
          "With mode `existing`: name of each private DNS zone that the platform uses, and its ARM ID.",
        allowed: "names of private DNS zones with their ARM IDs",
      }),
  })
  .meta({ description: "How names of private endpoints are resolved." });

/** The private network of the platform and the names in it. */
export const networkSection = z
  .strictObject({
    addressSpace: z
      .cidrv4()
      .optional()
      .meta({
        description: "Address space of the new virtual network. Its subnets are derived from it.",
        examples: ["10.40.0.0/20"],
        allowed: "a private IPv4 range in CIDR notation, /16 to /24",
      }),
    existing: existingNetwork.optional(),
    dns: dns.default({ mode: "own", zones: {} }),
  })
  .meta({ title: "Network", description: "The private network of the platform and the names in it." });
