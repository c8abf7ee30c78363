import type { Values } from "../../provider/core";
import type { AwsView } from "../behaviour";
import { profilesAt } from "../models";
import { partitionOf } from "../place";
import { scalarText } from "../text";
import { inferenceProfile } from "../types/bedrock";
import type { AwsFunction } from "./function";

/** The inference profiles of AWS itself, and those of the account. */
export const bedrockFunctions: Readonly<Record<string, AwsFunction>> = {
  "aws:bedrock/getInferenceProfile:getInferenceProfile": ({ inferenceProfileId: wanted }, aws) => {
    const found = profilesOf(aws).find(
      ({ inferenceProfileId, inferenceProfileArn }) =>
        inferenceProfileId === wanted || inferenceProfileArn === wanted,
    );
    if (!found) {
      throw new Error(`reading Bedrock Inference Profile (${scalarText(wanted)}): couldn't find resource`);
    }
    return { ...found, region: aws.place.region };
  },
  "aws:bedrock/getInferenceProfiles:getInferenceProfiles": ({ type }, aws) => ({
    inferenceProfileSummaries: profilesOf(aws).filter(
      (profile) => type === undefined || profile["type"] === type,
    ),
    region: aws.place.region,
    ...(type !== undefined && { type }),
  }),
};

function profilesOf(aws: AwsView): readonly Values[] {
  const { account, region } = aws.place;
  // The day on which AWS made a profile is in no catalog: it is that of the cloud.
  const since = new Date(aws.now()).toISOString().replace(/\.\d+Z$/, "Z");
  const ofAws = profilesAt(aws.place).map(({ id, arns }) => ({
    createdAt: since,
    description: `Routes requests to ${id}`,
    inferenceProfileArn: `arn:${partitionOf(region)}:bedrock:${region}:${account}:inference-profile/${id}`,
    inferenceProfileId: id,
    inferenceProfileName: id,
    models: arns.map((modelArn) => ({ modelArn })),
    status: "ACTIVE",
    type: "SYSTEM_DEFINED",
    updatedAt: since,
  }));
  const own = aws.all(inferenceProfile).map(({ id, attributes }) => ({
    ...attributes,
    inferenceProfileArn: id,
    inferenceProfileId: id.slice(id.lastIndexOf("/") + 1),
    inferenceProfileName: attributes["name"],
  }));
  return [...ofAws, ...own];
}
