/** Where a deployment stands and where it processes prompts. */
import {
  findBoundary,
  findRegion,
  isRegionInBoundary,
  normalizeRegion,
  regions,
  regionsInBoundary,
  type BoundaryName,
} from "../regions";
import {
  isProcessingInBoundary,
  isWithinScope,
  processingGeography,
  skuNames,
  skus,
  type DeploymentSku,
} from "../skus";
import { nearest, notVerified, problem } from "./finding";
import type { DeploymentRequest, Findings } from "./types";

/** Regions in which the request may place a deployment. */
export function placeableRegions(request: DeploymentRequest): readonly string[] {
  if (!findBoundary(request.boundary)) return [];
  const inside = regionsInBoundary(request.boundary as BoundaryName).map(({ name }) => name);
  const allowed = request.allowedRegions?.map(normalizeRegion);
  return allowed ? inside.filter((region) => allowed.includes(region)) : inside;
}

export function placement(request: DeploymentRequest): Partial<Findings> {
  const { region, boundary } = request;
  const allowed = placeableRegions(request);
  if (!findRegion(region)) {
    const names = nearest(
      region,
      regions.map(({ name }) => name),
    );
    return problem({
      code: "unknownRegion",
      property: "region",
      message: `the catalog has no region "${region}"`,
      allowed: names,
      fix: `did you mean ${names[0] ?? "another region"}?`,
    });
  }
  if (allowed.includes(normalizeRegion(region))) return {};
  const where = isRegionInBoundary(region, boundary)
    ? "not among the allowed regions"
    : `outside the boundary "${boundary}"`;
  return problem({
    code: "regionOutsideBoundary",
    property: "region",
    message: `${region} is ${where}`,
    allowed,
    fix: "place the account in an allowed region, or change residency.allowedRegions",
  });
}

export function processing(
  sku: DeploymentSku,
  { region, boundary, processing: widest }: DeploymentRequest,
): Partial<Findings> {
  const allowed = skuNames.filter(
    (name) =>
      isWithinScope(skus[name], widest) &&
      isProcessingInBoundary(processingGeography(name, region), boundary) !== false,
  );
  if (!isWithinScope(sku, widest)) {
    return problem({
      code: "processingTooWide",
      property: "sku",
      message: `${sku.name} processes prompts ${places[sku.processing]}, the stack allows ${widest} at most`,
      allowed,
      fix: "use an allowed SKU, or widen residency.processing",
    });
  }
  const geography = processingGeography(sku.name, region);
  const inside = isProcessingInBoundary(geography, boundary);
  if (inside === undefined && findBoundary(boundary) && findRegion(region)) {
    const reason = geography.scope === "unknown" ? geography.reason : "its geography is not known";
    return notVerified("sku", `where ${sku.name} in ${region} processes prompts is not known: ${reason}`);
  }
  if (inside !== false) return {};
  // A region outside the boundary is reported once, as a placement.
  if (geography.scope === "region" && isRegionInBoundary(region, boundary) === false) return {};
  const zone =
    geography.scope === "dataZone" ? `in the ${geography.dataZone} data zone` : places[sku.processing];
  return problem({
    code: "processingOutsideBoundary",
    property: "sku",
    message: `${sku.name} in ${region} processes prompts ${zone}, outside the boundary "${boundary}"`,
    allowed,
    fix: "use an allowed SKU, or an account in a region whose data zone lies inside the boundary",
  });
}

const places = {
  region: "in the region",
  dataZone: "anywhere in the data zone",
  global: "anywhere in the world",
};
