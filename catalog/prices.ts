/** Prices of tokens, provisioned units and infrastructure meters (prices.json). A missing price is `unknown`. */
import type { Model } from "./models";
import { overlayMeter, overlayProvisionedPrice, overlayTokenPrice } from "./overlay";
import file from "./prices.json";
import { normalizeRegion } from "./regions";
import type { PricesFile } from "./schema";
import { findSku, processingGeography } from "./skus";

const data = file as unknown as PricesFile;

/** A price that is not known, and why. Never zero. */
export interface UnknownPrice {
  readonly kind: "unknown";
  readonly reason: string;
}

/** A price on which the sources agree (`low` equals `high`), or the range that they span. */
export interface KnownPrice {
  readonly kind: "known";
  readonly low: number;
  readonly high: number;
  readonly currency: "USD" | "CAD";
  /** What the price is for: `1M tokens`, `PTU-hour`, `hour`, `GB`, ... */
  readonly unit: string;
  readonly sources: readonly PriceSource[];
}

export interface PriceSource {
  /** Key of catalog/sources.json; `live` for an overlay of `catalog refresh`. */
  readonly source: string;
  /** Date of the source, as exact as it is known. */
  readonly asOf: string | undefined;
  /** The price page that the source itself cites. */
  readonly url?: string;
}

export type Price = KnownPrice | UnknownPrice;

/** `std` by default; `long272k` applies to requests with more than 272,000 input tokens. */
export type PriceClass = "std" | "batch" | "priority" | "flex" | "long272k" | "long200k" | "media";
export type TokenKind =
  | "input"
  | "cachedInput"
  | "cacheWrite"
  | "output"
  | "audioInput"
  | "audioCachedInput"
  | "audioOutput"
  | "imageInput"
  | "imageCachedInput"
  | "imageOutput";

export interface TokenPriceQuery {
  readonly model: Pick<Model, "name" | "version" | "capabilities">;
  readonly sku: string;
  readonly region: string;
  readonly kind: TokenKind;
  /** @default "std", or "batch" for a batch SKU */
  readonly priceClass?: PriceClass;
}

type TokenRow = PricesFile["tokenPrices"][number];

/** The price of a million tokens in a deployment of a SKU in a region. */
export function tokenPrice({ model, sku, region, kind, priceClass }: TokenPriceQuery): Price {
  const tier = priceClass ?? (findSku(sku)?.batch ? "batch" : "std");
  const live =
    tier === "std" || tier === "batch"
      ? overlayTokenPrice({
          model: model.name,
          version: model.version,
          sku,
          region: normalizeRegion(region),
          kind,
        })
      : undefined;
  if (live) return range([live.per1M], "USD", "1M tokens", [{ source: "live", asOf: live.asOf }]);
  const zone = priceZone(sku, region);
  if (zone === undefined) {
    return unknown(`no source gives token prices of ${sku} in ${region}`);
  }
  const rows = rowsOf(model, zone);
  const priced = rows.flatMap((row) => {
    const rate = row.per1M[tier]?.[kind];
    // A listed zero is a model that is billed otherwise (by query, or by the model that a router picks).
    if (rate === undefined || (rate === 0 && !model.capabilities.includes("embeddings"))) return [];
    return [{ row, rate }];
  });
  if (priced.length === 0) {
    return unknown(`no source prices ${kind} tokens (${tier}) of ${model.name} in the zone ${zone}`);
  }
  return range(
    priced.map(({ rate }) => rate),
    "USD",
    "1M tokens",
    priced.map(({ row }) => sourceOf(row, "tokenPrices")),
  );
}

/** The price of a provisioned unit for an hour, without a reservation, on a day. */
export function provisionedPrice(model: Pick<Model, "format">, sku: string, region: string): Price {
  const publisher = ptuPublisher(model.format);
  const name = findSku(sku)?.name;
  const rates = publisher && data.ptu[publisher];
  if (!rates || !name) return unknown(`no source prices provisioned units of ${model.format} models`);
  const place = normalizeRegion(region);
  const live = publisher === "OpenAI" ? overlayProvisionedPrice(name, place) : undefined;
  if (live) return range([live.rate], "USD", "PTU-hour", [{ source: "live", asOf: live.asOf }]);
  const rate =
    name === "GlobalProvisionedManaged"
      ? rates.GlobalProvisionedManaged?.all
      : name === "DataZoneProvisionedManaged" || name === "ProvisionedManaged"
        ? rates[name]?.find(({ regions }) => regions.includes(place))?.rate
        : undefined;
  if (rate === undefined) return unknown(`no source prices ${sku} of ${model.format} models in ${region}`);
  return range([rate], "USD", "PTU-hour", [{ source: data.ptu.source, asOf: data.ptu.asOf }]);
}

export type ReservationTerm = "month" | "year";

