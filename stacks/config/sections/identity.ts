import { z } from "zod";
import { groupIdField, nameField, ownersField } from "./fields";
import { federationFor } from "./workloads";

/** The groups that a stack can make; that of the admins is there before the platform. */
export const madeGroups = ["modelDevelopers", "modelUsers", "dataScientists", "auditors"] as const;

/** Roles that an application may hold on the platform: they read, and change nothing. */
export const applicationRoles = ["reader", "costManagementReader", "logAnalyticsReader"] as const;

const create = z
  .strictObject({
    owners: ownersField(),
    groups: z
      .array(z.enum(madeGroups).meta({ description: "A group of the platform." }))
      .min(1)
      .meta({
        description:
          "Groups that the stack makes, without a member, instead of taking existing ones from `groups`.",
        examples: [["modelUsers", "auditors"]],
        allowed: `of ${madeGroups.join(", ")}`,
      }),
  })
  .meta({
    description:
      "Groups to make in Entra ID. The deploying identity needs `Group.Create` of Microsoft Graph.",
  });

const activation = z
  .strictObject({
    hours: z
      .int()
      .min(1)
      .max(24)
      .default(4)
      .meta({
        description: "Hours that an activation lasts at most.",
        examples: [4],
        allowed: "1 to 24 hours",
      }),
    approvers: z
      .array(groupIdField("Group whose members approve; nobody approves for himself."))
      .default([])
      .meta({
        description: "Groups of which one member approves each activation. Without one, nobody has to.",
        examples: [["6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11"]],
        allowed: "object IDs of groups",
      }),
    multifactorAuthentication: z
      .boolean()
      .default(true)
      .meta({ description: "Whether an activation takes another factor than the password." }),
    justification: z
      .boolean()
      .default(true)
      .meta({ description: "Whether an activation takes a reason, which is logged." }),
    ticket: z
      .boolean()
      .default(false)
      .meta({ description: "Whether an activation takes the number of a ticket." }),
  })
  .meta({
    description:
      "On which terms roles are activated: each group then enters a group of its own that holds them. Takes `RoleManagementPolicy.ReadWrite.AzureADGroup` and `PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup`. Default: each role is activated by itself, on the terms that the tenant has for it.",
  });

const eligible = z
  .strictObject({
    groups: z
      .array(z.enum(["platformAdmins", ...madeGroups]).meta({ description: "A group of the platform." }))
      .min(1)
      .meta({
        description: "Groups whose members activate their roles when they need them.",
        examples: [["platformAdmins"]],
        allowed: `of platformAdmins, ${madeGroups.join(", ")}`,
      }),
    days: z
      .int()
      .min(1)
      .max(365)
      .default(365)
      .meta({
        description: "Days that an eligibility lasts before it has to be given again.",
        examples: [180],
        allowed: "1 to 365 days",
      }),
    activation: activation.optional(),
  })
  .meta({
    description:
      "Roles that groups activate for some hours (Privileged Identity Management) instead of holding them. Takes Entra ID P2 or Governance.",
  });

const application = z
  .strictObject({
    name: nameField("Name of the registration, unique in the stack.", { max: 24, example: "ci" }),
    owners: ownersField(),
    federation: z
      .array(
        federationFor("api://AzureADTokenExchange").meta({
          description:
            "A token of another system (GitHub, Azure DevOps) that may act as the application, instead of a secret.",
        }),
      )
      .max(20)
      .default([])
      .meta({ description: "Tokens that may act as it.", allowed: "at most 20" }),
    identifierUri: z
      .string()
      .regex(/^api:\/\/[a-z0-9][a-z0-9./-]{1,100}$/)
      .optional()
      .meta({
        description: "Identifier for which managed identities get tokens, e.g. for AWS.",
        examples: ["api://cornerstone-aws"],
        allowed: "api:// and lower-case letters, digits, dots, hyphens, slashes",
      }),
    roles: z
      .array(z.enum(applicationRoles).meta({ description: "A role that reads." }))
      .default([])
      .meta({
        description: "What it may do on the platform's resource group.",
        allowed: `of ${applicationRoles.join(", ")}`,
      }),
  })
  .meta({
    description:
      "An application registration without a secret. The deploying identity needs `Application.ReadWrite.OwnedBy`.",
  });

/** Which groups of Entra ID may do what on the platform as a whole. */
export const identitySection = z
  .strictObject({
    groups: z
      .strictObject({
        platformAdmins: groupIdField(
          "Group that runs the platform: manages accounts, keys, network and logs.",
        ),
        modelDevelopers: groupIdField(
          "Group that creates and changes deployments and content filters.",
        ).optional(),
        modelUsers: groupIdField("Group that calls the deployments.").optional(),
        dataScientists: groupIdField(
          "Group that trains: it runs jobs in the Machine Learning workspace and sees the Databricks workspace.",
        ).optional(),
        auditors: groupIdField(
          "Group that reads configuration, logs and costs, and changes nothing.",
        ).optional(),
      })
      .meta({
        description:
          "Object IDs of existing groups in Entra ID. A role without a group is granted to nobody.",
        allowed: `platformAdmins, and optionally ${madeGroups.join(", ")}`,
      }),
    create: create.optional(),
    eligible: eligible.optional(),
    applications: z
      .array(application)
      .default([])
      .meta({ description: "Application registrations for pipelines and for other clouds." }),
  })
  .meta({
    title: "Identity",
    description: "Which groups of Entra ID may do what on the platform as a whole.",
  });
