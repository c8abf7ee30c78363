import {
  ListFoundationModelsCommand,
  paginateListInferenceProfiles,
  type BedrockClient,
  type FoundationModelSummary,
} from "@aws-sdk/client-bedrock";
import type { Overlay } from "../../../catalog/overlay";
import { readAll, type Unverified } from "./read";

export interface BedrockFacts {
  readonly bedrock: Overlay["bedrock"];
  readonly unverified: readonly Unverified[];
}

/** Asks Bedrock for the models and the cross-region inference profiles of each region. */
export async function readBedrock(
  clientOf: (region: string) => BedrockClient,
  regions: readonly string[],
): Promise<BedrockFacts> {
  const bedrock: Overlay["bedrock"] = { regions: [], models: [], profiles: [] };
  const unverified: Unverified[] = [];
  for (const region of regions) {
    const client = clientOf(region);
    const models = await readAll(`Bedrock models in ${region}`, () => foundationModels(client));
    const profiles = await readAll(`Bedrock inference profiles in ${region}`, async function* () {
      for await (const page of paginateListInferenceProfiles({ client }, { typeEquals: "SYSTEM_DEFINED" }))
        yield* page.inferenceProfileSummaries ?? [];
    });
    unverified.push(...models.unverified, ...profiles.unverified);
    if (models.unverified.length === 0) bedrock.regions.push(region);
    for (const { modelId = "", modelLifecycle } of models.rows) {
      const end = modelLifecycle?.endOfLifeTime;
      bedrock.models.push({
        ...{ region, modelId, status: modelLifecycle?.status ?? "" },
        ...(end && { endOfLife: end.toISOString().slice(0, 10) }),
      });
    }
    for (const { inferenceProfileId = "", models: targets = [] } of profiles.rows) {
      // arn:aws:bedrock:REGION::foundation-model/ID
      const destinations = targets.flatMap(({ modelArn }) => modelArn?.split(":")[3] ?? []);
      bedrock.profiles.push({
        region,
        profileId: inferenceProfileId,
        destinations: [...new Set(destinations)].sort(),
      });
    }
  }
  return { bedrock, unverified };
}

async function* foundationModels(client: BedrockClient): AsyncGenerator<FoundationModelSummary> {
  const { modelSummaries = [] } = await client.send(new ListFoundationModelsCommand({}));
  yield* modelSummaries;
}
