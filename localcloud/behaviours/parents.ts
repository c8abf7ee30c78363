import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";

/** A resource needs its group and the resource that it is nested in. */
export const parents: readonly Behaviour[] = [
  {
    resourceType: "*",
    beforePut: ({ id }, cloud) => {
      if (id.resourceGroup !== undefined && id.type !== "Microsoft.Resources/resourceGroups") {
        const group = `/subscriptions/${id.subscriptionId ?? ""}/resourceGroups/${id.resourceGroup}`;
        if (!cloud.get(group)) {
          throw new CloudError(
            404,
            "ResourceGroupNotFound",
            `Resource group '${id.resourceGroup}' could not be found.`,
          );
        }
      }
      if (id.parent !== undefined && !cloud.get(id.parent)) {
        throw new CloudError(
          404,
          "ParentResourceNotFound",
          `Can not perform requested operation on nested resource. Parent resource '${parseArmId(id.parent).names.join("/")}' not found.`,
        );
      }
    },
  },
];
