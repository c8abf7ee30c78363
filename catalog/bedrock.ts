/** Models, inference profiles and prices of Amazon Bedrock, the secondary cloud (bedrock.json). */
import file from "./bedrock.json";
import { findAwsRegion, findBoundary } from "./regions";
import { countryInBoundary } from "./residency";
import type { BedrockFile } from "./schema";

const data = file as unknown as BedrockFile;

export interface BedrockModel {
  readonly modelId: string;
  readonly provider: string;
  /** Cross-region profiles, e.g. `eu.anthropic.claude-sonnet-5`. */
  readonly inferenceProfiles: readonly string[];
  readonly maxInputTokens: number;
  readonly maxOutputTokens?: number;
  /** ISO day. */
  readonly deprecationDate?: string;
  readonly prices: BedrockFile["models"][number]["prices"];
}

export const bedrockModels: readonly BedrockModel[] = data.models;

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
 * profile is processed in the calling region. Undefined where the catalog knows the region, model or boundary not.
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
  return inside.countries === "any" || inside.awsProfileGeographies.includes(geography);
}

/** The inference profiles of a model that stay inside a boundary. */
export function profilesInBoundary(model: BedrockModel, boundary: string): readonly string[] {
  const inside = findBoundary(boundary);
  return model.inferenceProfiles.filter((profile) =>
    inside?.awsProfileGeographies.includes(profileGeography(profile) ?? ""),
  );
}
