/** The shape of prices.json: prices of tokens, provisioned units and infrastructure meters. */
import { z } from "zod";
import { isoDate, isoDay, optional, positive, price, provenance, meta, skuName } from "./shared";

const tokenRates = z.partialRecord(
  z.enum([
    "input",
    "cachedInput",
    "cacheWrite",
    "output",
    "audioInput",
    "audioOutput",
    "audioCachedInput",
    "imageInput",
    "imageOutput",
    "imageCachedInput",
  ]),
  price,
);
export const tokenPrice = z
  .strictObject({
    std: optional(tokenRates),
    batch: optional(tokenRates),
    priority: optional(tokenRates),
    flex: optional(tokenRates),
    long272k: optional(tokenRates),
    long200k: optional(tokenRates),
    media: optional(tokenRates),
    perInputSecond: optional(price),
    perOutputSecond: optional(price),
    perVideoSecond: optional(price),
    perInputCharacter: optional(price),
    perImage: optional(price),
    perPage: optional(price),
    perQuery: optional(price),
  })
  .refine((prices) => Object.keys(prices).length > 0, "has no price");

const ptuRates = z.array(
  z.strictObject({ rate: positive, regions: z.array(z.string()).min(1), effectiveFrom: optional(isoDay) }),
);
const ptuPublisher = z.strictObject({
  GlobalProvisionedManaged: optional(z.strictObject({ all: positive })),
  DataZoneProvisionedManaged: optional(ptuRates),
  ProvisionedManaged: optional(ptuRates),
});

export const pricesFile = z.strictObject({
  meta,
  priceSources: z.array(z.url()),
  tokenPrices: z.array(
    z.strictObject({
      model: z.string(),
      version: optional(z.string()),
      versions: optional(z.array(z.string())),
      zone: z.enum(["global", "us", "eu", "apac", "us-gov"]),
      per1M: tokenPrice,
      /** Index into `priceSources`. */
      src: optional(z.int().nonnegative()),
      key: z.string(),
      ...provenance,
    }),
  ),
  ptu: z.strictObject({
    unit: z.literal("USD per PTU-hour"),
    asOf: isoDate,
    source: z.string(),
    OpenAI: ptuPublisher,
    DeepSeek: ptuPublisher,
    Meta: ptuPublisher,
    reservations: z.array(
      z.strictObject({
        sku: skuName,
        perPtuMonth: positive,
        perPtuYear: positive,
        region: z.string(),
        asOf: isoDay,
        source: z.string(),
      }),
    ),
    reservationsMissing: z.array(skuName),
  }),
  infrastructure: z.array(
    z.strictObject({
      service: z.string(),
      meter: z.string(),
      unit: z.string(),
      price,
      currency: z.enum(["USD", "CAD"]),
      region: z.string().nullable(),
      tiers: optional(z.array(z.tuple([z.number().nonnegative(), price])).min(1)),
      freeUnits: optional(positive),
      note: optional(z.string()),
      ...provenance,
    }),
  ),
});

export type PricesFile = z.infer<typeof pricesFile>;
