import { z } from "zod";
import { contentFilter, blocklist } from "./content-filters";
import { nameField, regionField } from "./fields";

/** SKUs of a model deployment, as Azure spells them. */
export const deploymentSkus = [
  "Standard",
  "DataZoneStandard",
  "GlobalStandard",
  "ProvisionedManaged",
  "DataZoneProvisionedManaged",
  "GlobalProvisionedManaged",
  "DataZoneBatch",
  "GlobalBatch",
  "DeveloperTier",
] as const;

const account = z
  .strictObject({
    name: nameField("Name of the account, unique in the stack. Deployments refer to it.", {
      max: 20,
      example: "primary",
    }),
    region: regionField("Region of the account."),
    kind: z.enum(["AIServices", "OpenAI"]).default("AIServices").meta({
      description:
        "Kind of the account. `AIServices` (Microsoft Foundry) also carries projects, agents and models of other publishers.",
    }),
  })
  .meta({
    description: "An account: the endpoint, network rules, key and identity that its deployments share.",
  });

const deployment = z
  .strictObject({
    name: nameField("Name of the deployment, unique in the stack. Clients call it; workloads refer to it.", {
      max: 40,
      example: "chat",
    }),
    account: z.string().meta({ description: "Name of the account that carries it.", examples: ["primary"] }),
    model: z
      .string()
      .min(1)
      .meta({ description: "Name of the model, as in the catalog.", examples: ["gpt-5.1"] }),
    version: z
      .string()
      .min(1)
      .meta({
        description: "Version of the model. Always pinned.",
        examples: ["2025-11-13"],
        allowed: "a version of the model, in quotes",
      }),
    sku: z.enum(deploymentSkus).meta({
      description:
        "SKU: how it is paid (tokens, provisioned units, batch) and where it processes (region, data zone, world).",
      examples: ["DataZoneStandard"],
    }),
    capacity: z
      .int()
      .positive()
      .max(1_000_000)
      .meta({
        description: "Capacity: thousands of tokens per minute, or provisioned throughput units.",
        examples: [100],
        allowed: "a whole number above 0",
      }),
    contentFilter: z
      .string()
      .optional()
      .meta({
        description:
          "Name of the content filter of `models.contentFilters`. Default: Azure's own, `Microsoft.DefaultV2`.",
        examples: ["strict"],
      }),
    versionUpgrade: z
      .enum(["NoAutoUpgrade", "OnceCurrentVersionExpired", "OnceNewDefaultVersionAvailable"])
      .default("NoAutoUpgrade")
      .meta({
        description:
          "When Azure may change the version by itself. By default never: a review sees every change.",
      }),
  })
  .meta({ description: "A model that clients can call." });

/** Accounts, content filters and deployments. */
export const modelsSection = z
  .strictObject({
    quotaTier: z.int().min(1).max(6).default(1).meta({
      description:
        "Quota tier of the subscription (1 to 6), against which capacities are checked. The lowest is assumed unless stated.",
      allowed: "1 to 6 (the subscription's quotaTiers resource names it)",
    }),
    accounts: z
      .array(account)
      .min(1)
      .meta({ description: "Accounts of the platform.", allowed: "a list of one account or more" }),
    blocklists: z
      .array(blocklist)
      .default([])
      .meta({ description: "Lists of terms that content filters can refuse." }),
    contentFilters: z
      .array(contentFilter)
      .default([])
      .meta({ description: "Content filters that deployments can use." }),
    deployments: z.array(deployment).default([]).meta({ description: "Model deployments of the accounts." }),
  })
  .meta({ title: "Models", description: "Accounts, content filters and model deployments." });
