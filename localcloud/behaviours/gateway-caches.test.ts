import { beforeEach, describe, expect, it } from "vitest";
import { roleDefinitionId, roles } from "../../catalog/roles";
import type { JsonObject } from "../store/store";
import { expectRefusal, testCloud, vaultBody, type TestCloud } from "../test-cloud";
import { cacheConnection } from "./gateway-caches";
import { redisKeyMark, redisKeys, regenerateRedisKey } from "./redis";

const service = "Microsoft.ApiManagement/service/gateway";
const value = `${service}/namedValues/cache`;
const cache = `${service}/caches/swedencentral`;
const vault = "Microsoft.KeyVault/vaults/keys";
const secret = `${vault}/secrets/connection`;
const cluster = "Microsoft.Cache/redisEnterprise/cache";
const database = `${cluster}/databases/default`;
const template = "Microsoft.Resources/deployments/connection";
const uri = "https://keys.vault.azure.net/secrets/connection";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
  await cloud.put(service, {
    location: "swedencentral",
    sku: { name: "Premium", capacity: 1 },
    identity: { type: "SystemAssigned" },
    properties: { publisherEmail: "a@b.example", publisherName: "a" },
  });
  await cloud.put(vault, vaultBody());
  await cloud.put(cluster, { location: "swedencentral", sku: { name: "Balanced_B0" } });
  await cloud.put(database, searching());
});

const searching = (over: JsonObject = {}): JsonObject => ({
  properties: {
    modules: [{ name: "RediSearch" }],
    clusteringPolicy: "EnterpriseCluster",
    evictionPolicy: "NoEviction",
    accessKeysAuthentication: "Enabled",
    ...over,
  },
});

const connection = (key = "primaryKey"): JsonObject =>
  deploying(
    `[concat(parameters('host'), ':10000,password=', listKeys(parameters('database'), '2025-07-01').${key}, ',ssl=True')]`,
  );

function deploying(text: string, over: JsonObject = {}): JsonObject {
  return {
    properties: {
      mode: "Incremental",
      template: {
        contentVersion: "1.0.0.0",
        parameters: { host: { type: "string" }, database: { type: "string" } },
        resources: [
          {
            type: "Microsoft.KeyVault/vaults/secrets",
            apiVersion: "2024-11-01",
            name: "[concat('keys', '/connection')]",
            properties: { value: text },
          },
        ],
      },
      parameters: { host: { value: "cache.example" }, database: { value: cloud.id(database) } },
      ...over,
    },
  };
}

const fromVault = (over: JsonObject = {}): JsonObject => ({
  properties: { displayName: "cache", secret: true, keyVault: { secretIdentifier: uri, ...over } },
});

