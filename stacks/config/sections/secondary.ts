import { z } from "zod";

const standIn = z
  .strictObject({
    deployment: z.string().meta({
      description: "Name of a deployment of `models.deployments`. Its pool gets the stand-in.",
      examples: ["chat"],
    }),
    model: z.string().meta({
      description: "Name of a model of `aws.models` in the stack of the second cloud.",
      examples: ["chat"],
    }),
    workloads: z
      .array(z.string().meta({ description: "Name of a workload.", examples: ["customer-service"] }))
      .min(1)
      .optional()
      .meta({
        description: "Workloads that take the stand-in. Default: every one that calls the deployment.",
        allowed: "names of workloads that call the deployment",
      }),
  })
  .meta({ description: "A model of the second cloud that answers when no deployment of the pool does." });

/** The second cloud of a stack on Azure: another stack, and what of it stands in for what. */
export const secondarySection = z
  .strictObject({
    stack: z
      .string()
      .regex(/^[\w.-]+$/)
      .meta({
        description: "Name of the stack on AWS. Its outputs are read, so it must be up first.",
        examples: ["aws-prod"],
        allowed: "the part of its file's name between the dots: Pulumi.<stack>.yaml",
      }),
    standIns: z.array(standIn).min(1).meta({
      description: "Which model may stand in for which deployment.",
      allowed: "at least one",
    }),
  })
  .meta({
    title: "Second cloud",
    description:
      "Models of Amazon Bedrock that the gateway falls back on. Without this section there are none.",
  });
