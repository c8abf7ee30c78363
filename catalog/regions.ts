/** Azure and AWS regions with their geography, data zone, pairs and availability zones (regions.json). */
import file from "./regions.json";
import { countryInBoundary, findBoundary, residencyBoundaries, type BoundaryName } from "./residency";
import type { RegionsFile } from "./schema";

export { boundaryNames, findBoundary, residencyBoundaries } from "./residency";
export type { BoundaryName, ResidencyBoundary } from "./residency";

/**
 * The zone inside which a DataZone deployment may be processed.
 * https://learn.microsoft.com/azure/foundry/foundry-models/concepts/deployment-types
 */
export type DataZone = "US" | "EU" | "APAC" | "USGov";

export interface Region {
  /** The name in ARM: `swedencentral`. */
  readonly name: string;
  readonly displayName: string;
  readonly cloud: "AzureCloud" | "AzureUSGovernment";
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly geography: string;
  readonly geographyGroup: string;
  /** Where data centres stand; a city, state or province. */
  readonly location: string;
  /** Paired regions, for geo-redundant services; empty where Azure pairs none. */
  readonly paired: readonly string[];
  /** Whether the region has availability zones; undefined where the catalog does not know. */
  readonly zones: boolean | undefined;
  /** Undefined where no data zone deployment can be hosted. */
  readonly dataZone: DataZone | undefined;
  /** Number of model versions whose region tables name this region; 0 says that no table does. */
  readonly modelCount: number;
}

export interface AwsRegion {
  readonly name: string;
  readonly displayName: string;
  readonly partition: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Prefixes of the inference profiles that the region belongs to, widest first: `["apac", "jp"]`. */
  readonly profileGeographies: readonly string[];
}

const data = file as unknown as RegionsFile;

/** Every Azure region of the catalog. */
export const regions: readonly Region[] = [
  ...data.azure.map((row) => ({
    name: row.name,
    displayName: row.displayName,
    cloud: "AzureCloud" as const,
    country: row.country,
    geography: row.geography,
    geographyGroup: row.geographyGroup,
    location: row.location,
    paired: row.paired,
    zones: row.zones,
    dataZone: row.dataZone ?? undefined,
    modelCount: row.foundryModels,
  })),
  ...data.azureSovereign.map(({ openAI, ...row }) => ({
    ...row,
    geography: "United States",
    geographyGroup: "US",
    location: row.displayName,
    paired: [],
    zones: undefined,
    dataZone: openAI ? ("USGov" as const) : undefined,
    modelCount: 0,
  })),
];

/** AWS regions with a Bedrock endpoint. */
export const awsRegions: readonly AwsRegion[] = data.awsBedrock.map(
  ({ profileGeo, profileSubGeo, ...row }) => ({
    ...row,
    profileGeographies: [profileGeo, profileSubGeo].filter((geography) => typeof geography === "string"),
  }),
);

const byName = new Map(regions.map((region) => [region.name, region]));
const awsByName = new Map(awsRegions.map((region) => [region.name, region]));

/** The name that ARM writes: `Sweden Central` and `SwedenCentral` become `swedencentral`. */
export function normalizeRegion(name: string): string {
  return name.replace(/\s/g, "").toLowerCase();
}

/** The region by ARM or display name; undefined is unknown to the catalog, not unavailable. */
export function findRegion(name: string): Region | undefined {
  return byName.get(normalizeRegion(name));
}

export function findAwsRegion(name: string): AwsRegion | undefined {
  return awsByName.get(name);
}

/** Azure regions whose country lies inside the boundary; throws on an unknown boundary. */
export function regionsInBoundary(boundary: BoundaryName): readonly Region[] {
  const inside = residencyBoundaries[boundary];
  return regions.filter(
    (region) => region.cloud === inside.cloud && countryInBoundary(region.country, inside),
  );
}

/** AWS regions whose country lies inside the boundary. GovCloud only counts for `us-gov`. */
export function awsRegionsInBoundary(boundary: BoundaryName): readonly AwsRegion[] {
  const inside = residencyBoundaries[boundary];
  const partitions = inside.cloud === "AzureUSGovernment" ? ["aws-us-gov"] : ["aws", "aws-eusc"];
  return awsRegions.filter(
    (region) => partitions.includes(region.partition) && countryInBoundary(region.country, inside),
  );
}

/** Whether a region lies inside a boundary; undefined when the catalog knows the region or the boundary not. */
export function isRegionInBoundary(region: string, boundary: string): boolean | undefined {
  const found = findRegion(region);
  const inside = findBoundary(boundary);
  if (!found || !inside) return undefined;
  return found.cloud === inside.cloud && countryInBoundary(found.country, inside);
}

/** Whether an AWS region lies inside a boundary; undefined when the catalog knows the region or the boundary not. */
export function isAwsRegionInBoundary(region: string, boundary: string): boolean | undefined {
  if (!findAwsRegion(region) || !findBoundary(boundary)) return undefined;
  return awsRegionsInBoundary(boundary as BoundaryName).some(({ name }) => name === region);
}

/** Azure regions that host data zone deployments of a zone. */
export function regionsInDataZone(zone: DataZone): readonly Region[] {
  return regions.filter((region) => region.dataZone === zone);
}
