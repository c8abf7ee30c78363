import { z } from "zod";
import { armIdField, groupIdField } from "./fields";

/** The ID of something in Entra ID that is no group. */
const applicationId = groupIdField(
  "Object ID of the enterprise application AzureDatabricks in the tenant, which encrypts notebooks and results of a workspace that the stack makes: `az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id`.",
).meta({
  allowed:
    "the object ID of the enterprise application (`az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id`)",
});

const subnetName = (use: string) =>
  z
    .string()
    .regex(/^[a-zA-Z0-9]([\w.-]{0,78}\w)?$/)
    .meta({
      description: `Name of the subnet of network.existing for ${use}, delegated to Microsoft.Databricks/workspaces.`,
      examples: ["databricks-host"],
      allowed: "the name of a subnet",
    });

const existingWorkspace = z
  .strictObject({
    workspaceId: armIdField("ARM ID of the workspace.", "Microsoft.Databricks/workspaces"),
  })
  .meta({
    description:
      "Workspace that stands already, instead of a new one: it gets a catalog's lake, a way to the models, endpoints and roles. Its network, keys, storage and logs are its owner's.",
  });

const databricks = z
  .strictObject({
    existing: existingWorkspace.optional(),
    encryptionApplication: applicationId.optional(),
    models: z
      .array(
        z.string().meta({ description: "Name of an account of `models.accounts`.", examples: ["primary"] }),
      )
      .default([])
      .meta({
        description:
          "Accounts whose models notebooks and jobs may call, as the identity of the access connector.",
        examples: [["primary"]],
        allowed: "a list of names of models.accounts",
      }),
    subnets: z
      .strictObject({
        host: subnetName("nodes (the public one, in Databricks' words)"),
        container: subnetName("containers (the private one)"),
      })
      .optional()
      .meta({
        description: "Subnets for clusters, in an existing network. A network of this stack gets its own.",
        allowed: "host and container, only together with network.existing",
      }),
  })
  .meta({
    description: "A Databricks workspace, new or existing, with Unity Catalog on a data lake of its own.",
  });

/** Where data is prepared and governed. */
export const dataSection = z.strictObject({ databricks: databricks.optional() }).meta({
  title: "Data",
  description: "Where data is prepared and governed. Without this section there is nothing of it.",
});
