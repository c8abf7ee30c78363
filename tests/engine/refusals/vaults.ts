import { type Declared, type Row, azure } from "./row";

/** A vault; its name is the row's own unless one is given. */
export const vault = (properties: object = {}, vaultName = "{slug}-kv", more: object = {}): Declared =>
  azure("vault", "keyvault:Vault", {
    vaultName,
    properties: { tenantId: "{tenant}", sku: { family: "A", name: "standard" }, ...properties },
    ...more,
  });
export const key = (keyName = "cmk", kty = "RSA"): Declared =>
  azure("key", "keyvault:Key", { vaultName: "{slug}-kv", keyName, properties: { kty } }, ["vault"]);

/** Vaults and what is in them. */
export const vaults: readonly Row[] = [
  {
    name: "a name that no vault may have",
    proves: "400 VaultNameNotValid behaviours/key-vaults.ts",
    says: "The vault name '{slug}--kv' is invalid.",
    refused: [vault({}, "{slug}--kv")],
    recovered: [vault()],
  },
  {
    name: "a name that somebody has",
    proves: "409 VaultAlreadyExists behaviours/key-vaults.ts",
    says: "The vault name 'somebodys-kv' is already in use. Vault names are globaly unique",
    refused: [vault({}, "somebodys-kv")],
    recovered: [vault()],
  },
  {
    name: "a vault in place of one that was deleted, which is recovered",
    proves: "409 ConflictError behaviours/key-vaults.ts",
    says: "A vault with the same name already exists in deleted state.",
    before: [vault()],
    // In another region it is another vault of the same name.
    refused: [vault({}, "{slug}-kv", { location: "westeurope" })],
    recovered: [vault({ createMode: "recover" })],
  },
  {
    name: "the recovery of what was never deleted",
    proves: "404 SoftDeletedVaultDoesNotExist behaviours/key-vaults.ts",
    says: "A soft deleted vault with the given name '{slug}-kv' does not exist.",
    refused: [vault({ createMode: "recover" })],
    recovered: [vault()],
  },
  {
    name: "the end of purge protection",
    proves: "400 BadRequest behaviours/key-vaults.ts",
    says: 'The property "enablePurgeProtection" cannot be set to false.',
    before: [vault({ enablePurgeProtection: true })],
    refused: [vault({ enablePurgeProtection: false })],
    recovered: [vault({ enablePurgeProtection: true })],
  },
  {
    name: "a key in place of one that was deleted, under another name",
    proves: "409 Conflict behaviours/vault-keys.ts",
    says: "Key cmk is currently in a deleted but recoverable state, and its name cannot be reused",
    before: [vault(), key()],
    refused: [vault(), key("cmk", "EC")],
    recovered: [vault(), key("cmk-2", "EC")],
  },
];
