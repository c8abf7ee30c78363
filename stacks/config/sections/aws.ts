import { z } from "zod";
import { blocklist } from "./content-filters";
import { guardrail } from "./guardrails";
import { nameField, objectIdField } from "./fields";

const network = z
  .strictObject({
    addressSpace: z.cidrv4().meta({
      description: "Address space of the new VPC. Its subnets are derived from it.",
      examples: ["10.80.0.0/20"],
      allowed: "a private IPv4 range in CIDR notation, /16 to /24",
    }),
    availabilityZones: z
      .array(
        z
          .string()
          .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/)
          .meta({ description: "An availability zone of the region.", examples: ["eu-central-1a"] }),
      )
      .min(2)
      .max(6)
      .meta({
        description: "Zones that get a subnet each.",
        examples: [["eu-central-1a", "eu-central-1b"]],
        allowed: "2 to 6 availability zones of the region",
      }),
    callers: z
      .array(z.cidrv4().meta({ description: "A range of callers.", examples: ["10.40.0.0/20"] }))
      .default([])
      .meta({
        description:
          "Ranges beyond the VPC that reach its endpoints, over a VPN or Direct Connect: the network of the Azure side.",
        examples: [["10.40.0.0/20"]],
        allowed: "a list of IPv4 ranges",
      }),
  })
  .meta({ description: "The private network: no way to the internet, endpoints of every service in use." });

const continuousIntegration = z
  .strictObject({
    issuer: z
      .url({ protocol: /^https$/ })
      .max(255)
      .meta({
        description: "Issuer of the tokens.",
        examples: ["https://token.actions.githubusercontent.com"],
        allowed: "an https URL of at most 255 characters",
      }),
    subject: z
      .string()
      .min(1)
      .max(600)
      .meta({
        description: "Subject of the tokens: exactly one, no wildcard.",
        examples: ["repo:contoso/platform:environment:prod"],
        allowed: "the exact subject claim, 1 to 600 characters",
      }),
    audience: z.string().min(1).max(255).default("sts.amazonaws.com").meta({
      description: "Audience of the tokens.",
    }),
  })
  .meta({ description: "A pipeline that may read the platform to preview a change. It cannot change it." });

const federation = z
  .strictObject({
    tenantId: objectIdField("Entra ID tenant of the managed identities that call Bedrock."),
    audience: z
      .string()
      .min(1)
      .max(255)
      .meta({
        description: "Audience of their tokens: the application ID URI of an app registration of the tenant.",
        examples: ["api://cornerstone-aws"],
        allowed: "the audience claim, 1 to 255 characters",
      }),
    subjects: z
      .record(
        nameField("`gateway`, or the name of a workload.", { max: 24, example: "customer-service" }),
        objectIdField("Object ID of the managed identity (`az identity show --query principalId`)."),
      )
      .default({})
      .meta({
        description: "Who may call: the gateway's identity and those of workloads, by name.",
        examples: [{ gateway: "0f1b7c52-8a3d-4e6f-9c21-5d7e90ab3c14" }],
        allowed: "`gateway` and names of workloads, with object IDs",
      }),
    ci: z
      .array(continuousIntegration)
      .default([])
      .meta({ description: "Pipelines that may read the platform to preview a change." }),
  })
  .meta({ description: "Whose tokens are taken: nobody holds an access key." });

const model = z
  .strictObject({
    name: nameField("Name of the model, unique in the stack. Workloads refer to it.", {
      max: 30,
      example: "chat",
    }),
    profile: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description:
          "System-defined inference profile, or a model ID that is processed in the region alone. The beginning says where " +
          "prompts go: `eu.` stays in the EU, `global.` goes anywhere.",
        examples: ["eu.anthropic.claude-sonnet-5-5"],
        allowed: "an inference profile or model ID of the catalog",
      }),
    guardrail: z
      .string()
      .meta({ description: "Name of the guardrail that every call must carry.", examples: ["strict"] }),
    provisionedUnits: z
      .int()
      .positive()
      .max(1000)
      .optional()
      .meta({
        description:
          "Model units of provisioned throughput, without a commitment. Default: paid by the token.",
        examples: [1],
        allowed: "a whole number above 0",
      }),
  })
  .meta({ description: "A model of Amazon Bedrock that workloads may call." });

/** The second cloud: an account of AWS with models of Amazon Bedrock. Its presence makes a stack one of AWS. */
export const awsSection = z
  .strictObject({
    accountId: z
      .string()
      .regex(/^\d{12}$/)
      .meta({
        description:
          "AWS account that everything stands in. A run with credentials of another one is refused.",
        examples: ["111122223333"],
        allowed: "the 12 digits of an account ID, in quotes",
      }),
    network,
    permissionsBoundary: z
      .string()
      .regex(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/)
      .optional()
      .meta({
        description:
          "Policy of IAM in the account that limits every role of the stack. It stands already: `cornerstone init` makes one that the " +
          "pipeline cannot change. Default: none.",
        examples: ["pipeline-contoso-aws-prod-boundary"],
        allowed: "the name of a policy, with its path if it has one",
      }),
    federation,
    blocklists: z
      .array(blocklist)
      .default([])
      .meta({ description: "Lists of terms that guardrails can refuse." }),
    guardrails: z.array(guardrail).min(1).meta({
      description: "Guardrails: the content filters of Bedrock.",
      allowed: "a list of one guardrail or more",
    }),
    models: z
      .array(model)
      .min(1)
      .meta({ description: "Models that workloads may call.", allowed: "a list of one model or more" }),
  })
  .meta({ title: "AWS", description: "The second cloud: an account of AWS with models of Amazon Bedrock." });
