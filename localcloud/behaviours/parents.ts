import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { isAzuresOwnWatcher } from "./network-watchers";

/**
 * A resource needs its group, the resource that it is nested in, and what it is attached to. Texts:
 * pulumi-azure-native#1043, terraform-provider-azurerm#18311.
 */
export const parents: Behaviour = {
  resourceType: "*",
  beforePut: ({ id }, cloud) => {
    if (isAzuresOwnWatcher(id, cloud)) return;
    if (id.resourceGroup !== undefined && id.type !== "Microsoft.Resources/resourceGroups") {
      const group = cloud.get(`/subscriptions/${id.subscriptionId ?? ""}/resourceGroups/${id.resourceGroup}`);
      if (!group) {
        throw new CloudError(
          404,
          "ResourceGroupNotFound",
          `Resource group '${id.resourceGroup}' could not be found.`,
        );
      }
      if (group.body["properties"] && isBeingDeleted(group.body["properties"])) {
        throw new CloudError(
          409,
          "ResourceGroupBeingDeleted",
          `The resource group '${id.resourceGroup}' is in deprovisioning state and cannot perform this operation.`,
        );
      }
    }
    if (id.parent !== undefined && !cloud.exists(id.parent)) {
      throw new CloudError(
        404,
        "ParentResourceNotFound",
        `Can not perform requested operation on nested resource. Parent resource '${parseArmId(id.parent).names.join("/")}' not found.`,
      );
    }
    if (id.scope !== undefined && !cloud.exists(id.scope)) {
      const { type, names, resourceGroup } = parseArmId(id.scope);
      throw new CloudError(
        404,
        "ResourceNotFound",
        `The Resource '${type}/${names.join("/")}' under resource group '${resourceGroup ?? "<null>"}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      );
    }
  },
};

function isBeingDeleted(properties: unknown): boolean {
  return (properties as { provisioningState?: string }).provisioningState === "Deleting";
}
