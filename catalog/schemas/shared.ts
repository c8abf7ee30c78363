/** What the schemas of the catalog files have in common. */
import { z } from "zod";

export const isoDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "expected a date: YYYY, YYYY-MM or YYYY-MM-DD");
export const isoDay = z.iso.date();
export const optional = z.exactOptional;
export const positive = z.number().positive();
export const price = z.number().nonnegative();

/** Where a row comes from, when it differs from its section (`meta.sections`). */
export const provenance = { source: optional(z.string()), asOf: optional(isoDate.nullable()) };

export const meta = z.strictObject({
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

export const skuName = z.enum([
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
