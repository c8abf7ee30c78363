import { isRegionInBoundary, regions } from "../../../catalog/regions";
import type { Draft } from "../draft";
import type { Path } from "../path";
import type { StackConfig } from "../schema";
import { accountsOf, elements, type Check, type CheckFinding } from "./check";

const regionNames = regions.map((region) => region.name);

/** Every region lies inside the residency boundary, and is one of the allowed regions. */
export const checkRegions: Check = (config) => {
  const placed: readonly { readonly region: string | undefined; readonly path: Path }[] = [
    { region: config.environment?.region, path: ["environment", "region"] },
    ...[...accountsOf(config), ...elements(config.gateway?.regions, ["gateway", "regions"])].map(
      ({ value, path }) => ({ region: value.region, path: [...path, "region"] }),
    ),
  ];
  const boundary = config.residency?.boundary;
  return [
    ...allowedRegionsOf(config).flatMap(({ value, path }) => judge(value, path, boundary)),
    ...placed.flatMap(({ region, path }) => {
      if (region === undefined) return [];
      const wrong = judge(region, path, boundary);
      return wrong.length > 0 ? wrong : judgeAllowed(region, path, config);
    }),
  ];
};

function allowedRegionsOf(config: Draft<StackConfig>) {
  return elements(config.residency?.allowedRegions, ["residency", "allowedRegions"]);
}

function judge(region: string, path: Path, boundary: string | undefined): readonly CheckFinding[] {
  if (boundary === undefined || isRegionInBoundary(region, boundary) !== false) return [];
  return [
    {
      path,
      message: `region "${region}" lies outside the residency boundary "${boundary}"`,
      allowed: inside(boundary).join(", "),
      fix: "choose a region inside the boundary, or change residency.boundary",
    },
  ];
}

function judgeAllowed(region: string, path: Path, config: Draft<StackConfig>): readonly CheckFinding[] {
  const listed = config.residency?.allowedRegions;
  if (!listed || listed.includes(undefined) || listed.includes(region)) return [];
  return [
    {
      path,
      message: `region "${region}" is not one of residency.allowedRegions`,
      allowed: listed.join(", "),
      fix: `choose an allowed region, or add "${region}" to residency.allowedRegions`,
    },
  ];
}

function inside(boundary: string): readonly string[] {
  return regionNames.filter((name) => isRegionInBoundary(name, boundary) === true);
}
