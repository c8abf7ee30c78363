import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";

/**
 * The deletion of a group deletes what is inside. It is refused as a whole when something inside is still being written
 * or is a parent that its service does not give up. Text: azure-dev#4210.
 */
export const resourceGroups: Behaviour = {
  resourceType: "Microsoft.Resources/resourceGroups",
  beforeDelete: ({ id }, cloud) => {
    const busy = cloud.inFlight().filter((key) => key.startsWith(`${id.key}/`));
    if (busy.length === 0) return;
    const named = busy.map((key) => {
      const { type, names } = parseArmId(cloud.get(key)?.id ?? key);
      return `${type}/${names.join("/")}`;
    });
    throw new CloudError(
      409,
      "ResourceGroupDeletionBlocked",
      `Deletion of resource group '${id.name}' failed as resources with identifiers '${named.join(",")}' could not be deleted. The provisioning state of the resource group will be rolled back. The tracking Id is '${cloud.seed.hex(`${id.key}:${cloud.now()}`, 32)}'. Please check audit logs for more details.`,
    );
  },
};
