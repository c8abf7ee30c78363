import type { ArmResource, Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { at, stringAt, withValue } from "../arm/json";
import type { Change, JsonObject } from "../store/store";
import { deletedResource, keepDeleted } from "./soft-delete";

/** Values of secrets, by the secret's ID: Resource Manager takes one and never tells it again. */
const values = "secret-values";

/**
 * A deleted key or secret keeps its name in its vault until it is recovered or purged. The provider deletes them
 * through the vault's own API, because ARM has no such call (pulumi-azure-native custom_keyvault.go).
 */
const kept: readonly Behaviour[] = (["key", "secret"] as const).map((kind) => ({
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

/** https://learn.microsoft.com/rest/api/keyvault/secrets/create-or-update: the value is not returned. */
const untold: Behaviour = {
  resourceType: "Microsoft.KeyVault/vaults/secrets",
  onAccept: ({ id, body }) => valueOf(id.id, body),
  compute: ({ body }) => withValue(body, "properties.value", undefined),
};

export const vaultKeys: readonly Behaviour[] = [...kept, untold];

/** The changes by which something else than a request of its own writes a secret. */
export function writeSecret(id: string, body: JsonObject, cloud: CloudView): readonly Change[] {
  return [cloud.change(id, body), ...valueOf(id, body)];
}

/** What a secret holds, for whoever may read it in its vault. */
export function secretValue({ id }: ArmResource, cloud: CloudView): string | undefined {
  return stringAt(cloud.row(values, id), "value");
}

/** The secret in a vault of this cloud at a URI like `https://contoso.vault.azure.net/secrets/name`. */
export function secretAt(uri: string, cloud: CloudView): ArmResource | undefined {
  const [, host = "", name = ""] = /^https:\/\/([^./]+)\.vault\.azure\.net\/secrets\/([^/]+)/.exec(uri) ?? [];
  return cloud.ofType("Microsoft.KeyVault/vaults/secrets").find((secret) => {
    const { names } = parseArmId(secret.id);
    return names.map((one) => one.toLowerCase()).join("/") === `${host}/${name}`.toLowerCase();
  });
}

function valueOf(id: string, body: JsonObject): readonly Change[] {
  const value = stringAt(body, "properties.value");
  return value === undefined ? [] : [{ table: values, key: id.toLowerCase(), value: { value } }];
}
