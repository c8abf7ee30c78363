import { z } from "zod";
import { skuNames, type SkuName } from "../../../catalog/skus";
import { contentFilter, blocklist } from "./content-filters";
import { armIdField, nameField, regionField } from "./fields";

const skuField = z.enum(skuNames as readonly [SkuName, ...SkuName[]]);

const existingAccount = z
  .strictObject({
    accountId: armIdField(
      "ARM ID of the account, in the subscription of the platform.",
      "Microsoft.CognitiveServices/accounts",
    ),
    subdomain: nameField("Custom subdomain of the account, where it is not the account's name.", {
      max: 64,
      example: "contoso-models",
    }).optional(),
  })
  .meta({
    description:
      "Account that stands already, instead of a new one: it gets content filters, deployments and roles. Its keys, network, encryption and logs are its owner's.",
  });

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
    existing: existingAccount.optional(),
  })
  .meta({
    description: "An account: the endpoint, network rules, key and identity that its deployments share.",
  });

const deployment = z
  .strictObject({
    name: nameField("Name of the deployment, unique in the stack. Clients call it; workloads refer to it.", {
      max: 64,
      dots: true,
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
    sku: skuField.meta({
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

const isoDay = z.iso.date();

const baseModel = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .meta({ description: "Name of the model, as in the catalog.", examples: ["gpt-4.1-mini"] }),
    version: z
      .string()
      .min(1)
      .meta({ description: "Version of the model.", examples: ["2025-04-14"] }),
  })
  .meta({
    description:
      "Of a fine-tuned model, what it was trained from: publisher, capabilities and retirement follow from it.",
  });

const declaredModel = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(64)
      .meta({ description: "Name of the model, as Azure spells it.", examples: ["gpt-7"] }),
    version: z
      .string()
      .min(1)
      .max(64)
      .meta({ description: "Version of the model.", examples: ["2027-01-15"] }),
    format: z
      .string()
      .min(1)
      .default("OpenAI")
      .meta({ description: "Format of the model in Azure's model list.", examples: ["OpenAI"] }),
    retirementDate: isoDay.optional().meta({
      description: "Day on which the version retires, if it is known.",
      examples: ["2028-01-15"],
      allowed: "a day as YYYY-MM-DD, in quotes",
    }),
    skus: z
      .partialRecord(skuField, z.array(regionField("A region that offers it.")).min(1))
      .optional()
      .meta({
        description:
          "Regions that offer the model, by SKU, as far as known. What is not stated is not checked.",
        examples: [{ DataZoneStandard: ["swedencentral"] }],
        allowed: "SKU names with lists of regions",
      }),
    base: baseModel.optional(),
    account: z
      .string()
      .optional()
      .meta({
        description:
          "Of a fine-tuned model, the account of `models.accounts` that it was trained in: it exists in no other.",
        examples: ["primary"],
      }),
  })
  .meta({ description: "A model version that is newer than the catalog, or was fine-tuned." });

const grantedQuota = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .meta({ description: "Name of the model.", examples: ["gpt-5.1"] }),
    sku: skuField.meta({ description: "SKU that the quota is for.", examples: ["DataZoneStandard"] }),
    region: regionField("Region that the quota is for."),
    capacity: z
      .int()
      .positive()
      .meta({
        description: "The whole quota, in the unit of a deployment's capacity.",
        examples: [2000],
        allowed: "a whole number above 0",
      }),
  })
  .meta({ description: "Quota that Azure granted to the subscription beyond the default of its tier." });

/** Accounts, content filters and deployments. */
export const modelsSection = z
  .strictObject({
    quotaTier: z.int().min(1).max(6).default(1).meta({
      description:
        "Quota tier of the subscription (1 to 6), against which capacities are checked. The lowest is assumed unless stated.",
      allowed: "1 to 6 (the subscription's quotaTiers resource names it)",
    }),
    grantedQuota: z
      .array(grantedQuota)
      .default([])
      .meta({ description: "Quota that Azure granted to the subscription beyond the default of its tier." }),
    declared: z
      .array(declaredModel)
      .default([])
      .meta({ description: "Model versions that are newer than the catalog, and fine-tuned models." }),
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
