import type { Behaviour, DeleteRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import type { ArmId } from "../arm/id";
import { at, stringAt, withValue } from "../arm/json";
import { claim, claimOn } from "./claims";
import { deletedResource, keepDeleted, recover } from "./soft-delete";

/**
 * Vault names are unique in the world, deleted vaults included; a deleted vault is recovered with `createMode: recover`,
 * or purged where purge protection allows it. Texts: data-safe-haven#2523, ARO-Landing-Zone-Accelerator#28.
 */
export const keyVaults: Behaviour = {
  resourceType: "Microsoft.KeyVault/vaults",
  beforePut: ({ id, body, existing }, cloud) => {
    if (!/^[a-z](?!.*--)[a-z0-9-]{1,22}[a-z0-9]$/i.test(id.name)) {
      throw new CloudError(
        400,
        "VaultNameNotValid",
        `The vault name '${id.name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742`,
      );
    }
    if (existing) {
      if (
        at(existing.body, "properties.enablePurgeProtection") === true &&
        at(body, "properties.enablePurgeProtection") === false
      ) {
        throw new CloudError(
          400,
          "BadRequest",
          'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
        );
      }
      return;
    }
    const held = claimOn(cloud, nameOf(id), id);
    const deleted = held?.by === "deleted" ? held.deleted : undefined;
    const recovers = stringAt(body, "properties.createMode")?.toLowerCase() === "recover";
    if (deleted && !(recovers && deleted.resource.id.toLowerCase() === id.key)) {
      throw new CloudError(
        409,
        "ConflictError",
        "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
      );
    }
    if (!deleted && recovers) {
      throw new CloudError(
        404,
        "SoftDeletedVaultDoesNotExist",
        `A soft deleted vault with the given name '${id.name}' does not exist. Ensure that the name for the vault that is being attempted to recover is in a recoverable state.`,
      );
    }
    if (held && !deleted) {
      throw new CloudError(
        409,
        "VaultAlreadyExists",
        `The vault name '${id.name}' is already in use. Vault names are globaly unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information on soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`,
      );
    }
  },
  compute: ({ body }) => withValue(body, "properties.createMode", undefined),
  onAccept: ({ id, existing }, cloud) => {
    const deleted = existing ? undefined : deletedResource(cloud, id.id);
    return [claim(nameOf(id), id), ...(deleted ? recover(deleted, cloud) : [])];
  },
  afterDelete: (request, cloud) => [
    keepDeleted(
      request,
      cloud,
      retentionDays(request) * 24,
      at(request.existing.body, "properties.enablePurgeProtection") === true,
    ),
  ],
};

function nameOf({ name }: ArmId): string {
  return `vault/${name.toLowerCase()}`;
}

function retentionDays({ existing }: DeleteRequest): number {
  const days = at(existing.body, "properties.softDeleteRetentionInDays");
  return typeof days === "number" ? days : 90;
}
