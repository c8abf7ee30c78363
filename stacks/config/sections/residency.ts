import { z } from "zod";
import { boundaryNames, regionsInBoundary, type BoundaryName } from "../../../catalog/regions";
import { processingScopes } from "../../../catalog/skus";
import { regionField } from "./fields";

/** Where resources may stand and where prompts may be processed. */
export const residencySection = z
  .strictObject({
    boundary: z.enum(boundaryNames as readonly [BoundaryName, ...BoundaryName[]]).meta({
      description:
        "Residency boundary that every resource must stay in; `global` sets none. Stored data stays in the region of its resource.",
      examples: ["eu"],
    }),
    allowedRegions: z
      .array(regionField("A region in which resources may be placed."))
      .min(1)
      .optional()
      .meta({
        description:
          "Regions in which resources may be placed, all inside the boundary. Default: every region of the boundary.",
        examples: [["swedencentral", "francecentral"]],
        allowed: "a list of one region or more",
      }),
    processing: z
      .enum(processingScopes)
      .default("region")
      .meta({
        description:
          "Widest geography in which a deployment may process prompts and completions: `region` (Standard, " +
          "ProvisionedManaged), `dataZone` (also DataZone SKUs), `global` (also Global SKUs).",
      }),
  })
  .meta({ title: "Residency", description: "Where resources may stand and where prompts may be processed." })
  .transform(({ allowedRegions, ...residency }) => ({
    ...residency,
    allowedRegions: allowedRegions ?? regionsInBoundary(residency.boundary).map((region) => region.name),
  }));
