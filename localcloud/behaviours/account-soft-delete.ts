import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at, withValue } from "../arm/json";
import { deletedResource, keepDeleted, recover } from "./soft-delete";

/** Azure keeps a deleted account for 48 hours, or until it is purged. https://learn.microsoft.com/azure/ai-services/recover-purge-resources */
const retentionHours = 48;

/**
 * A deleted account keeps its ID: it is restored (`restore: true`) or purged before the ID is used again. Text:
 * azure-cli#18146.
 */
export const accountSoftDelete: Behaviour = {
  resourceType: "Microsoft.CognitiveServices/accounts",
  beforePut: ({ id, body, existing }, cloud) => {
    if (existing) return;
    const restore = at(body, "properties.restore") === true;
    const deleted = deletedResource(cloud, id.id);
    if (deleted && !restore) {
      throw new CloudError(
        409,
        "FlagMustBeSetForRestore",
        `An existing resource with ID '${deleted.resource.id}' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property. If you don't want to restore existing resource, please purge it first.`,
      );
    }
    if (!deleted && restore) {
      throw new CloudError(
        400,
        "CanNotRestoreANonExistingResource",
        `Cannot restore the resource '${id.id}': no soft-deleted resource with this ID exists.`,
      );
    }
  },
  // A request's own instruction, never a property of the account.
  compute: ({ body }) => withValue(body, "properties.restore", undefined),
  onAccept: ({ id, existing }, cloud) => {
    const deleted = existing ? undefined : deletedResource(cloud, id.id);
    return deleted ? recover(deleted, cloud) : [];
  },
  afterDelete: (request, cloud) => [keepDeleted(request, cloud, retentionHours, false)],
};
