import { z } from "zod";
import { regionField } from "./fields";

/** Geographies in which a deployment may process a prompt, from narrow to wide. */
export const processingGeographies = ["region", "dataZone", "global"] as const;

/** Where resources may stand and where prompts may be processed. */
export const residencySection = z
  .strictObject({
    boundary: z.string().meta({
      description:
        "Residency boundary that every resource must stay in. `global` sets none. Stored data stays in the region of its resource.",
      examples: ["eu"],
      allowed: "a residency boundary of the catalog, or `global`",
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
      .enum(processingGeographies)
      .default("region")
      .meta({
        description:
          "Widest geography in which a deployment may process prompts and completions: `region` (Standard, " +
          "ProvisionedManaged), `dataZone` (also DataZone SKUs), `global` (also Global SKUs).",
      }),
  })
  .meta({ title: "Residency", description: "Where resources may stand and where prompts may be processed." })
  .transform(({ allowedRegions = [], ...residency }) => ({ ...residency, allowedRegions }));
