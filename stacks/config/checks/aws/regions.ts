import { awsRegionsInBoundary, type BoundaryName } from "../../../../catalog/regions";
import type { Path } from "../../path";
import type { AwsStackConfig } from "../../schema";
import { elements, type Check, type CheckFinding } from "../check";

/** Every region lies inside the residency boundary, and the stack's is one of the allowed regions. */
export const checkRegions: Check<AwsStackConfig> = ({ environment, residency }) => {
  const region = environment?.region;
  const listed = residency?.allowedRegions;
  const allowed = elements(listed, ["residency", "allowedRegions"]);
  const wrong = allowed.flatMap(({ value, path }) => outside(value, path, residency?.boundary));
  if (region === undefined) return wrong;
  const misplaced = outside(region, ["environment", "region"], residency?.boundary);
  if (misplaced.length > 0 || !listed || listed.includes(undefined) || listed.includes(region)) {
    return [...wrong, ...misplaced];
  }
  return [
    ...wrong,
    {
      path: ["environment", "region"],
      message: `region "${region}" is not one of residency.allowedRegions`,
      allowed: listed.join(", "),
      fix: `choose an allowed region, or add "${region}" to residency.allowedRegions`,
    },
  ];
};

function outside(region: string, path: Path, boundary: BoundaryName | undefined): readonly CheckFinding[] {
  if (boundary === undefined) return [];
  const inside = awsRegionsInBoundary(boundary).map(({ name }) => name);
  if (inside.includes(region)) return [];
  return [
    {
      path,
      message: `region "${region}" lies outside the residency boundary "${boundary}"`,
      allowed: inside.join(", ") || "AWS has no region with Bedrock inside it",
      fix: "choose a region inside the boundary, or change residency.boundary",
    },
  ];
}
