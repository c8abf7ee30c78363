import { findBoundary } from "../catalog/residency";
import { awsRegionsInBoundary, boundaryNames, findAwsRegion, type BoundaryName } from "../catalog/regions";
import { parseArn } from "../catalog/arn";
import type { Declaration, GraphReader, Subject } from "./rule";
import { awsProviderType } from "./types";

/**
 * The region in which a resource of AWS stands: its own `region`, else that of its ARN, else that of its provider.
 * Undefined where none of them tells.
 */
export function regionOf(resource: Subject, graph: GraphReader): string | undefined {
  const own = graph.inputs(resource).string("region");
  if (own !== undefined) return own;
  const outputs = graph.outputs(resource);
  const arn = outputs.has("arn") ? parseArn(outputs.string("arn") ?? "")?.region : undefined;
  if (arn) return arn;
  const provider = graph
    .all([awsProviderType])
    .find(({ urn }) => resource.provider?.startsWith(`${urn}::`) === true);
  return provider && graph.inputs(provider).string("region");
}

/** Why a region of AWS is not where the stack may place data; undefined where it is. */
export function regionProblem(region: string, { residency }: Declaration): RegionProblem | undefined {
  // What the stack allows of Azure says nothing of AWS.
  const allowed = residency.allowedRegions.filter((name) => findAwsRegion(name) !== undefined);
  if (allowed.length > 0 && !allowed.includes(region))
    return { certain: true, text: `must be one of ${allowed.join(", ")}` };
  const { boundary } = residency;
  if (!isBoundary(boundary)) return { certain: false, text: `the boundary "${boundary}" is not known` };
  // The catalog lists the regions of Bedrock; a boundary of the whole world needs no list.
  if (findBoundary(boundary)?.countries === "any") return undefined;
  if (findAwsRegion(region) === undefined)
    return { certain: false, text: `the catalog does not know the region "${region}"` };
  return awsRegionsInBoundary(boundary).some(({ name }) => name === region)
    ? undefined
    : { certain: true, text: `outside of the boundary "${boundary}"` };
}

/** `certain` is false where the catalog cannot tell. */
export interface RegionProblem {
  readonly certain: boolean;
  readonly text: string;
}

function isBoundary(name: string): name is BoundaryName {
  return (boundaryNames as readonly string[]).includes(name);
}
