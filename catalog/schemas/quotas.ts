/** The shape of quotas.json: quota tiers, limits, capacity units and provisioned throughput. */
import { z } from "zod";
import { isoDate, isoDay, optional, positive, provenance, meta, skuName } from "./shared";

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
      /** Tiers for which another page of the vendor gives no default limit. */
      tiersInDoubt: optional(z.array(z.string())),
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

export type QuotasFile = z.infer<typeof quotasFile>;
