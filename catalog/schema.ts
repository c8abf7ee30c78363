/**
 * The shape of every catalog file, checked by a test and by `validateCatalog`. The queries import only the types from
 * here, so that nothing pays for zod at run time.
 */
import { z } from "zod";

const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "expected a date: YYYY, YYYY-MM or YYYY-MM-DD");
const isoDay = z.iso.date();
const optional = z.exactOptional;
const positive = z.number().positive();
const price = z.number().nonnegative();

/** Where a row comes from, when it differs from its section (`meta.sections`). */
const provenance = { source: optional(z.string()), asOf: optional(isoDate.nullable()) };

const meta = z.strictObject({
  schema: z.string(),
  asOf: optional(isoDate),
  generated: isoDay,
  azureAsOf: optional(isoDate),
  dataZoneAsOf: optional(isoDate),
  awsAsOf: optional(z.string()),
  package: optional(z.string()),
  licence: optional(z.string()),
  sources: z.array(z.string()),
  notes: z.array(z.string()),
  missing: optional(z.array(z.string())),
  sections: z.record(z.string(), z.strictObject({ source: z.string(), asOf: isoDate })),
});

const skuName = z.enum([
  "GlobalStandard",
  "DataZoneStandard",
  "Standard",
  "GlobalProvisionedManaged",
  "DataZoneProvisionedManaged",
  "ProvisionedManaged",
  "GlobalBatch",
  "DataZoneBatch",
  "DeveloperTier",
]);

const lifecycle = z.enum(["GA", "Preview", "Legacy", "Deprecated", "Retired"]);

const limits = z.partialRecord(
  z.enum([
    "contextWindow",
    "contextWindowStandardSku",
    "contextWindowProvisionedAndBatch",
    "maxInputTokens",
    "maxOutputTokens",
    "maxRequestCharacters",
    "outputDimensions",
  ]),
  z.number().int().positive(),
);

const modelVersion = z.strictObject({
  version: z.string().nullable(),
  lifecycle: optional(lifecycle),
  retirementDate: optional(isoDay.nullable()),
  retirementDateConflict: optional(isoDay),
  retirementDateLitellm: optional(isoDay),
  replacement: optional(z.array(z.string())),
  capabilities: z.array(z.string()),
  limits: optional(limits),
  limitsSource: optional(z.string()),
  /** SKU -> key of `regionSets`. */
  skus: z.partialRecord(skuName, z.string()),
  note: optional(z.string()),
  ...provenance,
});

export const modelsFile = z.strictObject({
  meta,
  skuNames: z.array(skuName),
  regionSets: z.record(z.string(), z.array(z.string()).min(1)),
  models: z.array(
    z.strictObject({
      name: z.string(),
      format: z.string(),
      publisherClass: z.string(),
      versions: z.array(modelVersion).min(1),
    }),
  ),
  fineTunedDeployments: z.array(
    z.strictObject({
      name: z.string(),
      version: z.string(),
      trainingRetirementNotBefore: isoDay,
      deploymentRetirement: isoDay,
    }),
  ),
  government: z.strictObject({
    asOf: isoDate,
    source: z.string(),
    cloud: z.literal("AzureUSGovernment"),
    models: z.array(
      z.strictObject({
        name: z.string(),
        version: z.string(),
        skus: z.partialRecord(skuName, z.array(z.string()).min(1)),
      }),
    ),
  }),
  partnerAnthropic: z.strictObject({
    asOf: isoDate,
    source: z.string(),
    format: z.string(),
    hosting: z.record(z.string(), z.string()),
    models: z.array(
      z.strictObject({ name: z.string(), version: z.string(), lifecycle, retirementDate: isoDay }),
    ),
  }),
});

const dataZone = z.enum(["US", "EU", "APAC"]);

export const regionsFile = z.strictObject({
  meta,
  azureDataZones: z.strictObject({
    US: z.array(z.string()),
    EU: z.array(z.string()),
    EUcoreAllModels: z.array(z.string()),
    APAC: z.array(z.string()),
  }),
  azure: z.array(
    z.strictObject({
      name: z.string(),
      displayName: z.string(),
      geography: z.string(),
      geographyGroup: z.string(),
      country: z.string().length(2),
      location: z.string(),
      paired: z.array(z.string()),
      zones: z.boolean(),
      category: z.string(),
      dataZone: dataZone.nullable(),
      foundryModels: z.number().int().nonnegative(),
    }),
  ),
  azureSovereign: z.array(
    z.strictObject({
      name: z.string(),
      displayName: z.string(),
      cloud: z.literal("AzureUSGovernment"),
      country: z.string().length(2),
      openAI: z.boolean(),
    }),
  ),
  awsProfileGeographies: z.record(z.string(), z.string()),
  awsBedrock: z.array(
    z.strictObject({
      name: z.string(),
      displayName: z.string(),
      partition: z.string(),
      country: z.string().length(2),
      profileGeo: z.string().nullable(),
      profileSubGeo: optional(z.string()),
    }),
  ),
});

