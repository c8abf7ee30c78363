/**
 * Residency boundaries: which countries, data zones and AWS inference profiles count as inside.
 *
 * Documented choices (docs: https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en,
 * https://learn.microsoft.com/privacy/eudb/eu-data-boundary-learn):
 * - `eu` is the European Economic Area (the 27 members, Iceland, Liechtenstein, Norway), where the GDPR applies. The
 *   United Kingdom and Switzerland are third countries with an adequacy decision: a transfer there is lawful without
 *   further safeguards, but it is a transfer, so nothing is placed there. Choose `eu-adequate` to allow them.
 * - `eu` accepts the EU data zone for processing. Microsoft lets that zone follow its EU Data Boundary, which includes
 *   EFTA: some newer models may be processed in Switzerland North. `dataZoneTransfers` names such countries, so that a
 *   report can show them; `processing: region` excludes them.
 */
import type { DataZone } from "./regions";

export interface ResidencyBoundary {
  readonly title: string;
  /** ISO 3166-1 alpha-2 codes of the countries inside, or `any`. */
  readonly countries: readonly string[] | "any";
  /** Azure data zones in which prompts may be processed. */
  readonly dataZones: readonly DataZone[];
  /** Prefixes of AWS Bedrock inference profiles that stay inside. */
  readonly awsProfileGeographies: readonly string[];
  /** The cloud whose regions are meant. */
  readonly cloud: "AzureCloud" | "AzureUSGovernment";
  /** Countries outside `countries` in which a data zone of `dataZones` may still process. */
  readonly dataZoneTransfers?: readonly string[];
}

const eea = [
  ...[
    "AT",
    "BE",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "HU",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
  ],
  ...["MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO"],
] as const;

const asiaPacific = ["AU", "HK", "ID", "IN", "JP", "KR", "MY", "NZ", "SG", "TH", "TW"] as const;

function country(
  title: string,
  code: string,
  awsProfileGeographies: readonly string[] = [],
): ResidencyBoundary {
  return { title, countries: [code], dataZones: [], awsProfileGeographies, cloud: "AzureCloud" };
}

export const residencyBoundaries = {
  eu: {
    title: "European Economic Area (GDPR)",
    countries: eea,
    dataZones: ["EU"],
    awsProfileGeographies: ["eu"],
    cloud: "AzureCloud",
    dataZoneTransfers: ["CH"],
  },
  "eu-adequate": {
    title: "European Economic Area, Switzerland and the United Kingdom",
    countries: [...eea, "CH", "GB"],
    dataZones: ["EU"],
    awsProfileGeographies: ["eu"],
    cloud: "AzureCloud",
  },
  us: {
    title: "United States",
    countries: ["US"],
    dataZones: ["US"],
    awsProfileGeographies: ["us"],
    cloud: "AzureCloud",
  },
  "us-gov": {
    title: "United States, Azure Government",
    countries: ["US"],
    dataZones: ["USGov"],
    awsProfileGeographies: ["us-gov"],
    cloud: "AzureUSGovernment",
  },
  apac: {
    title: "Asia Pacific",
    countries: asiaPacific,
    dataZones: ["APAC"],
    awsProfileGeographies: ["apac", "jp", "au"],
    cloud: "AzureCloud",
  },
  uk: country("United Kingdom", "GB"),
  ch: country("Switzerland", "CH"),
  no: country("Norway", "NO"),
  de: country("Germany", "DE"),
  fr: country("France", "FR"),
  se: country("Sweden", "SE"),
  ca: country("Canada", "CA"),
  jp: country("Japan", "JP", ["jp"]),
  au: country("Australia", "AU", ["au"]),
  kr: country("Korea", "KR"),
  in: country("India", "IN"),
  br: country("Brazil", "BR"),
  za: country("South Africa", "ZA"),
  ae: country("United Arab Emirates", "AE"),
  global: {
    title: "Anywhere in the commercial cloud",
    countries: "any",
    dataZones: ["US", "EU", "APAC"],
    awsProfileGeographies: ["us", "eu", "apac", "jp", "au", "global"],
    cloud: "AzureCloud",
  },
} as const satisfies Record<string, ResidencyBoundary>;

export type BoundaryName = keyof typeof residencyBoundaries;

export const boundaryNames = Object.keys(residencyBoundaries) as readonly BoundaryName[];

/** The boundary of that name, or undefined: names come from stack files. */
export function findBoundary(name: string): ResidencyBoundary | undefined {
  return Object.hasOwn(residencyBoundaries, name) ? residencyBoundaries[name as BoundaryName] : undefined;
}

/** Whether a country (ISO 3166-1 alpha-2) lies inside a boundary. */
export function countryInBoundary(code: string, boundary: ResidencyBoundary): boolean {
  return boundary.countries === "any" || boundary.countries.includes(code);
}
