/** The shape of sources.json: where facts come from. */
import { z } from "zod";
import { isoDate } from "./shared";

export const sourcesFile = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string().min(1),
    url: z.url(),
    asOf: isoDate,
    licence: z.string().min(1),
  }),
);

export type SourcesFile = z.infer<typeof sourcesFile>;
