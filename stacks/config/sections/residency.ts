import { z } from "zod";
import {
  awsRegionsInBoundary,
  boundaryNames,
  regionsInBoundary,
  type BoundaryName,
} from "../../../catalog/regions";
import { processingScopes } from "../../../catalog/skus";
import { awsRegionField, regionField } from "./fields";

/** Where resources may stand and where prompts may be processed. */
export const residencySection = residencyOf({
  region: regionField("A region in which resources may be placed."),
  example: ["swedencentral", "francecentral"],
  inside: regionsInBoundary,
  processing:
    "Widest geography in which a deployment may process prompts and completions: `region` (Standard, " +
    "ProvisionedManaged), `dataZone` (also DataZone SKUs), `global` (also Global SKUs).",
});

/** The same of an environment on AWS. */
export const awsResidencySection = residencyOf({
  region: awsRegionField("A region in which resources may be placed."),
  example: ["eu-central-1"],
  inside: awsRegionsInBoundary,
  processing:
    "Widest geography in which a model may process prompts and completions: `region` (model IDs), `dataZone` (also " +
    "inference profiles of a geography, such as `eu.`), `global` (also `global.` profiles).",
});

interface Cloud {
  readonly region: ReturnType<typeof regionField>;
  readonly example: readonly string[];
  readonly inside: (boundary: BoundaryName) => readonly { readonly name: string }[];
  readonly processing: string;
}

function residencyOf({ region, example, inside, processing }: Cloud) {
  return z
    .strictObject({
      boundary: z.enum(boundaryNames as readonly [BoundaryName, ...BoundaryName[]]).meta({
        description:
          "Residency boundary that every resource must stay in; `global` sets none. Stored data stays in the region of its resource.",
        examples: ["eu"],
      }),
      allowedRegions: z
        .array(region)
        .min(1)
        .optional()
        .meta({
          description:
            "Regions in which resources may be placed, all inside the boundary. Default: every region of the boundary.",
          examples: [example],
          allowed: "a list of one region or more",
        }),
      processing: z.enum(processingScopes).default("region").meta({
        description: processing,
      }),
    })
    .meta({
      title: "Residency",
      description: "Where resources may stand and where prompts may be processed.",
    })
    .transform(({ allowedRegions, ...residency }) => ({
      ...residency,
      allowedRegions: allowedRegions ?? inside(residency.boundary).map(({ name }) => name),
    }));
}
