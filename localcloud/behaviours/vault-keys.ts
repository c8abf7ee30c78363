import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at } from "../arm/json";
import { deletedResource, keepDeleted } from "./soft-delete";

/**
 * A deleted key or secret keeps its name in its vault until it is recovered or purged. The provider deletes them
 * through the vault's own API, because ARM has no such call (pulumi-azure-native custom_keyvault.go).
 */
export const vaultKeys: readonly Behaviour[] = (["key", "secret"] as const).map((kind) => ({
  resourceType: `Microsoft.KeyVault/vaults/${kind}s`,
  beforePut: ({ id, existing }, cloud) => {
    if (existing || !deletedResource(cloud, id.id)) return;
    const noun = kind === "key" ? "Key" : "Secret";
    throw new CloudError(
      409,
      "Conflict",
      `${noun} ${id.name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the ${kind} can only be recovered or purged.`,
    );
  },
  afterDelete: (request, cloud) => {
    // The vault keeps what goes with it, and brings it back.
    if (request.cascade) return [];
    const vault = cloud.get(request.id.parent ?? "");
    const days = Number(at(vault?.body, "properties.softDeleteRetentionInDays") ?? 90);
    const isProtected = at(vault?.body, "properties.enablePurgeProtection") === true;
    return [keepDeleted(request, cloud, days * 24, isProtected)];
  },
}));