function assign(principalId: string, scope = secret): Promise<unknown> {
  const name = "1b671a64-40d5-491e-99b0-da01ff1f3341";
  return cloud.put(`${cloud.id(scope)}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
    properties: {
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(roles.keyVaultSecretsUser, cloud.subscriptionId),
    },
  });
}

const ownPrincipal = (): string =>
  (cloud.arm.get(cloud.id(service))?.body["identity"] as { principalId: string }).principalId;

async function connected(): Promise<void> {
  await cloud.put(template, connection());
  await assign(ownPrincipal());
  await cloud.put(value, fromVault());
  await cloud.put(cache, {
    properties: { useFromLocation: "Sweden Central", connectionString: "{{cache}}" },
  });
}

const told = (): string | undefined => {
  const owner = cloud.arm.get(cloud.id(service));
  return owner && cacheConnection(owner, "swedencentral", cloud.arm);
};
const keys = () => {
  const found = cloud.arm.get(cloud.id(database));
  return found ? redisKeys(found, cloud.arm) : { primaryKey: "", secondaryKey: "" };
};

describe("a template that writes a secret", () => {
  it("reads a key itself, which the gateway finds in the vault and nobody anywhere else", async () => {
    await connected();
    expect(told()).toBe(`cache.example:10000,password=${keys().primaryKey},ssl=True`);
    expect(keys().primaryKey).toContain(redisKeyMark);
    const shown = cloud.arm.all().map(({ id }) => cloud.arm.read(id)?.body);
    expect(JSON.stringify(shown)).not.toContain(redisKeyMark);
  });

  it("is written again with the other key, which the first one may be made anew after", async () => {
    await connected();
    await cloud.put(template, connection("secondaryKey"));
    expect(told()).toContain(keys().secondaryKey);
    const old = keys();
    await cloud.arm.commit([regenerateRedisKey(cloud.id(database), "primaryKey", cloud.arm)]);
    expect(keys().primaryKey).not.toBe(old.primaryKey);
    expect(keys().secondaryKey).toBe(old.secondaryKey);
    expect(told()).toContain(keys().secondaryKey);
  });

  it.each([
    ["[uniqueString('a')]", "The template function 'uniqueString' is not valid."],
    ["[concat(parameters('nobody'))]", "The template parameter 'nobody' is not found."],
    ["[concat('a']", "Unable to parse language expression"],
    ["[concat('a') 'b']", "Unable to parse language expression"],
  ])("is refused before it begins: %s", async (text, message) => {
    await expectRefusal(cloud.put(template, deploying(text)), 400, "InvalidTemplate", new RegExp(message));
    expect(cloud.arm.get(cloud.id(secret))).toBeUndefined();
  });

  it("takes a text in two brackets as it is", async () => {
    await cloud.put(template, deploying("[[plain]"));
    expect(cloud.arm.get(cloud.id(secret))?.body["properties"]).not.toHaveProperty("value");
  });

  it("fails where the resource whose key it wants is not there", async () => {
    const lost = {
      parameters: { host: { value: "h" }, database: { value: `${cloud.id(cluster)}/databases/other` } },
    };
    await expectRefusal(
      cloud.put(template, deploying("[listKeys(parameters('database'), '1').primaryKey]", lost)),
      404,
      "ResourceNotFound",
      /redisEnterprise\/databases\/cache\/other/,
    );
    expect(cloud.arm.get(cloud.id(template))?.body["properties"]).toMatchObject({
      provisioningState: "Failed",
    });
  });
});

describe("a named value of a key vault", () => {
  it("is refused without the secret, and without the right to read it", async () => {
    await expectRefusal(cloud.put(value, fromVault()), 400, "ValidationError", /was not found/);
    await cloud.put(template, connection());
    await expectRefusal(cloud.put(value, fromVault()), 400, "ValidationError", /Access denied to get secret/);
    await assign(ownPrincipal());
    await cloud.put(value, fromVault());
  });

  it("wants an identity that the service has", async () => {
    await cloud.put(template, connection());
    await expectRefusal(
      cloud.put(value, fromVault({ identityClientId: "nobody" })),
      400,
      "ValidationError",
      /Can not find Managed Identity with provided IdentityClientId : nobody\./,
    );
  });

  it("reaches a vault behind a firewall by its endpoint alone", async () => {
    await cloud.put(template, connection());
    await assign(ownPrincipal());
    await cloud.put(vault, vaultBody({ publicNetworkAccess: "Disabled" }));
    await expectRefusal(cloud.put(value, fromVault()), 400, "ValidationError", /no private endpoint/);
    await cloud.put("Microsoft.Network/virtualNetworks/vnet", {
      location: "swedencentral",
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/20"] } },
    });
    await cloud.put("Microsoft.Network/virtualNetworks/vnet/subnets/a", {
      properties: { addressPrefix: "10.0.0.0/24" },
    });
    await cloud.put("Microsoft.Network/privateEndpoints/vault", {
      location: "swedencentral",
      properties: {
        subnet: { id: cloud.id("Microsoft.Network/virtualNetworks/vnet/subnets/a") },
        privateLinkServiceConnections: [
          { name: "vault", properties: { privateLinkServiceId: cloud.id(vault), groupIds: ["vault"] } },
        ],
      },
    });
    const { body } = await cloud.put(value, fromVault());
    expect(body["properties"]).toMatchObject({ keyVault: { lastStatus: { code: "Success" } } });
  });
});

describe("an external cache", () => {
  const put = (properties: JsonObject) => cloud.put(cache, { properties });

  it("is of a region of the service, and of named values that it has", async () => {
    await expectRefusal(
      put({ useFromLocation: "westeurope", connectionString: "x" }),
      400,
      "ValidationError",
      /does not stand in 'westeurope'/,
    );
    await expectRefusal(
      put({ useFromLocation: "default", connectionString: "{{nothing}}" }),
      400,
      "ValidationError",
      /Cannot find a property 'nothing'/,
    );
  });

  it("holds the named value that it refers to", async () => {
    await connected();
    await expectRefusal(cloud.remove(value), 400, "ValidationError", /is used by caches\/swedencentral/);
    await cloud.remove(cache);
    await cloud.remove(value);
  });
});

describe("a database of Redis", () => {
  it.each<[string, JsonObject, RegExp]>([
    ["another clustering policy", { clusteringPolicy: "OSSCluster" }, /clustering policy 'OSSCluster'/],
    [
      "another eviction policy",
      { evictionPolicy: "AllKeysLRU" },
      /requires the eviction policy 'NoEviction'/,
    ],
  ])("searches with no %s", async (_, over, message) => {
    await cloud.remove(database);
    await expectRefusal(cloud.put(database, searching(over)), 400, "BadRequest", message);
    await cloud.put(database, searching({ ...over, modules: [] }));
  });

  it("keeps its modules and its clustering policy", async () => {
    await expectRefusal(
      cloud.put(database, searching({ modules: [] })),
      400,
      "BadRequest",
      "Modules can only be added to a database at creation time.",
    );
    await expectRefusal(
      cloud.put(database, searching({ modules: [{ name: "RediSearch" }], clusteringPolicy: "NoCluster" })),
      400,
      "BadRequest",
      /cannot be updated without deleting the database/,
    );
  });

  it("tells its keys to whoever asks by the SDK's function", async () => {
    const { result } = await cloud.provider("azure-native").invoke({
      token: "azure-native:redisenterprise:listDatabaseKeys",
      args: { resourceGroupName: "rg", clusterName: "cache", databaseName: "default" },
    });
    expect(result).toEqual(keys());
  });
});
