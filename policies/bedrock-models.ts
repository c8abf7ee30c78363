import { findBedrockModel, isBedrockProcessingInBoundary, profileGeography } from "../catalog/bedrock";
import { findBoundary } from "../catalog/residency";
import { parseArn } from "../catalog/arn";
import { regionOf } from "./aws-region";
import type { GraphReader, Subject } from "./rule";
import { aws } from "./types";

/** Where a resource of Bedrock names the model that it calls, by type. */
const modelPaths: readonly (readonly [type: string, path: string])[] = [
  [aws.inferenceProfile[0], "modelSource.copyFrom"],
  [aws.provisionedThroughput[0], "modelArn"],
  [aws.agent[0], "foundationModel"],
  [aws.knowledgeBase[0], "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration.embeddingModelArn"],
  [aws.customModel[0], "baseModelIdentifier"],
];

/** The types of resource that call a model. */
export const modelUsers: readonly string[] = modelPaths.map(([type]) => type);

/** A model or inference profile that a resource calls. */
export interface ModelReference {
  /** The property that names it. */
  readonly path: string;
  /** `anthropic.claude-sonnet-5`, or the ID of an inference profile: `eu.anthropic.claude-sonnet-5`. */
  readonly id: string;
  /** The region from which it is called; undefined where nothing tells. */
  readonly region: string | undefined;
}

/** The model that a resource calls; undefined where it names none. Follows an application inference profile to its source. */
export function modelReference(resource: Subject, graph: GraphReader): ModelReference | undefined {
  const path = modelPaths.find(([type]) => type === resource.type)?.[1];
  if (path === undefined) return undefined;
  const [reference] = graph.references(resource, path, aws.inferenceProfile);
  if (reference?.target && reference.target.urn !== resource.urn) {
    const source = modelReference(reference.target, graph);
    return source && { ...source, path };
  }
  const text = reference?.id;
  if (!text) return undefined;
  return { path, id: modelIdOf(text), region: parseArn(text)?.region || regionOf(resource, graph) };
}

/** Where a resource has prompts processed: the model that it calls, or the regions that a guardrail filters them in. */
export function processingReference(resource: Subject, graph: GraphReader): ModelReference | undefined {
  if (resource.type !== aws.guardrail[0]) return modelReference(resource, graph);
  const path = "crossRegionConfig.guardrailProfileIdentifier";
  const profile = graph.inputs(resource).string(path);
  return profile === undefined
    ? undefined
    : { path, id: modelIdOf(profile), region: parseArn(profile)?.region || regionOf(resource, graph) };
}

/** The ID of the model or inference profile that an ARN ends with; any other text is an ID itself. */
export function modelIdOf(text: string): string {
  const resource = parseArn(text)?.resource;
  return resource === undefined ? text : resource.slice(resource.indexOf("/") + 1);
}

/**
 * Whether a call of this model or inference profile from a region is processed inside a boundary; undefined where
 * nobody can tell. The geography of a profile is read from its name where the catalog does not know the model.
 */
export function isProcessedInside(
  id: string,
  region: string | undefined,
  boundary: string,
): boolean | undefined {
  const known = region && isBedrockProcessingInBoundary(id, region, boundary);
  if (known !== undefined && known !== "") return known;
  const inside = findBoundary(boundary);
  const geography = geographyOf(id);
  if (!inside) return undefined;
  if (inside.countries === "any") return true;
  return geography === undefined ? undefined : inside.awsProfileGeographies.includes(geography);
}

/** The geography inside which a cross-region inference profile processes: `eu` of `eu.anthropic.claude-sonnet-5`. */
export function geographyOf(id: string): string | undefined {
  return profileGeography(id) ?? /^(us-gov|us|eu|apac|jp|au|ca|global)\.[a-z0-9-]+\./.exec(id)?.[1];
}

/** The model behind a model ID or inference profile, where the catalog knows it. */
export const findModel = findBedrockModel;

/** Whether the stack calls models of Bedrock, or filters what is sent to them. */
export function usesBedrock(graph: GraphReader): boolean {
  return graph.all([...modelUsers, ...aws.guardrail]).length > 0;
}
