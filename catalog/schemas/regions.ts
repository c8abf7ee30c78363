/** The shape of regions.json: Azure and AWS regions. */
import { z } from "zod";
import { optional, meta } from "./shared";

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
  /** Regions that are named as a pair only. */
  azureRestricted: z.array(z.string()),
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

export type RegionsFile = z.infer<typeof regionsFile>;
