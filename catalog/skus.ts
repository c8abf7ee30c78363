/**
 * Deployment SKUs of Azure OpenAI: where each processes prompts, and what a unit of capacity is.
 * Source: https://learn.microsoft.com/azure/foundry/foundry-models/concepts/deployment-types (page of 2026-08-12).
 */
import { findBoundary, findRegion, isRegionInBoundary, regions, type DataZone } from "./regions";
import type { SkuName } from "./schema";

export type { SkuName } from "./schema";

/** The widest geography in which a deployment may process prompts, from narrow to wide. */
export const processingScopes = ["region", "dataZone", "global"] as const;
export type ProcessingScope = (typeof processingScopes)[number];

export interface DeploymentSku {
  readonly name: SkuName;
  readonly processing: ProcessingScope;
  /** `tpm`: thousands of tokens a minute; `ptu`: provisioned throughput units; `enqueuedTokens`: batch queue. */
  readonly capacityUnit: "tpm" | "ptu" | "enqueuedTokens";
  readonly provisioned: boolean;
  readonly batch: boolean;
  /** For fine-tuned models only. */
  readonly fineTunedOnly: boolean;
}

function sku(
  name: SkuName,
  processing: ProcessingScope,
  capacityUnit: DeploymentSku["capacityUnit"],
): DeploymentSku {
  return {
    name,
    processing,
    capacityUnit,
    provisioned: capacityUnit === "ptu",
    batch: capacityUnit === "enqueuedTokens",
    fineTunedOnly: name === "DeveloperTier",
  };
}

/** Every SKU, in the order in which alternatives are proposed. */
export const skus: Readonly<Record<SkuName, DeploymentSku>> = {
  GlobalStandard: sku("GlobalStandard", "global", "tpm"),
  DataZoneStandard: sku("DataZoneStandard", "dataZone", "tpm"),
  Standard: sku("Standard", "region", "tpm"),
  GlobalProvisionedManaged: sku("GlobalProvisionedManaged", "global", "ptu"),
  DataZoneProvisionedManaged: sku("DataZoneProvisionedManaged", "dataZone", "ptu"),
  ProvisionedManaged: sku("ProvisionedManaged", "region", "ptu"),
  GlobalBatch: sku("GlobalBatch", "global", "enqueuedTokens"),
  DataZoneBatch: sku("DataZoneBatch", "dataZone", "enqueuedTokens"),
  // Evaluation of fine-tuned models; the documentation gives no residency guarantee.
  DeveloperTier: sku("DeveloperTier", "global", "tpm"),
};

export const skuNames = Object.keys(skus) as readonly SkuName[];

/** ARM answers SKU names in changing case; the catalog's spelling, or undefined for a SKU that it does not know. */
export function findSku(name: string): DeploymentSku | undefined {
  const lower = name.toLowerCase();
  return Object.values(skus).find((candidate) => candidate.name.toLowerCase() === lower);
}

/**
 * Where a deployment processes prompts. Data at rest stays in the account's geography for every SKU. A regional SKU
 * processes in its region, and for operational purposes in other regions of the same Azure geography (one country, save
 * for "Europe", which is Ireland and the Netherlands, and "Asia Pacific", which is Hong Kong and Singapore).
 */
export type ProcessingGeography =
  | { readonly scope: "region"; readonly region: string; readonly geography: string }
  | { readonly scope: "dataZone"; readonly dataZone: DataZone }
  | { readonly scope: "global" }
  | { readonly scope: "unknown"; readonly reason: string };

/** The geography in which a deployment of this SKU, in an account of this region, processes prompts. */
export function processingGeography(sku: string, region: string): ProcessingGeography {
  const known = findSku(sku);
  if (!known) return { scope: "unknown", reason: `the catalog does not know the SKU "${sku}"` };
  if (known.processing === "global") return { scope: "global" };
  const place = findRegion(region);
  if (!place) return { scope: "unknown", reason: `the catalog does not know the region "${region}"` };
  if (known.processing === "region")
    return { scope: "region", region: place.name, geography: place.geography };
  if (place.dataZone) return { scope: "dataZone", dataZone: place.dataZone };
  return { scope: "unknown", reason: `${place.name} belongs to no data zone that the catalog knows` };
}

/** Whether a processing geography stays inside a boundary; undefined where that is unknown. */
export function isProcessingInBoundary(
  geography: ProcessingGeography,
  boundary: string,
): boolean | undefined {
  const inside = findBoundary(boundary);
  if (!inside) return undefined;
  switch (geography.scope) {
    case "unknown":
      return undefined;
    case "global":
      return inside.countries === "any";
    case "dataZone":
      return inside.dataZones.includes(geography.dataZone);
    case "region":
      return (
        regions
          .filter((region) => region.geography === geography.geography && region.cloud === inside.cloud)
          .every((region) => isRegionInBoundary(region.name, boundary)) &&
        isRegionInBoundary(geography.region, boundary)
      );
  }
}

/** Whether a SKU processes no wider than a stack allows. */
export function isWithinScope(sku: DeploymentSku, widest: ProcessingScope): boolean {
  return processingScopes.indexOf(sku.processing) <= processingScopes.indexOf(widest);
}
