import { z } from "zod";

/** Frameworks that a stack can declare. */
export const frameworks = ["gdpr", "hipaa"] as const;

/** A framework that a stack can declare. */
export type Framework = (typeof frameworks)[number];

/** Policy packs that a framework brings along, beside `baseline`. */
const packsOfFramework: Record<Framework, readonly string[]> = { gdpr: ["residency"], hipaa: ["hipaa"] };

/** Which frameworks the environment answers to, and how strictly a review judges it. */
export const complianceSection = z
  .strictObject({
    frameworks: z
      .array(z.enum(frameworks).meta({ description: "A regulation.", examples: ["gdpr"] }))
      .default([])
      .meta({
        description: "Regulations that the environment answers to.",
        examples: [["gdpr", "hipaa"]],
        allowed: `a list of ${frameworks.join(", ")}`,
      }),
    packs: z
      .array(
        z
          .string()
          .regex(/^[a-z][a-z0-9-]*$/)
          .meta({
            description: "Name of a policy pack (a folder in policies/packs).",
            examples: ["baseline"],
          }),
      )
      .min(1)
      .optional()
      .meta({
        description:
          "Policy packs that a review applies. Default: `baseline`, and the packs of the declared frameworks.",
        examples: [["baseline", "residency"]],
        allowed: "a list of names of policy packs",
      }),
    unknowns: z.enum(["warn", "fail", "recheck"]).default("warn").meta({
      description:
        "What a review makes of a value that is not known before deployment: a warning, a failure, or a warning and a second judgement of what stands after `up`, which then fails.",
    }),
    remediation: z.boolean().default(false).meta({
      description:
        "Whether `up` and `preview` put right what a rule can fix by itself: a tag, a flag, a version of TLS. Never identity, network or deletion. Each change is printed.",
    }),
    requiredTags: z
      .array(
        z
          .string()
          .min(1)
          .max(512)
          .meta({ description: "Name of a tag.", examples: ["costCenter"] }),
      )
      .default(["environment", "owner"])
      .meta({
        description: "Tags that every resource must carry.",
        examples: [["environment", "owner", "costCenter"]],
        allowed: "a list of tag names",
      }),
    allowedModels: z
      .array(
        z
          .string()
          .min(1)
          .meta({
            description: "Name of a model, or all of a publisher.",
            examples: ["gpt-5.6-terra", "Mistral AI/*"],
          }),
      )
      .default([])
      .meta({
        description: "Models that may be deployed. Default: every model.",
        examples: [["gpt-5.6-terra", "Mistral AI/*"]],
        allowed: "a list of names of models, or of a publisher with /*",
      }),
  })
  .meta({
    title: "Compliance",
    description: "Which frameworks the environment answers to, and how strictly a review judges it.",
  })
  .transform(({ packs, ...compliance }) => ({
    ...compliance,
    packs: packs ?? packsOf(compliance.frameworks),
  }));

function packsOf(declared: readonly Framework[]): string[] {
  return ["baseline", ...declared.flatMap((framework) => packsOfFramework[framework])];
}
