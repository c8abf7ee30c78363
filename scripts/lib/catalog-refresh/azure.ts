import type { CognitiveServicesManagementClient, Model as ArmModel } from "@azure/arm-cognitiveservices";
import type { Overlay } from "../../../catalog/overlay";
import { findSku } from "../../../catalog/skus";
import { readAll, type Unverified } from "./read";

/** The part of the client that is used: models and usages of a location, and the subscription's quota tier. */
export type AzureClient = Pick<CognitiveServicesManagementClient, "models" | "usages" | "quotaTiers">;

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

export interface AzureFacts extends Pick<Overlay, "modelRegions" | "models" | "quota" | "quotaTier"> {
  readonly meters: readonly TokenMeter[];
  readonly unverified: readonly Unverified[];
}

type ModelRow = Overlay["models"][number];

/** Asks ARM for the models and the quota of each region. */
export async function readAzure(client: AzureClient, regions: readonly string[]): Promise<AzureFacts> {
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
  const tiers = await readAll("quota tier of the subscription", () => client.quotaTiers.listBySubscription());
  unverified.push(...tiers.unverified);
  const tier = /(\d)/.exec(tiers.rows[0]?.properties?.currentTierName ?? "")?.[1];
  return {
    ...{ modelRegions, quota, meters, unverified },
    models: [...models.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b), "en", { numeric: true })),
    ...(tier !== undefined && { quotaTier: Number(tier) }),
  };
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
