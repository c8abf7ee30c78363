import { z } from "zod";
import { awsRegionField, emailField, regionField } from "./fields";

type RegionField = ReturnType<typeof regionField>;

/** Who runs the environment, where its home is, and whether its data may be lost. */
export const environmentSection = environmentIn(
  regionField("Primary region: the home of the network, the keys and the logs."),
);

/** The same of an environment on AWS. */
export const awsEnvironmentSection = environmentIn(
  awsRegionField("Region of everything: the network, the keys, the logs, and the calls to Bedrock."),
);

function environmentIn(region: RegionField) {
  return z
    .strictObject({
      name: z
        .string()
        .regex(/^[a-z][a-z0-9]{1,11}$/)
        .meta({
          description:
            "Name of the environment. Part of every resource's name: changing it builds a new platform.",
          examples: ["prod"],
          allowed: "2 to 12 lower-case letters and digits, beginning with a letter",
        }),
      organization: z
        .string()
        .regex(/^[a-z][a-z0-9]{1,9}$/)
        .meta({
          description: "Short name of the organisation. Part of every resource's name.",
          examples: ["contoso"],
          allowed: "2 to 10 lower-case letters and digits, beginning with a letter",
        }),
      owner: emailField("Mailbox of the team that answers for this environment. Becomes the tag `owner`."),
      region,
      protected: z
        .boolean()
        .default(true)
        .meta({
          description:
            "True where data must not be lost: resources that hold data are protected from deletion, locked, and kept " +
            "by purge protection. False only where everything may be deleted at any time.",
        }),
      tags: z
        .record(
          z
            .string()
            .min(1)
            .max(512)
            .regex(/^[^<>%&\\?/]+$/)
            .meta({ allowed: "1 to 512 characters without < > % & \\ ? /" }),
          z.string().max(256).meta({ allowed: "a string of at most 256 characters" }),
        )
        .default({})
        .meta({
          description: "Tags of every resource, beside the ones that the platform sets itself.",
          examples: [{ costCenter: "4711" }],
          allowed: "tag names with string values (quote numbers)",
        }),
    })
    .meta({
      title: "Environment",
      description: "Who runs the environment, where its home is, and whether its data may be lost.",
    });
}
