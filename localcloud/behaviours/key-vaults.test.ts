import { beforeEach, describe, expect, it } from "vitest";
import { type TestCloud, expectRefusal, testCloud, vaultBody } from "../test-cloud";

const vault = "Microsoft.KeyVault/vaults/contoso-kv";
const key = `${vault}/keys/cmk`;

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
});

describe("the name of a vault", () => {
  it.each(["1kv", "kv-", "k--v", "kv", "k".repeat(25)])("is refused when it is %s", async (name) => {
    await expectRefusal(
      cloud.put(`Microsoft.KeyVault/vaults/${name}`, vaultBody()),
      400,
      "VaultNameNotValid",
      /is invalid/,
    );
  });

  it("is taken once in the world", async () => {
    await cloud.put(vault, vaultBody());
    const other = `/subscriptions/${cloud.subscriptionId}/resourceGroups/other`;
    await cloud.put(other, { location: "swedencentral" });
    await expectRefusal(
      cloud.put(`${other}/providers/${vault}`, vaultBody()),
      409,
      "VaultAlreadyExists",
      /Vault names are globaly unique/,
    );
    await cloud.arm.commit([{ table: "claims", key: "vault/theirs", value: {} }]);
    await expectRefusal(
      cloud.put("Microsoft.KeyVault/vaults/theirs", vaultBody()),
      409,
      "VaultAlreadyExists",
      /'theirs'/,
    );
  });
});

describe("a deleted vault", () => {
  beforeEach(async () => {
    await cloud.put(vault, vaultBody());
    await cloud.put(key, { properties: { kty: "RSA" } });
  });

  it("keeps its name until it is purged", async () => {
    await cloud.remove(vault);
    await expectRefusal(
      cloud.put(vault, vaultBody()),
      409,
      "ConflictError",
      "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
    );
    await cloud.purge(cloud.id(vault));
    await cloud.put(vault, vaultBody());
    expect(cloud.arm.get(cloud.id(key))).toBeUndefined();
  });

  it("is recovered with its keys on request", async () => {
    await cloud.remove(vault);
    await cloud.put(vault, vaultBody({ createMode: "recover" }));
    expect(cloud.arm.get(cloud.id(key))).toBeDefined();
    expect(cloud.deletedResources()).toEqual([]);
  });

  it("cannot be recovered when there is none", async () => {
    await expectRefusal(
      cloud.put("Microsoft.KeyVault/vaults/other-kv", vaultBody({ createMode: "recover" })),
      404,
      "SoftDeletedVaultDoesNotExist",
      /does not exist/,
    );
  });

  it("is not purged before its time when it is protected", async () => {
    await cloud.put(vault, vaultBody({ enablePurgeProtection: true, softDeleteRetentionInDays: 7 }));
    await cloud.remove(vault);
    await expectRefusal(cloud.purge(cloud.id(vault)), 409, "MethodNotAllowed", /purge protection/);
    await cloud.clock.sleep(7 * 86_400_000);
    await cloud.put(vault, vaultBody());
  });
});

describe("purge protection", () => {
  it("is not taken back", async () => {
    await cloud.put(vault, vaultBody({ enablePurgeProtection: true }));
    await expectRefusal(
      cloud.put(vault, vaultBody({ enablePurgeProtection: false })),
      400,
      "BadRequest",
      /irreversible/,
    );
  });
});

describe("a deleted key", () => {
  beforeEach(async () => {
    await cloud.put(vault, vaultBody());
    await cloud.put(key, { properties: { kty: "RSA" } });
    await cloud.remove(key);
  });

  it("keeps its name until it is purged", async () => {
    await expectRefusal(
      cloud.put(key, { properties: { kty: "RSA" } }),
      409,
      "Conflict",
      "Key cmk is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.",
    );
    await cloud.purge(cloud.id(key));
    await cloud.put(key, { properties: { kty: "RSA" } });
  });

  it("goes with its vault when that is purged", async () => {
    await cloud.remove(vault);
    await cloud.purge(cloud.id(vault));
    expect(cloud.deletedResources()).toEqual([]);
  });
});
