import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { deletedResource, keepDeleted } from "./soft-delete";

/** A deleted workspace is kept for 14 days, or until it is purged. https://learn.microsoft.com/azure/machine-learning/concept-soft-delete */
const retentionHours = 14 * 24;

/**
 * A deleted workspace of Machine Learning keeps its name in its resource group until it is purged. To recover one, as Azure can, is
 * not a part of this cloud. Text: Azure/ResourceModules#3596.
 */
export const workspaceSoftDelete: Behaviour = {
  resourceType: "Microsoft.MachineLearningServices/workspaces",
  beforePut: ({ id, existing }, cloud) => {
    if (existing || !deletedResource(cloud, id.id)) return;
    throw new CloudError(
      400,
      "BadRequest",
      "Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete",
    );
  },
  afterDelete: (request, cloud) => [keepDeleted(request, cloud, retentionHours, false)],
};
