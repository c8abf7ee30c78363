/** Quota of Azure OpenAI: pools, default limits by tier, capacity steps and account limits (quotas.json). */
import { findModel, type Model } from "./models";
import file from "./quotas.json";
import { findRegion, normalizeRegion } from "./regions";
import type { QuotasFile } from "./schema";
import { findSku, type SkuName } from "./skus";

const data = file as unknown as QuotasFile;

/** Quota tiers: 0 is the free tier, 6 the largest. */
export const quotaTiers = [0, 1, 2, 3, 4, 5, 6] as const;
export type QuotaTier = (typeof quotaTiers)[number];

/** The tier with the largest default limits: more than its limit needs an increase that Microsoft grants. */
export const highestTier: QuotaTier = 6;

/** Limits of accounts and subscriptions. https://learn.microsoft.com/azure/foundry/openai/quotas-limits */
export const accountLimits = {
  /** Accounts of kind `OpenAI` in one region of one subscription. */
  openAIAccountsPerRegion: data.accountLimits.openAIResourcesPerRegionPerSubscription,
  /** Accounts of kind `AIServices` in one region of one subscription. */
  aiServicesAccountsPerRegion: data.accountLimits.foundryResourcesPerRegionPerSubscription,
  projectsPerAccount: data.accountLimits.projectsPerResource,
  /** Deployments in one account, without fine-tuned ones. */
  deploymentsPerAccount: data.accountLimits.deploymentsPerFoundryResource,
  fineTunedDeploymentsPerAccount: data.accountLimits.fineTunedDeploymentsPerResource,
  /** Provisioned throughput units in one deployment. */
  ptuPerDeployment: data.accountLimits.maxPtuPerDeployment,
} as const;

export interface QuotaPool {
  /** Equal for deployments that draw on the same limit. */
  readonly key: string;
  /** `name.value` in the usages of a location, and `usageName` of a model's SKU: `OpenAI.GlobalStandard.gpt-5.1`. */
  readonly usageName: string;
  /** Where the limit is counted. */
  readonly scope: "region" | "dataZone" | "subscription";
}

export interface QuotaPoolQuery {
  readonly subscription: string;
  readonly region: string;
  readonly sku: string;
  readonly model: string;
  readonly version?: string;
  /** Format of a model that is newer than the catalog. @default what the catalog says, else `OpenAI` */
  readonly format?: string;
}

/**
 * The pool that a deployment draws on: one per subscription, region, SKU and model. Provisioned SKUs share one pool
 * for all models. Models that Microsoft moved to subscription level in May 2026 have one pool per version over all
 * regions (GlobalStandard) or per data zone (DataZoneStandard).
 */
export function quotaPool(query: QuotaPoolQuery): QuotaPool {
  const { subscription, region, sku, model, version } = query;
  const known = findSku(sku);
  const format = findModel(model)?.format ?? query.format ?? "OpenAI";
  const family = format === "OpenAI" ? "OpenAI" : "AIServices";
  const usageName = `${family}.${known?.name ?? sku}${known?.provisioned ? "" : `.${model}`}`;
  const place = normalizeRegion(region);
  const key = (...parts: string[]): string => [subscription, ...parts, usageName].join("/").toLowerCase();
  if (!data.scopes.subscriptionLevelModels.includes(model))
    return { key: key(place), usageName, scope: "region" };
  if (known?.name === "GlobalStandard") {
    return { key: key("global", version ?? ""), usageName, scope: "subscription" };
  }
  const zone = findRegion(region)?.dataZone;
  return known?.name === "DataZoneStandard" && zone
    ? { key: key(zone, version ?? ""), usageName, scope: "dataZone" }
    : { key: key(place), usageName, scope: "region" };
}

/**
 * The key of what Azure granted beyond the default: the pool in any subscription and for any version, so that a grant holds for
 * every deployment that draws on its pool.
 */
export function grantKey(query: Omit<QuotaPoolQuery, "subscription" | "version">): string {
  const { region, sku, model, format } = query;
  return quotaPool({ subscription: "", region, sku, model, ...(format === undefined ? {} : { format }) }).key;
}

