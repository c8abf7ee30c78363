import * as redis from "@pulumi/azure-native/redisenterprise";
import * as pulumi from "@pulumi/pulumi";
import { createStoreEncryption, type StoreArgs, type StoreEncryption } from "../data/store-encryption";
import { sendDiagnostics } from "../shared/diagnostics";
import { retried } from "../shared/retry";

/** Sizes of Azure Managed Redis that have the search module, smallest first: the digits are gigabytes but for the first two. */
export const cacheSkus = [
  "Balanced_B0",
  "Balanced_B1",
  "Balanced_B3",
  "Balanced_B5",
  "Balanced_B10",
] as const;

/** A size of a semantic cache. */
export type CacheSku = (typeof cacheSkus)[number];

/** Arguments of {@link createRedis}. */
export interface RedisArgs extends StoreArgs {
  readonly sku: CacheSku;
}

/** A Redis that a semantic cache searches in, and its one database. */
export interface Redis {
  readonly cluster: redis.RedisEnterprise;
  readonly database: redis.Database;
}

/**
 * A Redis inside the network, encrypted with the customer's key, with the module that finds similar prompts. It holds nothing
 * that must not be lost: no backup, no second copy outside of an environment that is protected, no refusal to delete it.
 */
export function createRedis(parent: pulumi.Resource, name: string, args: RedisArgs): Redis {
  const encryption = createStoreEncryption(parent, name, args);
  const cluster = createCluster(parent, name, args, encryption);
  const database = createDatabase(parent, name, args, cluster);
  sendDiagnostics(
    `${name}-diagnostics`,
    { kind: "redisDatabase", resourceId: database.id, workspaceId: args.workspaceId },
    { parent },
  );
  return { cluster, database };
}

function createCluster(
  parent: pulumi.Resource,
  name: string,
  args: RedisArgs,
  { identity, key, role }: StoreEncryption,
): redis.RedisEnterprise {
  return new redis.RedisEnterprise(
    `${name}-redis`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      sku: { name: args.sku },
      publicNetworkAccess: "Disabled",
      minimumTlsVersion: "1.2",
      highAvailability: args.protected ? "Enabled" : "Disabled",
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      encryption: {
        customerManagedKeyEncryption: {
          keyEncryptionKeyIdentity: {
            identityType: "userAssignedIdentity",
            userAssignedIdentityResourceId: identity.id,
          },
          // Redis takes a version alone, and does not follow the key: the next refresh and run give it the newest.
          keyEncryptionKeyUrl: pulumi.interpolate`${key.vaultUri}keys/${key.keyName}/${key.version}`,
        },
      },
      tags: { ...args.tags },
    },
    retried({ parent, dependsOn: [role] }),
  );
}

function createDatabase(
  parent: pulumi.Resource,
  name: string,
  args: RedisArgs,
  cluster: redis.RedisEnterprise,
): redis.Database {
  return new redis.Database(
    `${name}-database`,
    {
      resourceGroupName: args.resourceGroupName,
      clusterName: cluster.name,
      // Azure Managed Redis takes no other name.
      databaseName: "default",
      port: cachePort,
      clientProtocol: "Encrypted",
      // What the search module asks for (https://learn.microsoft.com/azure/redis/redis-modules); neither can be changed later.
      modules: [{ name: "RediSearch" }],
      clusteringPolicy: "EnterpriseCluster",
      evictionPolicy: "NoEviction",
      // API Management reaches a cache with a key alone:
      // https://learn.microsoft.com/azure/api-management/api-management-howto-cache-external
      accessKeysAuthentication: "Enabled",
    },
    // A change of what is set once replaces it, and a cluster has one database.
    retried({
      parent,
      deleteBeforeReplace: true,
      replaceOnChanges: ["modules", "clusteringPolicy", "port"],
    }),
  );
}

/** The port on which Azure Managed Redis answers. */
export const cachePort = 10000;
