/** The shape of bedrock.json: models, inference profiles and prices of Amazon Bedrock. */
import { z } from "zod";
import { tokenPrice } from "./prices";
import { isoDay, optional, positive, provenance, meta } from "./shared";

export const bedrockFile = z.strictObject({
  meta,
  openaiFacts: z.record(
    z.string(),
    z.strictObject({
      launch: optional(isoDay),
      eolNoSoonerThan: optional(isoDay),
      contextWindow: optional(positive),
      maxOutput: optional(positive),
      endpoints: optional(z.array(z.string())),
      runtimeApis: optional(z.array(z.string())),
      mantleRegions: optional(z.array(z.string())),
      mantleRegionExample: optional(z.string()),
      profiles: optional(z.array(z.string())),
      source: z.string(),
    }),
  ),
  models: z.array(
    z.strictObject({
      modelId: z.string(),
      provider: z.string(),
      inferenceProfiles: z.array(z.string()),
      mantle: optional(z.boolean()),
      maxInputTokens: z.int().positive(),
      maxOutputTokens: optional(z.int().positive()),
      deprecationDate: optional(isoDay),
      /** Regions with a price of their own; not the list of regions that offer the model. */
      pricedRegions: optional(z.array(z.string())),
      prices: z.array(z.strictObject({ scopes: z.array(z.string()).min(1), per1M: tokenPrice })).min(1),
      ...provenance,
    }),
  ),
});

export type BedrockFile = z.infer<typeof bedrockFile>;
