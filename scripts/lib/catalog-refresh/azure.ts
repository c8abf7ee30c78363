import type { CognitiveServicesManagementClient, Model as ArmModel } from "@azure/arm-cognitiveservices";
import type { Overlay } from "../../../catalog/overlay";
import { findSku } from "../../../catalog/skus";
import { normalizeRegion } from "../../../catalog/regions";
import { readAll, type Answer, type Unverified } from "./read";

/** The part of the client that is used: models and usages of a location, what can be deployed, the quota tier. */
export type AzureClient = Pick<
  CognitiveServicesManagementClient,
  "models" | "usages" | "quotaTiers" | "modelCapacities"
>;

/** The meter that bills a kind of token of a model's SKU, to be priced by the Retail Prices API. */
export interface TokenMeter {
  readonly model: string;
  readonly version: string;
  readonly sku: string;
  readonly region: string;
  readonly meterId: string;
  /** As ARM names it. */
  readonly name: string;
}

export interface AzureFacts extends Pick<
  Overlay,
  "modelRegions" | "models" | "quota" | "quotaTier" | "capacities"
> {
  readonly meters: readonly TokenMeter[];
  readonly unverified: readonly Unverified[];
}

type ModelRow = Overlay["models"][number];

/** A model version whose capacity is asked for: one request each, so only for those that somebody deploys. */
export interface WantedModel {
  readonly name: string;
  readonly version: string;
  readonly format: string;
}

/** Asks ARM for the models and the quota of each region, and for the capacity that is left of some models. */
export async function readAzure(
  client: AzureClient,
  regions: readonly string[],
  wanted: readonly WantedModel[] = [],
): Promise<AzureFacts> {
  const unverified: Unverified[] = [];
  const modelRegions: string[] = [];
  const models = new Map<string, ModelRow>();
  const meters: TokenMeter[] = [];
  const quota: Overlay["quota"] = [];
  for (const region of regions) {
    const listed = await readAll(`models in ${region}`, () => client.models.list(region));
    unverified.push(...listed.unverified);
    if (listed.unverified.length === 0) modelRegions.push(region);
    for (const entry of listed.rows) addModel(entry, region, models, meters);
    const usages = await readAll(`quota in ${region}`, () => client.usages.list(region));
    unverified.push(...usages.unverified);
    for (const { name, limit, currentValue } of usages.rows) {
      if (name?.value !== undefined && limit !== undefined)
        quota.push({ region, usageName: name.value, limit, used: currentValue ?? 0 });
    }
  }
  const capacities = await readCapacities(client, regions, wanted);
  unverified.push(...capacities.unverified);
  const tiers = await readAll("quota tier of the subscription", () => client.quotaTiers.listBySubscription());
  unverified.push(...tiers.unverified);
  const tier = /(\d)/.exec(tiers.rows[0]?.properties?.currentTierName ?? "")?.[1];
  return {
    ...{ modelRegions, quota, meters, unverified, capacities: [...capacities.rows] },
    models: [...models.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b), "en", { numeric: true })),
    ...(tier !== undefined && { quotaTier: Number(tier) }),
  };
}

/** What could be deployed today of each model version in the regions, by SKU. */
async function readCapacities(
  client: AzureClient,
  regions: readonly string[],
  wanted: readonly WantedModel[],
): Promise<Answer<NonNullable<Overlay["capacities"]>[number]>> {
  const rows: NonNullable<Overlay["capacities"]> = [];
  const unverified: Unverified[] = [];
  for (const { name, version, format } of wanted) {
    const listed = await readAll(`capacity of ${name} ${version}`, () =>
      client.modelCapacities.list(format, name, version),
    );
    unverified.push(...listed.unverified);
    for (const { location = "", properties } of listed.rows) {
      const sku = findSku(properties?.skuName ?? "")?.name;
      const region = normalizeRegion(location);
      const available = properties?.availableCapacity;
      if (sku && available !== undefined && regions.includes(region))
        rows.push({ model: name, version, sku, region, available });
    }
  }
  return { rows, unverified };
}

/** ARM lists a model once for each kind of account that may carry it, and spells SKUs in changing case. */
function addModel(
  { model }: ArmModel,
  region: string,
  models: Map<string, ModelRow>,
  meters: TokenMeter[],
): void {
  const { name, version, format, skus = [] } = model ?? {};
  if (name === undefined || version === undefined || format === undefined) return;
  const target = model?.replacementConfig;
  const stage = stageOf(model?.lifecycleStatus);
  const retirement = model?.deprecation?.inference;
  const seen = models.get(keyOf({ name, version, format }));
  const row: ModelRow = seen ?? {
    ...{ name, version, format, skus: {} },
    ...(stage && { stage }),
    ...(retirement !== undefined && { retirementDate: retirement.slice(0, 10) }),
    ...(target?.targetModelName !== undefined && {
      replacement:
        target.targetModelVersion === undefined
          ? target.targetModelName
          : `${target.targetModelName} (${target.targetModelVersion})`,
    }),
  };
  models.set(keyOf(row), row);
  for (const { name: spelled = "", cost = [] } of skus) {
    const sku = findSku(spelled)?.name;
    const regions = sku && (row.skus[sku] ??= []);
    // The second kind of account repeats the first one's SKUs.
    if (!sku || !regions || regions.includes(region)) continue;
    regions.push(region);
    for (const { name: meter = "", meterId } of cost) {
      if (meterId !== undefined) meters.push({ model: name, version, sku, region, meterId, name: meter });
    }
  }
}

function keyOf({ name, version, format }: Pick<ModelRow, "name" | "version" | "format">): string {
  return [name, version, format].join("\n");
}

/** ARM's `Deprecated` is what the documentation calls retired; `Deprecating` still runs for those who have it. */
function stageOf(status: string | undefined): ModelRow["stage"] {
  const stages: Readonly<Record<string, NonNullable<ModelRow["stage"]>>> = {
    Stable: "GA",
    GenerallyAvailable: "GA",
    Preview: "Preview",
    Legacy: "Legacy",
    Deprecating: "Deprecated",
    Deprecated: "Retired",
  };
  return status === undefined ? undefined : stages[status];
}
