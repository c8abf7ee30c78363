import { z } from "zod";
import { groupIdField } from "./fields";

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
        auditors: groupIdField(
          "Group that reads configuration, logs and costs, and changes nothing.",
        ).optional(),
      })
      .meta({
        description:
          "Object IDs of existing groups in Entra ID. A role without a group is granted to nobody.",
        allowed: "platformAdmins, and optionally modelDevelopers, modelUsers, auditors",
      }),
  })
  .meta({
    title: "Identity",
    description: "Which groups of Entra ID may do what on the platform as a whole.",
  });
