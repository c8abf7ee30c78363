/** The shape of an overlay: what a refresh read from the live sources on one day. */
import { z } from "zod";
import { isoDay, optional, positive, price, skuName } from "./shared";

const tokenKind = z.enum(["input", "cachedInput", "output"]);

export const overlayFile = z.strictObject({
  schema: z.literal("catalog-overlay/1"),
  asOf: isoDay,
  /** Azure regions whose model list was read to its end; for them the list is complete. */
  modelRegions: z.array(z.string()),
  models: z.array(
    z.strictObject({
      name: z.string().min(1),
      version: z.string().min(1),
      format: z.string().min(1),
      stage: optional(z.enum(["GA", "Preview", "Legacy", "Deprecated", "Retired"])),
      retirementDate: optional(isoDay),
      /** `gpt-5.1 (2025-11-13)` */
      replacement: optional(z.string()),
      /** SKU -> regions of `modelRegions` that offer it. */
      skus: z.partialRecord(skuName, z.array(z.string()).min(1)),
    }),
  ),
  /** USD for a million tokens, by the meter that Azure names for a model's SKU. */
  tokenPrices: z.array(
    z.strictObject({
      ...{ model: z.string(), version: z.string(), sku: skuName, region: z.string(), kind: tokenKind },
      per1M: price,
      meterId: z.string(),
    }),
  ),
  /** USD for a provisioned unit and hour; region `Global` holds everywhere. */
  provisionedPrices: z.array(z.strictObject({ sku: skuName, region: z.string(), rate: positive })),
  meters: z.array(
    z.strictObject({
      ...{ service: z.string(), meter: z.string(), region: z.string(), unit: z.string(), price },
      freeUnits: z.number().nonnegative(),
      tiers: z.array(z.tuple([z.number().nonnegative(), price])),
    }),
  ),
  /** Limits and use of the subscription that was asked. */
  quota: z.array(
    z.strictObject({
      region: z.string(),
      usageName: z.string(),
      limit: z.number().nonnegative(),
      used: z.number().nonnegative(),
    }),
  ),
  /** Units that could be deployed on that day, of the models that the stack files name. Quota alone does not say it. */
  capacities: optional(
    z.array(
      z.strictObject({
        ...{ model: z.string(), version: z.string(), sku: skuName, region: z.string() },
        available: z.number().nonnegative(),
      }),
    ),
  ),
  quotaTier: optional(z.int().min(0).max(6)),
  bedrock: z.strictObject({
    regions: z.array(z.string()),
    models: z.array(
      z.strictObject({
        region: z.string(),
        modelId: z.string(),
        status: z.string(),
        endOfLife: optional(isoDay),
      }),
    ),
    profiles: z.array(
      z.strictObject({ region: z.string(), profileId: z.string(), destinations: z.array(z.string()) }),
    ),
  }),
  /** What was asked and not answered, e.g. for lack of a permission. */
  unverified: z.array(z.strictObject({ what: z.string(), reason: z.string() })),
});

export type Overlay = z.infer<typeof overlayFile>;