/** The price of a reserved provisioned unit for the whole term. */
export function reservationPrice(sku: string, term: ReservationTerm): Price {
  const row = data.ptu.reservations.find((candidate) => candidate.sku === findSku(sku)?.name);
  if (!row) return unknown(`no source prices reservations of ${sku}`);
  const price = term === "month" ? row.perPtuMonth : row.perPtuYear;
  return range([price], "USD", `PTU-${term}`, [{ source: row.source, asOf: row.asOf }]);
}

export interface Meter {
  readonly service: string;
  readonly meter: string;
  readonly unit: string;
  readonly price: Price;
  /** Units a month that cost nothing. */
  readonly freeUnits: number;
  /** Steps of a volume price: from that many units on, that price. */
  readonly tiers: readonly (readonly [from: number, price: number])[];
}

/**
 * An infrastructure meter in a region. A row of the region wins, then a row that holds everywhere (`Global` or no
 * region); a row of another region is a list price of another place and is not used.
 */
export function findMeter(
  service: string,
  meter: string,
  region: string,
  currency: "USD" | "CAD" = "USD",
): Meter | undefined {
  const live = currency === "USD" ? overlayMeter(service, meter, normalizeRegion(region)) : undefined;
  if (live) {
    const { unit, freeUnits, tiers, asOf } = live;
    const price = range([live.price], currency, unit, [{ source: "live", asOf }]);
    return { service, meter, unit, price, freeUnits, tiers };
  }
  const rows = data.infrastructure.filter((row) => row.service === service && row.meter === meter);
  if (rows.length === 0) return undefined;
  const inCurrency = rows.filter((row) => row.currency === currency);
  const place = normalizeRegion(region);
  const own = inCurrency.filter((row) => row.region === place);
  const chosen =
    own.length > 0 ? own : inCurrency.filter((row) => row.region === null || row.region === "Global");
  const unit = rows[0]?.unit ?? "";
  const price =
    chosen.length > 0
      ? range(
          chosen.map((row) => row.price),
          currency,
          unit,
          chosen.map((row) => sourceOf(row, "infrastructure")),
        )
      : unknown(`no source prices it in ${region} in ${currency}`);
  return { service, meter, unit, price, freeUnits: chosen[0]?.freeUnits ?? 0, tiers: chosen[0]?.tiers ?? [] };
}

/** A list price as a row gives it, wherever it holds. */
export interface MeterListPrice {
  /** A region, `Global`, or `unstated`. */
  readonly region: string;
  readonly price: number;
  readonly currency: "USD" | "CAD";
  readonly unit: string;
}

/** Every list price of a meter, of all places: an idea of its size where `findMeter` knows none. */
export function meterPrices(service: string, meter: string): readonly MeterListPrice[] {
  return data.infrastructure
    .filter((row) => row.service === service && row.meter === meter)
    .map(({ region, price, currency, unit }) => ({ region: region ?? "unstated", price, currency, unit }));
}

/** Every meter of a service that the catalog names. */
export function metersOf(service: string): readonly string[] {
  return [...new Set(data.infrastructure.filter((row) => row.service === service).map((row) => row.meter))];
}

export function unknown(reason: string): UnknownPrice {
  return { kind: "unknown", reason };
}

/** The price zone of a deployment; undefined for regional SKUs, whose token prices no source of the catalog holds. */
function priceZone(sku: string, region: string): TokenRow["zone"] | undefined {
  const geography = processingGeography(sku, region);
  if (geography.scope === "global") return "global";
  if (geography.scope !== "dataZone") return undefined;
  return ({ US: "us", EU: "eu", APAC: "apac", USGov: "us-gov" } as const)[geography.dataZone];
}

/** Rows of exactly this version; rows for any version otherwise. */
function rowsOf(model: Pick<Model, "name" | "version">, zone: TokenRow["zone"]): readonly TokenRow[] {
  const rows = data.tokenPrices.filter((row) => row.zone === zone && row.model === model.name);
  const exact = rows.filter(
    (row) =>
      model.version !== undefined &&
      (row.version === model.version || (row.versions?.includes(model.version) ?? false)),
  );
  return exact.length > 0
    ? exact
    : rows.filter((row) => row.version === undefined && row.versions === undefined);
}

function ptuPublisher(format: string): "OpenAI" | "DeepSeek" | "Meta" | undefined {
  return format === "OpenAI" || format === "DeepSeek" || format === "Meta" ? format : undefined;
}

function sourceOf(
  row: { source?: string; asOf?: string | null; src?: number },
  section: "tokenPrices" | "infrastructure",
): PriceSource {
  const fallback = data.meta.sections[section];
  const url = row.src === undefined ? undefined : data.priceSources[row.src];
  return {
    source: row.source ?? fallback?.source ?? "",
    asOf: (row.source === undefined ? fallback?.asOf : row.asOf) ?? undefined,
    ...(url === undefined ? {} : { url }),
  };
}

function range(
  prices: readonly number[],
  currency: "USD" | "CAD",
  unit: string,
  sources: readonly PriceSource[],
): KnownPrice {
  return { kind: "known", low: Math.min(...prices), high: Math.max(...prices), currency, unit, sources };
}
