import { bedrockModels, findBedrockModel, profileGeography } from "../../catalog/bedrock";
import { awsRegions, findAwsRegion, residencyBoundaries } from "../../catalog/regions";
import { countryInBoundary } from "../../catalog/residency";
import { parseArn } from "../../catalog/arn";
import { type Place, partitionOf } from "./place";

/** Why a model cannot be used: the service's answer. */
export interface Unavailable {
  readonly reason: string;
}

/** The ARNs of the models behind a model or inference profile, one for each region that may answer. */
export interface AvailableModel {
  readonly arns: readonly string[];
}

/**
 * Looks up what an ARN or an ID names, called from a place, in the catalog: a foundation model, or one of the inference
 * profiles that AWS defines.
 */
export function modelAt(identifier: string, place: Place): AvailableModel | Unavailable {
  const arn = parseArn(identifier);
  const [kind, ...rest] = arn ? arn.resource.split("/") : ["", identifier];
  const id = rest.join("/");
  if (arn && (arn.service !== "bedrock" || (kind !== "foundation-model" && kind !== "inference-profile"))) {
    return invalid;
  }
  // A foundation model belongs to nobody; a profile is seen as the caller's own.
  if (
    arn &&
    (arn.region !== place.region || arn.account !== (kind === "inference-profile" ? place.account : ""))
  ) {
    return invalid;
  }
  const model = findBedrockModel(id);
  const home = findAwsRegion(place.region);
  if (!model || !home) return invalid;
  const geography = profileGeography(id);
  if (geography === undefined) {
    if (kind === "inference-profile") return invalid;
    if (!isServedIn(model.modelId, place.region)) return notHere(id, place.region);
    return { arns: [modelArn(place.region, model.modelId)] };
  }
  if (kind === "foundation-model") return invalid;
  if (geography === "global") {
    const partition = partitionOf(place.region);
    return {
      arns: [
        modelArn(place.region, model.modelId),
        `arn:${partition}:bedrock:::foundation-model/${model.modelId}`,
      ],
    };
  }
  if (!home.profileGeographies.includes(geography)) return notHere(id, place.region);
  return {
    arns: awsRegions
      .filter(
        ({ name, country, profileGeographies, partition }) =>
          profileGeographies.includes(geography) &&
          partition === home.partition &&
          // London and Zurich call `eu.` profiles, and take calls of nobody but themselves.
          (geography !== "eu" || name === place.region || countryInBoundary(country, residencyBoundaries.eu)),
      )
      .map(({ name }) => modelArn(name, model.modelId)),
  };
}

export function isUnavailable(found: AvailableModel | Unavailable): found is Unavailable {
  return "reason" in found;
}

/** The inference profiles of AWS itself that can be called from a region, by ID. */
export function profilesAt(
  place: Place,
): readonly { readonly id: string; readonly arns: readonly string[] }[] {
  return bedrockModels
    .flatMap(({ inferenceProfiles }) => inferenceProfiles)
    .flatMap((id) => {
      const found = modelAt(id, place);
      return isUnavailable(found) ? [] : [{ id, arns: found.arns }];
    });
}

/** The catalog knows where a model is priced outside of profiles; one without such a price is called by profile alone. */
function isServedIn(modelId: string, region: string): boolean {
  const scopes = findBedrockModel(modelId)?.prices.flatMap((price) => price.scopes) ?? [];
  const commercial = findAwsRegion(region)?.partition === "aws";
  return scopes.some(
    (scope) =>
      scope.startsWith(`inRegion@${region}`) ||
      (commercial && (scope === "inRegion" || scope === "inRegion:mantle")),
  );
}

function modelArn(region: string, modelId: string): string {
  return `arn:${partitionOf(region)}:bedrock:${region}::foundation-model/${modelId}`;
}

/** Text: langgenius/dify-official-plugins#2948, aws-samples/amazon-bedrock-workshop#315. */
const invalid: Unavailable = { reason: "The provided model identifier is invalid." };

function notHere(id: string, region: string): Unavailable {
  return { reason: `The model or inference profile ${id} is not available in ${region}.` };
}
