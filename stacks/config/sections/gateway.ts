import { z } from "zod";
import { armIdField, regionField } from "./fields";
import { semanticCache } from "./semantic-cache";

const limit = z
  .strictObject({
    workload: z
      .string()
      .meta({ description: "Name of a workload of `workloads`.", examples: ["customer-service"] }),
    tokensPerMinute: z
      .int()
      .positive()
      .optional()
      .meta({
        description:
          "Tokens a minute, prompt and completion together. Default: what the workload's shares amount to.",
        examples: [200_000],
        allowed: "a whole number above 0",
      }),
    monthlyTokens: z
      .int()
      .positive()
      .optional()
      .meta({
        description: "Tokens a month. Default: one and a half times the usage that the workload states.",
        examples: [2_000_000_000],
        allowed: "a whole number above 0",
      }),
  })
  .meta({ description: "How much a workload may use through the gateway." });

const capacity = z
  .int()
  .min(1)
  .max(31)
  .default(1)
  .meta({
    description: "Scale units of the service in this region, at least one a zone.",
    examples: [2],
    allowed: "1 to 31",
  });

const zones = z
  .array(
    z.enum(["1", "2", "3"]).meta({ description: "An availability zone of the region.", examples: ["1"] }),
  )
  .max(3)
  .default([])
  .meta({
    description: "Availability zones over which the units are spread.",
    examples: [["1", "2"]],
    allowed: 'a list of "1", "2", "3"',
  });

const region = z
  .strictObject({
    region: regionField("Region of the gateway's units."),
    capacity,
    zones,
    addressSpace: z
      .cidrv4()
      .optional()
      .meta({
        description: "Address space of the network that is made there, and joined to the platform's.",
        examples: ["10.41.0.0/22"],
        allowed: "a private IPv4 range in CIDR notation, /16 to /24",
      }),
    subnetId: armIdField(
      "ARM ID of a subnet of that region, where the network stands already: with the network security group that API Management asks for, and a way to the accounts' private endpoints.",
      "Microsoft.Network/virtualNetworks/subnets",
    ).optional(),
    networkWatcher: armIdField(
      "ARM ID of the region's network watcher, where it is not the one that Azure makes by itself. For `operations.flowLogs`.",
      "Microsoft.Network/networkWatchers",
    ).optional(),
  })
  .meta({ description: "A further region of the gateway." });

/** The gateway through which workloads call models. */
export const gatewaySection = z
  .strictObject({
    capacity,
    zones,
    regions: z
      .array(region)
      .default([])
      .meta({
        description:
          "Further regions in which the gateway stands, so that it outlives the loss of the primary one. Each gets a network of its own with endpoints to every account, and calls the models of its own region first.",
        examples: [
          [{ region: "francecentral", addressSpace: "10.41.0.0/22", capacity: 2, zones: ["1", "2"] }],
        ],
        allowed: "a list of regions other than environment.region",
      }),
    audiences: z
      .array(
        z
          .string()
          .regex(/^[A-Za-z0-9:/._-]+$/)
          .meta({
            description: "An audience of tokens.",
            examples: ["api://contoso-prod-models"],
            allowed: "an application ID URI or a client ID",
          }),
      )
      .min(1)
      .default(["https://cognitiveservices.azure.com"])
      .meta({
        description:
          "Audiences that a caller's token may be made for: the gateway's own application in Entra ID. The default takes the tokens that Azure's SDKs ask for anyway; those tell no groups, so that only the workloads' identities are let in.",
        examples: [["api://contoso-prod-models"]],
        allowed: "a list of application ID URIs or client IDs",
      }),
    contentSafety: z.boolean().default(true).meta({
      description:
        "Whether the gateway asks Content Safety about each prompt before a model sees it, beside the deployments' content filters.",
    }),
    limits: z
      .array(limit)
      .default([])
      .meta({ description: "Limits of workloads that differ from the default." }),
    semanticCache: semanticCache.optional(),
    directAccess: z
      .array(
        z
          .string()
          .meta({ description: "Name of a workload of `workloads`.", examples: ["predictive-analytics"] }),
      )
      .default([])
      .meta({
        description:
          "Workloads that may call the accounts themselves, beside the gateway: their calls are counted by no limit of it. For batch deployments, files and what else the gateway has no path for. Every other workload calls through the gateway alone.",
        examples: [["predictive-analytics"]],
        allowed: "names of workloads",
      }),
    subnetId: armIdField(
      "ARM ID of the subnet that takes the gateway, in an existing network of the primary region, with the network security group that API Management asks for.",
      "Microsoft.Network/virtualNetworks/subnets",
    ).optional(),
  })
  .meta({
    title: "Gateway",
    description:
      "The gateway through which workloads call models (API Management). Without this section there is none.",
  });
