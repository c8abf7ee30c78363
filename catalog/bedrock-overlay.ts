/** What `cornerstone catalog refresh` read from Amazon Bedrock, laid over bedrock.json: the newest overlay wins where it asked. */
import type { BedrockModel } from "./bedrock";
import { currentOverlays, type Overlay } from "./overlay";

/** Models with the lifecycle and the inference profiles that were read, and models that only the overlays know. */
export function overlayBedrockModels(
  models: readonly BedrockModel[],
  laid: readonly Overlay[] = currentOverlays,
): readonly BedrockModel[] {
  return laid.reduce((all, { bedrock }) => overlayOne(all, bedrock), models);
}

/** Whether a model, or the system profile of that ID, can be called from a region; `unknown` where nobody asked there. */
export function bedrockOffer(
  id: string,
  region: string,
  laid: readonly Overlay[] = currentOverlays,
): { readonly offer: "offered" | "notOffered" | "unknown"; readonly asOf?: string } {
  for (const { bedrock, asOf } of [...laid].reverse()) {
    if (!bedrock.regions.includes(region)) continue;
    const models = bedrock.models.filter((row) => row.region === region).map(({ modelId }) => modelId);
    const profiles = bedrock.profiles
      .filter((row) => row.region === region)
      .map(({ profileId }) => profileId);
    return { offer: [...models, ...profiles].includes(id) ? "offered" : "notOffered", asOf };
  }
  return { offer: "unknown" };
}

/** The AWS regions to which a profile may send what is called from a region; undefined where nobody asked. */
export function profileDestinations(
  profileId: string,
  region: string,
  laid: readonly Overlay[] = currentOverlays,
): readonly string[] | undefined {
  for (const { bedrock } of [...laid].reverse()) {
    const row = bedrock.profiles.find((each) => each.profileId === profileId && each.region === region);
    if (row) return row.destinations;
  }
  return undefined;
}

function overlayOne(models: readonly BedrockModel[], bedrock: Overlay["bedrock"]): readonly BedrockModel[] {
  const live = new Map<string, { readonly endOfLife?: string }>();
  for (const { modelId, endOfLife } of bedrock.models) {
    // The same model in another region: the first end counts, for callers of that region must have moved by then.
    const known = live.get(modelId)?.endOfLife;
    const end = known !== undefined && (endOfLife === undefined || known < endOfLife) ? known : endOfLife;
    live.set(modelId, end === undefined ? {} : { endOfLife: end });
  }
  const profiles = [...new Set(bedrock.profiles.map(({ profileId }) => profileId))];
  const known = new Set(models.map(({ modelId }) => modelId));
  const added = [...live.keys()].filter((modelId) => !known.has(modelId));
  return [...models, ...added.map(newModel)].map((model) => {
    const own = profiles.filter((id) => id.endsWith(`.${model.modelId}`));
    const endOfLife = live.get(model.modelId)?.endOfLife;
    return {
      ...model,
      inferenceProfiles: [...new Set([...model.inferenceProfiles, ...own])],
      ...(endOfLife === undefined ? {} : { deprecationDate: endOfLife, endOfLifeBasis: "vendor" as const }),
    };
  });
}

function newModel(modelId: string): BedrockModel {
  return { modelId, provider: modelId.split(".")[0] ?? "", inferenceProfiles: [], prices: [] };
}
