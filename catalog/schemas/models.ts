/** The shape of models.json: model versions with lifecycle, capabilities and regions by SKU. */
import { z } from "zod";
import { isoDate, isoDay, optional, provenance, meta, skuName } from "./shared";

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

export type ModelsFile = z.infer<typeof modelsFile>;
