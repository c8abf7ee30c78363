import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { objectsAt, stringAt } from "../arm/json";
import type { Change } from "../store/store";

const databases = "Microsoft.Cache/redisEnterprise/databases";

/** How often each key of a database was made anew, by the database's ID: `{ primaryKey: 1 }`. */
const regenerated = "redis-keys";

/** The access keys of a database. */
export interface RedisKeys {
  readonly primaryKey: string;
  readonly secondaryKey: string;
}

/**
 * A database of Azure Managed Redis. What the search module asks for:
 * https://learn.microsoft.com/azure/redis/redis-modules; what can be set once: azure-rest-api-specs redisenterprise 2025-07-01.
 */
export const redis: Behaviour = {
  resourceType: databases,
  beforePut: (request) => {
    refuseSearchWithout(request);
    refuseLateChange(request);
  },
};

function refuseSearchWithout({ body }: PutRequest): void {
  if (!modulesOf(body).includes("RediSearch")) return;
  if (stringAt(body, "properties.clusteringPolicy") === "OSSCluster") {
    throw invalid("The module 'RediSearch' is not supported with the clustering policy 'OSSCluster'.");
  }
  const eviction = stringAt(body, "properties.evictionPolicy") ?? "";
  if (eviction !== "NoEviction") {
    throw invalid(
      `The module 'RediSearch' requires the eviction policy 'NoEviction', and it is '${eviction}'.`,
    );
  }
}

function refuseLateChange({ body, existing }: PutRequest): void {
  if (!existing) return;
  if (modulesOf(existing.body).join() !== modulesOf(body).join()) {
    throw invalid("Modules can only be added to a database at creation time.");
  }
  const [before, after] = [existing.body, body].map((one) => stringAt(one, "properties.clusteringPolicy"));
  if (before !== after && before !== "NoCluster") {
    throw invalid(`The clustering policy '${before ?? ""}' cannot be updated without deleting the database.`);
  }
}

function modulesOf(body: ArmResource["body"]): readonly string[] {
  return objectsAt(body, "properties.modules")
    .map((module) => stringAt(module, "name") ?? "")
    .sort();
}

function invalid(message: string): CloudError {
  return new CloudError(400, "BadRequest", message);
}

/** The keys that a database takes. They begin with a text of their own, so that a test finds one wherever it turns up. */
export function redisKeys(database: ArmResource, cloud: CloudView): RedisKeys {
  const counts = cloud.row(regenerated, database.id);
  const key = (name: keyof RedisKeys) =>
    `${redisKeyMark}${cloud.seed.hex(
      `${database.id.toLowerCase()}#${database.incarnation}:${name}:${Number(counts?.[name] ?? 0)}`,
      32,
    )}`;
  return { primaryKey: key("primaryKey"), secondaryKey: key("secondaryKey") };
}

/** What every access key of a Redis of this cloud begins with. */
export const redisKeyMark = "local-cloud-redis-key-";

/** The change that makes a key of a database anew: the old one is worth nothing from then on. */
export function regenerateRedisKey(databaseId: string, key: keyof RedisKeys, cloud: CloudView): Change {
  const counts = cloud.row(regenerated, databaseId);
  return {
    table: regenerated,
    key: databaseId.toLowerCase(),
    value: { ...counts, [key]: Number(counts?.[key] ?? 0) + 1 },
  };
}