const byTier = z.partialRecord(z.enum(["0", "1", "2", "3", "4", "5", "6"]), z.number().nonnegative());
const steps = z.strictObject({ min: z.number().int().positive(), increment: z.number().int().positive() });
const governmentQuota = z.array(
  z.strictObject({ model: z.string(), defaultTpm: positive, enterpriseTpm: positive }),
);
const batchQuota = z.array(
  z.strictObject({
    model: z.string(),
    enterprise: positive,
    default: positive,
    creditCard: positive,
    msdn: positive.nullable(),
    studentFree: positive.nullable(),
  }),
);

export const quotasFile = z.strictObject({
  meta,
  scopes: z.strictObject({
    subscriptionLevelSince: isoDay,
    subscriptionLevelModels: z.array(z.string()),
    subscriptionLevelRule: z.string(),
    otherwise: z.string(),
    tierApi: z.string(),
    tierUpgradePolicies: z.array(z.string()),
  }),
  accountLimits: z.strictObject({
    openAIResourcesPerRegionPerSubscription: z.int().positive(),
    foundryResourcesPerRegionPerSubscription: z.int().positive(),
    projectsPerResource: z.int().positive(),
    standardDeploymentsPerResource: z.int().positive(),
    deploymentsPerFoundryResource: z.int().positive(),
    fineTunedDeploymentsPerResource: z.int().positive(),
    maxPtuPerDeployment: z.int().positive(),
    customHeaders: z.int().positive(),
    usagesAccountCountExample: z.int().positive(),
  }),
  requestLimits: z.record(z.string(), positive),
  batchLimits: z.record(z.string(), positive),
  capacityUnits: z.strictObject({
    standardUnitTpm: positive,
    rpmPerUnitDefaultOlderChat: positive,
    exceptions: z.array(z.strictObject({ models: z.array(z.string()), rpm: positive, tpm: positive })),
    provisionedUnit: z.string(),
    note: z.string(),
  }),
  tiers: z.array(
    z.strictObject({
      model: z.string(),
      sku: skuName,
      versions: optional(z.array(z.string())),
      tpm: optional(byTier),
      rpm: byTier,
      rpmPer1000Tpm: optional(positive),
      rpmWindowSeconds: optional(positive),
      ...provenance,
    }),
  ),
  otherModels: z.strictObject({
    default: z.strictObject({ tpm: positive, rpm: positive, concurrent: positive }),
    named: z.array(
      z.strictObject({
        models: z.array(z.string()),
        tpm: optional(positive),
        rpm: z.union([positive, z.record(z.string(), positive)]),
        concurrent: optional(positive),
        capacityUnits: optional(positive),
      }),
    ),
  }),
  gptLiveConcurrentSessions: z.record(z.string(), positive),
  batchEnqueuedTokens: z.strictObject({ GlobalBatch: batchQuota, DataZoneBatch: batchQuota }),
  usageTierTokensPerMonth: z.record(z.string(), positive),
  ptu: z.strictObject({
    asOf: isoDate,
    formula: z.string(),
    longContextNotSupportedOver128k: z.array(z.string()),
    models: z.array(
      z.strictObject({
        model: z.string(),
        version: z.string().nullable(),
        globalDataZone: steps,
        regional: steps.nullable(),
        inputTpmPerPtu: positive,
        outputToInputRatio: optional(positive),
        cachedInputWeight: optional(z.number().nonnegative()),
        normalizedWeights: optional(z.record(z.string(), positive)),
        latencyTargetTps: optional(positive),
        image: optional(z.record(z.string(), positive)),
      }),
    ),
    fireworks: z.array(
      z.strictObject({ model: z.string(), globalUsDataZone: steps, inputTpmPerPtu: positive }),
    ),
  }),
  government: z.strictObject({
    asOf: isoDate,
    source: z.string(),
    DataZoneStandard: governmentQuota,
    Standard: governmentQuota,
  }),
});

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
const tokenPrice = z
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
  priceSources: z.array(z.url().or(z.string().min(1))),
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

export type SkuName = z.infer<typeof skuName>;
export type ModelsFile = z.infer<typeof modelsFile>;
export type RegionsFile = z.infer<typeof regionsFile>;
export type QuotasFile = z.infer<typeof quotasFile>;
export type PricesFile = z.infer<typeof pricesFile>;
export type BedrockFile = z.infer<typeof bedrockFile>;
