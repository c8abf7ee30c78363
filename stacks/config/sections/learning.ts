import { z } from "zod";
import { armIdField, objectIdField } from "./fields";

const cluster = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,14}[a-z0-9]$/)
      .meta({
        description: "Name of the cluster.",
        examples: ["gpu"],
        allowed: "2 to 16 lower-case letters, digits and hyphens, a letter first, no hyphen last",
      }),
    vmSize: z
      .string()
      .regex(/^Standard_\w+$/)
      .meta({
        description: "Size of a node.",
        examples: ["Standard_NC24ads_A100_v4"],
        allowed: "the name of a virtual machine size (`az ml compute list-sizes`)",
      }),
    maxNodes: z
      .int()
      .min(1)
      .max(100)
      .meta({
        description: "The most nodes that run at once. It scales to none.",
        examples: [4],
        allowed: "1 to 100",
      }),
    idleMinutes: z
      .int()
      .min(2)
      .max(120)
      .default(10)
      .meta({
        description: "Minutes that a node waits for another job.",
        examples: [10],
        allowed: "2 to 120",
      }),
    priority: z
      .enum(["Dedicated", "LowPriority"])
      .default("Dedicated")
      .meta({ description: "`LowPriority` costs less, and nodes may go in the middle of a job." }),
  })
  .meta({ description: "Nodes that come with a job and go after it." });

const accountName = (use: string) =>
  z.string().meta({ description: `Name of an account of \`models.accounts\`${use}.`, examples: ["primary"] });

const existingWorkspace = z
  .strictObject({
    workspaceId: armIdField(
      "ARM ID of the workspace, in the subscription of the platform.",
      "Microsoft.MachineLearningServices/workspaces",
    ),
    storageAccountId: armIdField(
      "ARM ID of the storage account of its datastores, where jobs get to read and write. By default its owner lets them.",
      "Microsoft.Storage/storageAccounts",
    ).optional(),
    registryId: armIdField(
      "ARM ID of its container registry, from which jobs get to pull images. By default its owner lets them.",
      "Microsoft.ContainerRegistry/registries",
    ).optional(),
    networkIdentity: objectIdField(
      "Object ID of the workspace's identity, where its compute runs in a network that Azure manages: that network gets a private endpoint to each account of `models`.",
    ).optional(),
  })
  .meta({
    description:
      "Workspace that stands already, instead of a new one: it gets clusters, an identity of their jobs, and roles. Its network, keys, storage and logs are its owner's.",
  });

/** Where models are trained and fine-tuned. */
export const learningSection = z
  .strictObject({
    existing: existingWorkspace.optional(),
    models: z
      .array(accountName(""))
      .default([])
      .meta({
        description: "Accounts whose models jobs may call, as the identity of their cluster.",
        examples: [["primary"]],
        allowed: "a list of names of models.accounts",
      }),
    fineTuning: accountName(" on which jobs may fine-tune; one of `models`").optional().meta({
      description: "Account on which jobs may upload examples, fine-tune and deploy the result.",
      allowed: "a name that also stands in learning.models",
    }),
    clusters: z
      .array(cluster)
      .max(20)
      .default([])
      .meta({ description: "Clusters of the workspace.", allowed: "a list of at most 20 clusters" }),
    allowedHosts: z
      .array(
        z
          .string()
          .regex(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/)
          .meta({
            description: "A host name.",
            examples: ["pypi.org"],
            allowed: "a host name, or *. and a domain",
          }),
      )
      .default([])
      .meta({
        description:
          "Host names that compute may call beside the platform. Each needs the managed network's firewall, which is billed by the hour.",
        examples: [["pypi.org"]],
        allowed: "a list of host names",
      }),
  })
  .meta({
    title: "Learning",
    description:
      "Where models are trained and fine-tuned (Azure Machine Learning). Without this section there is nothing of it.",
  });