/** Tokens a minute of one unit of capacity of the pay-as-you-go SKUs. */
export function tokensPerMinutePerUnit(model: string): number {
  const exception = data.capacityUnits.exceptions.find(({ models }) => models.includes(model));
  return exception?.tpm ?? data.capacityUnits.standardUnitTpm;
}

/** The default limit of a pool in units of capacity, before any increase that Microsoft granted. */
export interface DefaultLimit {
  readonly capacity: number;
  /** Set where a second page of the vendor says that the tier has no default limit at all. */
  readonly doubtful: boolean;
}

/**
 * The default limit of a model and SKU at a quota tier; `unknown` where the tables have no row (most regional Standard
 * models, all provisioned units, models counted in requests).
 */
export function defaultLimit(
  model: Pick<Model, "name" | "version">,
  sku: string,
  tier: QuotaTier,
): DefaultLimit | "unknown" {
  const known = findSku(sku);
  const row = data.tiers.find(
    (candidate) =>
      candidate.model === model.name &&
      candidate.sku === known?.name &&
      (candidate.versions?.includes(model.version ?? "") ?? true),
  );
  const key = String(tier) as `${QuotaTier}`;
  const tpm = row?.tpm?.[key];
  if (tpm === undefined) return "unknown";
  return {
    capacity: Math.floor(tpm / tokensPerMinutePerUnit(model.name)),
    doubtful: row?.tiersInDoubt?.includes(key) ?? false,
  };
}

export interface CapacityRule {
  readonly unit: "tpm" | "ptu" | "enqueuedTokens";
  readonly minimum: number;
  readonly step: number;
  readonly maximum?: number;
}

/**
 * What capacity a deployment may ask for: at least `minimum`, in steps of `step` from there. `notOffered` where the
 * sizing table leaves the SKU out for a model, `unknown` where it has no row for the model.
 * https://learn.microsoft.com/azure/foundry/openai/how-to/provisioned-throughput-onboarding
 */
export function capacityRule(
  model: Pick<Model, "name" | "version">,
  sku: SkuName,
): CapacityRule | "notOffered" | "unknown" {
  const known = findSku(sku);
  if (!known?.provisioned) return { unit: known?.capacityUnit ?? "tpm", minimum: 1, step: 1 };
  const row = provisionedRow(model);
  if (!row) return "unknown";
  const steps = known.processing === "region" ? row.regional : row.globalDataZone;
  if (!steps) return "notOffered";
  return { unit: "ptu", minimum: steps.min, step: steps.increment, maximum: accountLimits.ptuPerDeployment };
}

/** The smallest capacity that satisfies a rule and is at least `wanted`; the maximum where `wanted` exceeds it. */
export function roundUpCapacity(wanted: number, rule: CapacityRule): number {
  const steps = Math.max(0, Math.ceil((wanted - rule.minimum) / rule.step));
  const rounded = rule.minimum + steps * rule.step;
  if (rule.maximum === undefined || rounded <= rule.maximum) return rounded;
  return rule.minimum + Math.floor((rule.maximum - rule.minimum) / rule.step) * rule.step;
}

/** How many tokens a minute one provisioned unit serves, by class of token. */
export interface ProvisionedThroughput {
  readonly inputTpmPerPtu: number;
  /** What one token of a class counts as, in input tokens. */
  readonly weights: { readonly input: number; readonly cachedInput: number; readonly output: number };
}

/** Throughput of a provisioned unit; `unknown` for a model that the sizing table leaves out. */
export function provisionedThroughput(
  model: Pick<Model, "name" | "version">,
): ProvisionedThroughput | "unknown" {
  const row = provisionedRow(model);
  const output = row?.normalizedWeights?.["output"] ?? row?.outputToInputRatio;
  if (!row || output === undefined) return "unknown";
  return {
    inputTpmPerPtu: row.inputTpmPerPtu,
    weights: {
      input: 1,
      cachedInput: row.normalizedWeights?.["cachedInput"] ?? row.cachedInputWeight ?? 1,
      output,
    },
  };
}

function provisionedRow(
  model: Pick<Model, "name" | "version">,
): QuotasFile["ptu"]["models"][number] | undefined {
  const rows = data.ptu.models.filter((row) => row.model === model.name);
  return rows.find((row) => row.version === model.version) ?? rows.find((row) => row.version === null);
}
