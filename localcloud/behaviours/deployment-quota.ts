import { findModel } from "../../catalog/models";
import {
  type QuotaPool,
  type QuotaPoolQuery,
  type QuotaTier,
  defaultLimit,
  grantKey,
  quotaPool,
} from "../../catalog/quotas";
import { findSku } from "../../catalog/skus";
import type { ArmResource, Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { at, stringAt } from "../arm/json";
import type { Tally } from "../arm/tally";
import type { JsonObject } from "../store/store";
import { deletedOfType } from "./soft-delete";

const deployment = "Microsoft.CognitiveServices/accounts/deployments";

/** The tier of this cloud's subscription unless it is told another, and the limits of pools whose default no source states. */
const defaultTier: QuotaTier = 3;
const fallbackLimits = { tpm: 1_000, ptu: 300, enqueuedTokens: 10_000_000 } as const;

/**
 * Capacity is drawn from pools. What the deployment holds already is credited to it; deleted accounts keep theirs until
 * they are purged. A row of the table `quotas` (by pool key, by usage name, or `*` for all) sets a limit. Text:
 * PubSec-Info-Assistant#880, azure-search-openai-demo#2091.
 */
export const deploymentQuota: Behaviour = {
  resourceType: deployment,
  beforePut: ({ id, body, existing }, cloud) => {
    const region = regionOf(id.parent, cloud);
    const wanted = capacityOf(body);
    const pool = poolOf(body, region, id.subscriptionId ?? cloud.subscriptionId);
    // Less than what it holds already is always granted.
    if (
      existing &&
      poolOf(existing.body, region, id.subscriptionId ?? cloud.subscriptionId).key === pool.key &&
      wanted <= capacityOf(existing.body)
    )
      return;
    const used = usage(pool, cloud, existing);
    const limit = limitOf(pool, drawOf(body, region), cloud);
    const available = limit - used;
    if (wanted <= available) return;
    const quota = `${unitName(body)} - ${stringAt(body, "properties.model.name") ?? ""} - ${stringAt(body, "sku.name") ?? ""}`;
    throw new CloudError(
      400,
      "InsufficientQuota",
      `This operation require ${wanted} new capacity in quota ${quota}, which is bigger than the current available capacity ${available}. The current quota usage is ${used} and the quota limit is ${limit} for quota ${quota}.`,
    );
  },
};

/** How much of a pool is in use, and its limit. */
export function poolUsage(
  query: Omit<QuotaPoolQuery, "subscription">,
  cloud: CloudView,
): { readonly pool: QuotaPool; readonly used: number; readonly limit: number } {
  const pool = quotaPool({ ...query, subscription: cloud.subscriptionId });
  return { pool, used: usage(pool, cloud, undefined), limit: limitOf(pool, query, cloud) };
}

/** The capacity in use of a pool, without what one deployment holds of it. */
function usage(pool: QuotaPool, cloud: CloudView, without: ArmResource | undefined): number {
  const draws = tallyOf(cloud);
  const own = without && draws.of(without);
  const living = cloud.sum(draws, pool.key) - (own?.key === pool.key ? own.amount : 0);
  const deleted = deletedOfType(cloud, "Microsoft.CognitiveServices/accounts").flatMap(
    ({ resource, nested }) =>
      nested.filter(isDeployment).map((one) => drawn(one, stringAt(resource.body, "location") ?? "")),
  );
  return living + deleted.reduce((sum, { key, amount }) => sum + (key === pool.key ? amount : 0), 0);
}

const tallies = new WeakMap<CloudView, Tally>();

/** What the deployments of a cloud draw from each pool. */
function tallyOf(cloud: CloudView): Tally {
  const known = tallies.get(cloud) ?? {
    name: "deployment capacity",
    resourceType: deployment,
    of: (one: ArmResource) => drawn(one, regionOf(parseArmId(one.id).parent, cloud)),
  };
  tallies.set(cloud, known);
  return known;
}

function drawn(one: ArmResource, region: string): { readonly key: string; readonly amount: number } {
  const pool = poolOf(one.body, region, parseArmId(one.id).subscriptionId ?? "");
  return { key: pool.key, amount: capacityOf(one.body) };
}

function isDeployment({ id }: ArmResource): boolean {
  return parseArmId(id).type.toLowerCase() === deployment.toLowerCase();
}

function poolOf(body: JsonObject, region: string, subscription: string): QuotaPool {
  return quotaPool({ subscription, ...drawOf(body, region) });
}

function drawOf(body: JsonObject, region: string): Omit<QuotaPoolQuery, "subscription"> {
  const version = stringAt(body, "properties.model.version");
  const format = stringAt(body, "properties.model.format");
  return {
    region,
    sku: stringAt(body, "sku.name") ?? "",
    model: stringAt(body, "properties.model.name") ?? "",
    ...(version !== undefined && { version }),
    ...(format !== undefined && { format }),
  };
}

function limitOf(pool: QuotaPool, query: Omit<QuotaPoolQuery, "subscription">, cloud: CloudView): number {
  const { model: name, version, sku } = query;
  const set =
    cloud.row("quotas", pool.key) ?? cloud.row("quotas", pool.usageName) ?? cloud.row("quotas", "*");
  if (set) return Number(set["limit"]);
  const granted = cloud.row("granted quota", grantKey(query));
  if (granted) return Number(granted["limit"]);
  const model = findModel(name, version) ?? { name, version: undefined };
  const known = defaultLimit(model, sku, quotaTierOf(cloud));
  return known === "unknown" ? fallbackLimits[findSku(sku)?.capacityUnit ?? "tpm"] : known.capacity;
}

/** The quota tier of this cloud's subscription. */
export function quotaTierOf(cloud: CloudView): QuotaTier {
  return (cloud.row("subscription", "quota tier")?.["tier"] as QuotaTier | undefined) ?? defaultTier;
}

/** What a stack says of its subscription's quota. */
export interface SubscriptionQuota {
  readonly tier: QuotaTier;
  readonly granted: readonly (Omit<QuotaPoolQuery, "subscription" | "version"> & {
    readonly capacity: number;
  })[];
}

/** The rows of a cloud whose subscription has this quota, by table. */
export function quotaRows({ tier, granted }: SubscriptionQuota): Record<string, Record<string, JsonObject>> {
  return {
    subscription: { "quota tier": { tier } },
    "granted quota": Object.fromEntries(
      granted.map(({ capacity, ...query }) => [grantKey(query), { limit: capacity }]),
    ),
  };
}

function unitName(body: JsonObject): string {
  const unit = findSku(stringAt(body, "sku.name") ?? "")?.capacityUnit ?? "tpm";
  return {
    tpm: "Tokens Per Minute (thousands)",
    ptu: "Provisioned Managed Throughput Unit",
    enqueuedTokens: "Enqueued tokens",
  }[unit];
}

function capacityOf(body: JsonObject): number {
  const capacity = at(body, "sku.capacity");
  return typeof capacity === "number" ? capacity : 1;
}

function regionOf(account: string | undefined, cloud: CloudView): string {
  return stringAt(account === undefined ? undefined : cloud.get(account)?.body, "location") ?? "";
}
