import { z } from "zod";
import { emailField, groupIdField, monthlyAmountField, nameField, ownersField } from "./fields";

/** Data classifications, from open to closed. */
export const dataClassifications = ["public", "internal", "confidential", "restricted"] as const;

/** Makes the schema of a token of another system that may act as an identity. */
export const federationFor = (audience: string) =>
  z
    .strictObject({
      issuer: z
        .url({ protocol: /^https$/ })
        .max(600)
        .meta({
          description: "Issuer of the tokens.",
          examples: ["https://token.actions.githubusercontent.com"],
          allowed: "an https URL",
        }),
      subject: z
        .string()
        .min(1)
        .max(600)
        .meta({
          description: "Subject of the tokens: exactly one, no wildcard.",
          examples: ["repo:contoso/customer-service:environment:prod"],
          allowed: "the exact subject claim, 1 to 600 characters",
        }),
      audience: z.string().min(1).max(600).default(audience).meta({ description: "Audience of the tokens." }),
    })
    .meta({
      description: "A token of another system that may act as the workload, so that it needs no secret.",
    });

const millionTokens = (description: string, example: number): z.ZodOptional<z.ZodNumber> =>
  z
    .number()
    .nonnegative()
    .max(1_000_000_000)
    .optional()
    .meta({ description, examples: [example], allowed: "a number of millions, 0 or more" });

const usage = z
  .strictObject({
    input: millionTokens("Input tokens that no cache answers, in millions a month.", 400),
    cachedInput: millionTokens("Input tokens that the prompt cache answers, in millions a month.", 150),
    output: millionTokens("Output tokens, in millions a month.", 60),
  })
  .meta({
    description:
      "Tokens that the workload expects to use in a month, for `cornerstone cost` and `cornerstone place`. Without it they assume a share of the capacity, and say so.",
    examples: [{ input: 400, cachedInput: 150, output: 60 }],
  });

const share = z
  .strictObject({
    deployment: z.string().meta({
      description: "Name of a deployment of `models.deployments`; on AWS, of a model of `aws.models`.",
      examples: ["chat"],
    }),
    share: z
      .number()
      .positive()
      .max(100)
      .meta({
        description: "Share of the deployment's capacity that the workload may use, in percent.",
        examples: [40],
        allowed: "a number above 0, at most 100",
      }),
    usage: usage.optional(),
  })
  .meta({ description: "A deployment that the workload calls." });

const group = groupIdField("Group of the people who work on it: they call its deployments.");

/** Whose group a workload has: an existing one, or one that the stack makes. A check holds that it is one of the two. */
const existingOrMade = {
  group: group.optional(),
  createGroup: z.strictObject({ owners: ownersField() }).optional().meta({
    description:
      "Makes the workload's group in Entra ID, without a member, instead of taking an existing one. The deploying identity needs `Group.Create` of Microsoft Graph.",
  }),
};

const workloadOf = <People extends z.core.$ZodShape>(
  federation: ReturnType<typeof federationFor>,
  people: People,
) =>
  z
    .strictObject({
      name: nameField("Name of the workload, unique in the stack. Part of the names of its resources.", {
        max: 24,
        example: "customer-service",
      }),
      owner: emailField("Mailbox of the team that answers for the workload. Gets its budget alerts."),
      ...people,
      dataClassification: z.enum(dataClassifications).meta({
        description: "The most sensitive data that it handles.",
        examples: ["confidential"],
      }),
      federation: z.array(federation).max(20).default([]).meta({
        description: "Tokens of other systems (CI, clusters, other clouds) that may act as the workload.",
        allowed: "at most 20",
      }),
      models: z
        .array(share)
        .default([])
        .meta({ description: "Deployments that the workload calls, and its share of each." }),
      monthlyBudget: monthlyAmountField(
        "Budget of the workload for one month, in the currency of the billing account.",
      ),
    })
    .meta({ description: "A tenant of the platform: an owner, its group, its models and its budget." });

/** The tenants of the platform. */
export const workloadsSection = workloadsOf(
  workloadOf(federationFor("api://AzureADTokenExchange"), existingOrMade),
);

/** The same on AWS, where tokens of pipelines are made out to its token service, and no group is made. */
export const awsWorkloadsSection = workloadsOf(workloadOf(federationFor("sts.amazonaws.com"), { group }));

function workloadsOf<Workload extends z.ZodType>(workload: Workload) {
  return z.array(workload).meta({
    title: "Workloads",
    description: "The tenants of the platform. Adding one is a block here and nothing else.",
    allowed: "a list of workloads",
  });
}
