/**
 * What `cornerstone catalog refresh` read from the live sources, laid over the catalog's files: the newest overlay wins, and
 * only where it knows something. Overlays are files of this folder, validated when they are written.
 */
import type { Model } from "./models";
import { overlays } from "./overlays/index.generated";
import type { Overlay } from "./schema";
import { findSku, skuNames, type SkuName } from "./skus";

export type { Overlay } from "./schema";

/** Every overlay, the oldest first. */
export const currentOverlays = overlays as unknown as readonly Overlay[];

/** Models with what the overlays say of them, and models that only the overlays know. */
export function overlayModels(models: readonly Model[], laid = currentOverlays): readonly Model[] {
  return laid.reduce((all, overlay) => overlayOne(all, overlay), models);
}

/** The newest price of a token kind, or undefined. */
export function overlayTokenPrice(
  query: {
    readonly model: string;
    readonly version: string | undefined;
    readonly sku: string;
    readonly region: string;
    readonly kind: string;
  },
  laid = currentOverlays,
): { readonly per1M: number; readonly asOf: string } | undefined {
  const sku = findSku(query.sku)?.name;
  return newest(laid, ({ tokenPrices }) =>
    tokenPrices.find(
      (row) =>
        row.model === query.model &&
        row.version === query.version &&
        row.sku === sku &&
        row.region === query.region &&
        row.kind === query.kind,
    ),
  );
}

/** The newest price of a provisioned unit and hour of an OpenAI model, or undefined. */
export function overlayProvisionedPrice(
  sku: string,
  region: string,
  laid = currentOverlays,
): { readonly rate: number; readonly asOf: string } | undefined {
  return newest(laid, ({ provisionedPrices }) =>
    provisionedPrices.find((row) => row.sku === sku && (row.region === region || row.region === "Global")),
  );
}

/** The newest row of an infrastructure meter in a region, or undefined. */
export function overlayMeter(
  service: string,
  meter: string,
  region: string,
  laid = currentOverlays,
): (Overlay["meters"][number] & { readonly asOf: string }) | undefined {
  return newest(laid, ({ meters }) =>
    meters.find(
      (row) =>
        row.service === service && row.meter === meter && (row.region === region || row.region === "Global"),
    ),
  );
}

/** The newest limit and use of a quota pool in a region, or undefined. */
export function overlayQuota(
  usageName: string,
  region: string,
  laid = currentOverlays,
): { readonly limit: number; readonly used: number; readonly asOf: string } | undefined {
  const wanted = usageName.toLowerCase();
  return newest(laid, ({ quota }) =>
    quota.find((row) => row.region === region && row.usageName.toLowerCase() === wanted),
  );
}

/** The newest count of units that could be deployed of a model version, or undefined. */
export function overlayCapacity(
  query: {
    readonly model: string;
    readonly version: string | undefined;
    readonly sku: string;
    readonly region: string;
  },
  laid = currentOverlays,
): { readonly available: number; readonly asOf: string } | undefined {
  const sku = findSku(query.sku)?.name;
  return newest(laid, ({ capacities = [] }) =>
    capacities.find(
      (row) =>
        row.model === query.model &&
        row.version === query.version &&
        row.sku === sku &&
        row.region === query.region,
    ),
  );
}

function newest<T>(
  laid: readonly Overlay[],
  find: (overlay: Overlay) => T | undefined,
): (T & { readonly asOf: string }) | undefined {
  for (const overlay of [...laid].reverse()) {
    const found = find(overlay);
    if (found !== undefined) return { ...found, asOf: overlay.asOf };
  }
  return undefined;
}

function overlayOne(models: readonly Model[], overlay: Overlay): readonly Model[] {
  const key = (model: { name: string; version?: string | undefined; format: string }): string =>
    [model.name, model.version, model.format].join("\n");
  const live = new Map(overlay.models.map((row) => [key(row), row]));
  const known = new Set(models.map(key));
  return [
    ...models.map((model) => merged(model, live.get(key(model)), overlay)),
    ...overlay.models.filter((row) => !known.has(key(row))).map((row) => fromRow(row)),
  ];
}

function merged(model: Model, row: Overlay["models"][number] | undefined, overlay: Overlay): Model {
  return {
    ...model,
    stage: row?.stage ?? model.stage,
    retirement: row?.retirementDate ? { date: row.retirementDate, basis: "vendor" } : model.retirement,
    replacements: row?.replacement ? [row.replacement] : model.replacements,
    regionsBySku: mergedRegions(model, row, overlay.modelRegions),
  };
}

/** In a region that was read, the live list is complete; other regions keep what the catalog says of them. */
function mergedRegions(
  model: Model,
  row: Overlay["models"][number] | undefined,
  read: readonly string[],
): Model["regionsBySku"] {
  if (!row && !model.regionsBySku) return undefined;
  const entries = skuNames.flatMap((sku): [SkuName, readonly string[]][] => {
    const was = model.regionsBySku?.[sku] ?? [];
    const live = row?.skus[sku] ?? [];
    // What stays keeps its place: an order of preference must not change because a region was asked.
    const kept = was.filter((region) => !read.includes(region) || live.includes(region));
    const regions = [...kept, ...live.filter((region) => !was.includes(region))];
    return regions.length > 0 ? [[sku, regions]] : [];
  });
  return Object.fromEntries(entries);
}

function fromRow({
  name,
  version,
  format,
  stage,
  retirementDate,
  replacement,
  skus,
}: Overlay["models"][number]): Model {
  return {
    ...{ name, version, format, stage, capabilities: [], limits: {} },
    retirement: retirementDate ? { date: retirementDate, basis: "vendor" } : undefined,
    replacements: replacement ? [replacement] : [],
    // Other regions were not asked: a SKU that is absent is not known to be missing.
    declared: true,
    regionsBySku: skus,
  };
}
