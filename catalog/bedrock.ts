/** Models, inference profiles and prices of Amazon Bedrock, the secondary cloud (bedrock.json). */
import file from "./bedrock.json";
import { overlayBedrockModels, profileDestinations } from "./bedrock-overlay";
import { findAwsRegion, findBoundary } from "./regions";
import { countryInBoundary } from "./residency";
import { unknown, type Price, type PriceClass, type TokenKind } from "./prices";
import type { BedrockFile } from "./schema";

const data = file as unknown as BedrockFile;

export interface BedrockModel {
  readonly modelId: string;
  readonly provider: string;
  /** Cross-region profiles, e.g. `eu.anthropic.claude-sonnet-5`. */
  readonly inferenceProfiles: readonly string[];
  /** Absent for a model that only an overlay knows. */
  readonly maxInputTokens?: number;
  readonly maxOutputTokens?: number;
  /** ISO day. */
  readonly deprecationDate?: string;
  /** `vendor` where AWS itself named the day to a refresh. @default a price list names it */
  readonly endOfLifeBasis?: "vendor";
  readonly prices: BedrockFile["models"][number]["prices"];
}

/** Models of bedrock.json with what the overlays say of them, and models that only the overlays know. */
export const bedrockModels: readonly BedrockModel[] = overlayBedrockModels(data.models);

/** The model by ID, or by the ID of one of its inference profiles. */
export function findBedrockModel(id: string): BedrockModel | undefined {
  return bedrockModels.find((model) => model.modelId === id || model.inferenceProfiles.includes(id));
}

/** The geography prefix of an inference profile: `eu` of `eu.anthropic.claude-sonnet-5`; undefined for a model ID. */
export function profileGeography(id: string): string | undefined {
  const model = findBedrockModel(id);
  return model && model.modelId !== id ? id.slice(0, -model.modelId.length - 1) : undefined;
}

/**
 * Whether a call of this model or inference profile from a region is processed inside a boundary. A model ID without a
 * profile is processed in the calling region. A profile goes by the regions that AWS listed for it, where a refresh asked, else
 * by the geography in its name. Undefined where the catalog knows the region, model or boundary not.
 */
export function isBedrockProcessingInBoundary(
  id: string,
  region: string,
  boundary: string,
): boolean | undefined {
  const inside = findBoundary(boundary);
  const from = findAwsRegion(region);
  if (!inside || !from || !findBedrockModel(id)) return undefined;
  const geography = profileGeography(id);
  if (geography === undefined) return countryInBoundary(from.country, inside);
  if (inside.countries === "any") return true;
  const countries = profileDestinations(id, region)?.map((name) => findAwsRegion(name)?.country);
  if (countries && !countries.includes(undefined))
    return countries.every((country) => country !== undefined && countryInBoundary(country, inside));
  return inside.awsProfileGeographies.includes(geography);
}

/** The inference profiles of a model that stay inside a boundary. */
export function profilesInBoundary(model: BedrockModel, boundary: string): readonly string[] {
  const inside = findBoundary(boundary);
  return model.inferenceProfiles.filter((profile) =>
    inside?.awsProfileGeographies.includes(profileGeography(profile) ?? ""),
  );
}

export interface BedrockPriceQuery {
  /** Model ID or inference profile. */
  readonly id: string;
  /** The calling region. */
  readonly region: string;
  readonly kind: TokenKind;
  /** @default "std" */
  readonly priceClass?: PriceClass;
  /** `mantle` is the endpoint that speaks OpenAI's protocol. @default "runtime" */
  readonly endpoint?: "runtime" | "mantle";
}

/** The price of a million tokens of a model or inference profile, called from a region. */
export function bedrockTokenPrice(query: BedrockPriceQuery): Price {
  const { id, region, kind, priceClass = "std", endpoint = "runtime" } = query;
  const model = findBedrockModel(id);
  if (!model) return unknown(`the catalog has no Bedrock model "${id}"`);
  const geography = profileGeography(id);
  // A price of GovCloud is never that of the commercial regions.
  const general = findAwsRegion(region)?.partition === "aws" ? ["inRegion"] : [];
  const scopes = geography === undefined ? [`inRegion@${region}`, ...general] : [geography];
  const suffix = endpoint === "mantle" ? ":mantle" : "";
  for (const scope of scopes) {
    const row = model.prices.find((candidate) => candidate.scopes.includes(`${scope}${suffix}`));
    const rate = row?.per1M[priceClass]?.[kind];
    if (rate === undefined) continue;
    const section = data.meta.sections["models"];
    return {
      kind: "known",
      low: rate,
      high: rate,
      currency: "USD",
      unit: "1M tokens",
      sources: [{ source: section?.source ?? "", asOf: section?.asOf }],
    };
  }
  return unknown(`no source prices ${kind} tokens (${priceClass}) of ${id} in ${region}`);
}
