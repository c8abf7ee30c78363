import {
  bedrockModels,
  findBedrockModel,
  isBedrockProcessingInBoundary,
  profileGeography,
  profilesInBoundary,
  type BedrockModel,
} from "../../../../catalog/bedrock";
import { findAwsRegion } from "../../../../catalog/regions";
import { processingScopes } from "../../../../catalog/skus";
import { nearest } from "../../nearest";
import type { Draft } from "../../draft";
import type { Path } from "../../path";
import type { AwsStackConfig } from "../../schema";
import { elements, type Check, type CheckFinding } from "../check";

type ModelConfig = AwsStackConfig["aws"]["models"][number];

/** Each model lives, is called from the stack's region, and is processed inside the residency setting. */
export const checkModels: Check<AwsStackConfig> = (config, { on }) =>
  elements(config.aws?.models, ["aws", "models"]).flatMap(({ value, path }) => {
    if (value.profile === undefined) return [];
    const at = [...path, "profile"];
    const model = findBedrockModel(value.profile);
    if (!model) return [unknownModel(value.profile, at)];
    return [
      ...processedElsewhere(value.profile, model, at, config),
      ...retired(model, at, config, on),
      ...provisionedAcrossRegions(value, model, path),
    ];
  });

function unknownModel(profile: string, path: Path): CheckFinding {
  const ids = bedrockModels.flatMap(({ modelId, inferenceProfiles }) => [modelId, ...inferenceProfiles]);
  const meant = nearest(profile, ids);
  return {
    path,
    message: `the catalog knows no model or inference profile "${profile}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    allowed: "an ID of catalog/bedrock.json",
    fix:
      meant === undefined ? "choose one of the catalog, or add it there with its source" : `write "${meant}"`,
  };
}

function processedElsewhere(
  profile: string,
  model: BedrockModel,
  path: Path,
  { environment, residency }: Draft<AwsStackConfig>,
): readonly CheckFinding[] {
  const region = environment?.region;
  const { boundary, processing } = residency ?? {};
  if (region === undefined || boundary === undefined || processing === undefined) return [];
  const passing = [
    ...profilesInBoundary(model, boundary).filter((id) => isCallable(id, region)),
    ...(model.inferenceProfiles.length === 0 ? [model.modelId] : []),
  ].filter((id) => processingScopes.indexOf(scopeOf(id)) <= processingScopes.indexOf(processing));
  const finding = (message: string): CheckFinding => ({
    path,
    message,
    allowed: passing.join(", ") || `no profile of ${model.modelId}`,
    fix:
      passing[0] === undefined
        ? `choose a model of another family: ${alternatives(boundary, region).join(", ") || "none stays inside"}`
        : `write "${passing[0]}"`,
  });
  if (isBedrockProcessingInBoundary(profile, region, boundary) === false) {
    const geographies = model.inferenceProfiles.map((id) => `${profileGeography(id) ?? ""}.`).sort();
    const none =
      profilesInBoundary(model, boundary).length === 0
        ? ` (the model has ${geographies.join(", ") || "no profile"}, none of which stays inside)`
        : "";
    return [
      finding(`prompts to "${profile}" are processed outside the residency boundary "${boundary}"${none}`),
    ];
  }
  if (!isCallable(profile, region)) return [finding(`"${profile}" cannot be called from ${region}`)];
  const scope = scopeOf(profile);
  if (processingScopes.indexOf(scope) <= processingScopes.indexOf(processing)) return [];
  return [
    finding(
      `"${profile}" processes in ${scope === "global" ? "any region" : "every region of its geography"}, and ` +
        `residency.processing is "${processing}"`,
    ),
  ];
}

/** The processing scope of an ID, in the words of `residency.processing`. */
function scopeOf(id: string): (typeof processingScopes)[number] {
  const geography = profileGeography(id);
  if (geography === undefined) return "region";
  return geography === "global" ? "global" : "dataZone";
}

/** A profile of a geography is called from its own regions only. */
function isCallable(id: string, region: string): boolean {
  const geography = profileGeography(id);
  if (geography === undefined || geography === "global") return true;
  return findAwsRegion(region)?.profileGeographies.includes(geography) ?? true;
}

/** Profiles of other families that stay inside, those of the largest context first, for a reader who has to choose again. */
function alternatives(boundary: string, region: string): readonly string[] {
  return bedrockModels
    .filter(({ deprecationDate }) => deprecationDate === undefined)
    .sort((a, b) => (b.maxInputTokens ?? 0) - (a.maxInputTokens ?? 0))
    .flatMap((model) => profilesInBoundary(model, boundary))
    .filter((id) => isCallable(id, region))
    .slice(0, 3);
}

function retired(
  { modelId, deprecationDate }: BedrockModel,
  path: Path,
  { operations }: Draft<AwsStackConfig>,
  on: Date,
): readonly CheckFinding[] {
  if (deprecationDate === undefined) return [];
  const days = Math.floor((Date.parse(deprecationDate) - on.getTime()) / 86_400_000);
  const notice = operations?.retirementNoticeDays ?? 0;
  if (days >= notice) return [];
  return [
    {
      path,
      message: `${modelId} ${days < 0 ? "has been retired since" : "retires on"} ${deprecationDate}${days < 0 ? "" : `, in ${days} days`}`,
      allowed: `models that live for ${notice} days or longer`,
      fix: "choose a newer model",
    },
  ];
}

function provisionedAcrossRegions(
  { provisionedUnits, profile = "" }: Draft<ModelConfig>,
  { modelId }: BedrockModel,
  path: Path,
): readonly CheckFinding[] {
  if (provisionedUnits === undefined || profile === modelId) return [];
  return [
    {
      path: [...path, "provisionedUnits"],
      message: "provisioned throughput is of one region, and the profile spreads calls over several",
      allowed: "provisionedUnits with a model ID",
      fix: `write profile "${modelId}", or remove provisionedUnits`,
    },
  ];
}
