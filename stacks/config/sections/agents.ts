import { z } from "zod";
import { toolKinds, type ToolKind } from "../../../components/agents/tools";
import { armIdField, nameField } from "./fields";

const kinds = Object.keys(toolKinds) as [ToolKind, ...ToolKind[]];

const tool = z
  .strictObject({
    name: nameField("Name of the tool, unique in its project.", { max: 24, example: "orders" }),
    kind: z.enum(kinds).meta({
      description: `What it is: ${kinds.map((kind) => `\`${kind}\` (${toolKinds[kind].title})`).join(", ")}.`,
      examples: ["openapi"],
    }),
    url: z.url({ protocol: /^https$/ }).meta({
      description:
        "Address that agents call. Its host is the only one that the tool adds to what they may reach.",
      examples: ["https://gateway.contoso.example/orders"],
      allowed: "an https URL",
    }),
    audience: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .meta({
        description:
          "For whom tokens that call it are issued. Default: the product's own, where the kind is one product.",
        examples: ["api://contoso-orders"],
        allowed: "the application ID URI or resource URI of the API",
      }),
    description: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .meta({ description: "What agents are told that it is for.", examples: ["Orders of a customer."] }),
    internet: z.boolean().default(false).meta({
      description:
        "Whether its host is found on the internet, so that calls leave through the firewall of `egress`. Without it, the host must resolve to an address of the network: a private endpoint, or the gateway.",
    }),
  })
  .meta({ description: "Something that agents may call, with an Entra ID token and never with a key." });

const publishedAgent = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(63)
      .meta({ description: "Name of the agent.", examples: ["triage"] }),
    version: z
      .string()
      .min(1)
      .max(20)
      .meta({ description: "Version of the agent.", examples: ["3"], allowed: "a version, in quotes" }),
  })
  .meta({ description: "A version of an agent that was published in the project." });

const application = z
  .strictObject({
    name: nameField("Name of the application, unique in its project. Part of its address.", {
      max: 24,
      example: "service-desk",
    }),
    displayName: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: "What people see.", examples: ["Service desk"] }),
    agents: z.array(publishedAgent).default([]).meta({
      description:
        "Published agents that answer. Agents are published by their own pipeline: leave it empty until the first one is.",
    }),
  })
  .meta({ description: "Agents that others may call under a stable address." });

const project = z
  .strictObject({
    workload: z
      .string()
      .meta({ description: "Name of a workload of `workloads`.", examples: ["customer-service"] }),
    description: z
      .string()
      .min(1)
      .max(300)
      .default("Agents of a workload.")
      .meta({ description: "What its agents are for.", examples: ["Answers customers, opens tickets."] }),
    searchSku: z.enum(["basic", "standard", "standard2", "standard3"]).default("standard").meta({
      description: "SKU of the AI Search service that keeps its vectors.",
    }),
    codeExecution: z.boolean().default(false).meta({
      description: "Whether its agents may run code that a model writes, in sandboxes without a network.",
    }),
    tools: z.array(tool).max(50).default([]).meta({
      description: "What its agents may call.",
      allowed: "at most 50",
    }),
    applications: z.array(application).default([]).meta({ description: "Agents that others may call." }),
  })
  .meta({ description: "A workload that has agents: its project, with stores and an identity of its own." });

const sandboxes = z
  .strictObject({
    maxSessions: z
      .int()
      .min(1)
      .max(600)
      .default(20)
      .meta({
        description: "Sandboxes of one project at a time.",
        examples: [20],
        allowed: "1 to 600",
      }),
    cooldownSeconds: z
      .int()
      .min(300)
      .max(3600)
      .default(300)
      .meta({
        description: "Seconds that an idle sandbox is kept.",
        examples: [300],
        allowed: "300 to 3600",
      }),
  })
  .meta({ description: "The sandboxes in which agents run code." });

const egress = z
  .strictObject({
    firewallAddress: z
      .ipv4()
      .optional()
      .meta({
        description:
          "Private address of a firewall that stands already, whose application rules hold the hosts that agents may call, and those that the hosts of agents and code need themselves (docs/agents.md). All traffic that leaves the network goes there.",
        examples: ["10.0.0.4"],
        allowed: "an IPv4 address of the network or of one that is peered with it",
      }),
    allowedHosts: z
      .array(
        z
          .string()
          .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/)
          .meta({ description: "A host name.", examples: ["api.contoso.example"] }),
      )
      .min(1)
      .max(500)
      .optional()
      .meta({
        description:
          "Hosts that agents may call over TLS, through a firewall of the platform's own (Azure Firewall, billed by the hour). `*.` at the beginning stands for any name below.",
        examples: [["api.contoso.example"]],
        allowed: "1 to 500 host names in lower case",
      }),
  })
  .meta({
    description:
      "The way out of the network: a firewall of the platform's own, or the address of another. Without it, agents reach what is in the network alone.",
  });

/** The agents of the platform. */
export const agentsSection = z
  .strictObject({
    account: z.string().meta({
      description: "Name of the account of `models.accounts` that carries the projects.",
      examples: ["primary"],
    }),
    capabilityHost: z.enum(["automatic", "explicit"]).default("automatic").meta({
      description:
        "Who makes the account's capability host: `automatic` (Azure, because the account is joined to the subnet of agents when it is made), `explicit` (this stack: for an account that stood before it had agents).",
    }),
    subnetId: armIdField(
      "ARM ID of the subnet that agents run in, in an existing network: delegated to Microsoft.App/environments, used by nothing else.",
      "Microsoft.Network/virtualNetworks/subnets",
    ).optional(),
    codeExecutionSubnetId: armIdField(
      "ARM ID of the subnet that sandboxes run in, in an existing network: delegated to Microsoft.App/environments, used by nothing else.",
      "Microsoft.Network/virtualNetworks/subnets",
    ).optional(),
    codeExecution: sandboxes.prefault({}),
    egress: egress.optional(),
    projects: z
      .array(project)
      .min(1)
      .meta({ description: "Workloads that have agents.", allowed: "at least one project" }),
  })
  .meta({
    title: "Agents",
    description:
      "Agents of workloads (Microsoft Foundry Agent Service). Without this section there are none.",
  });
