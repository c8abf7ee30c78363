/**
 * Monthly cost of deployments and infrastructure meters, in exact decimals. A price that is not known stays unknown and
 * is listed; it never counts as zero. Where sources disagree the cost is a range.
 */
import Big from "big.js";
import { bedrockTokenPrice } from "./bedrock";
import type { Model } from "./models";
import {
  findMeter,
  provisionedPrice,
  reservationPrice,
  tokenPrice,
  unknown,
  type Meter,
  type Price,
  type PriceClass,
  type ReservationTerm,
  type TokenKind,
} from "./prices";
import { findSku } from "./skus";

/** Azure's own convention for a month of hourly meters. */
export const hoursPerMonth = 730;
export const minutesPerMonth = hoursPerMonth * 60;

export type Currency = "USD" | "CAD";

export type Cost =
  | { readonly kind: "known"; readonly low: number; readonly high: number; readonly currency: Currency }
  | { readonly kind: "unknown"; readonly reason: string };

/** One line of an estimate. */
export interface CostLine {
  /** What is paid for: `input tokens`, `provisioned units`, `Private Link, Standard Private Endpoint`. */
  readonly item: string;
  /** Units a month. */
  readonly quantity: number;
  /** What `quantity` counts: `1M tokens`, `PTU-hour`, `GB`, ... */
  readonly unit: string;
  /** Price of one unit, with its sources. */
  readonly price: Price;
  readonly cost: Cost;
}

/** Tokens a month that a deployment serves, by kind. Cached tokens are not part of `input`. */
export type TokenUsage = Readonly<Partial<Record<TokenKind, number>>>;

export interface DeploymentCostQuery {
  readonly model: Model;
  readonly sku: string;
  readonly region: string;
  /** Units of the SKU; what provisioned SKUs are billed by. */
  readonly capacity: number;
  /** What pay-as-you-go and batch SKUs are billed by; without it their cost is unknown. */
  readonly usage?: TokenUsage;
  /** @default "std", or "batch" for a batch SKU */
  readonly priceClass?: PriceClass;
  /** A reservation that covers all provisioned units; a year is spread over its months. @default none, hourly */
  readonly reservation?: ReservationTerm;
}

/** The lines of one deployment's month. */
export function deploymentCost(query: DeploymentCostQuery): readonly CostLine[] {
  return [...hostingCost(query), ...useCost(query)];
}

/**
 * A fine-tuned model is paid for by the hour that it stands, used or not, save in the developer tier and on provisioned units.
 * https://learn.microsoft.com/azure/ai-foundry/openai/how-to/fine-tuning-deploy
 */
function hostingCost({ model, sku }: DeploymentCostQuery): readonly CostLine[] {
  const { provisioned, fineTunedOnly } = findSku(sku) ?? { provisioned: false, fineTunedOnly: false };
  if (!model.base || provisioned || fineTunedOnly) return [];
  return [
    line(
      "hosting of a fine-tuned model",
      hoursPerMonth,
      "hour",
      unknown("no source prices the hosting of fine-tuned models"),
    ),
  ];
}

function useCost(query: DeploymentCostQuery): readonly CostLine[] {
  const { model, sku, region, capacity, usage, reservation } = query;
  if (findSku(sku)?.provisioned) {
    return [
      reservation === undefined
        ? line(
            "provisioned units",
            capacity * hoursPerMonth,
            "PTU-hour",
            provisionedPrice(model, sku, region),
          )
        : reserved(sku, capacity, reservation),
    ];
  }
  if (usage === undefined) {
    return [line("tokens", 0, "1M tokens", unknown("the tokens a month are not stated"))];
  }
  return (Object.entries(usage) as [TokenKind, number][])
    .filter(([, tokens]) => tokens > 0)
    .map(([kind, tokens]) => {
      const price = tokenPrice({
        model,
        sku,
        region,
        kind,
        ...(query.priceClass === undefined ? {} : { priceClass: query.priceClass }),
      });
      return line(tokenNames[kind], Big(tokens).div(1_000_000).toNumber(), "1M tokens", price);
    });
}

/** What calls of a model of Amazon Bedrock cost in a month. */
export interface BedrockCostQuery {
  /** Model ID or inference profile. */
  readonly id: string;
  /** The calling region. */
  readonly region: string;
  readonly usage: TokenUsage;
}

/** The lines of one model's month on Bedrock: one for each kind of token. */
export function bedrockCost({ id, region, usage }: BedrockCostQuery): readonly CostLine[] {
  return (Object.entries(usage) as [TokenKind, number][])
    .filter(([, tokens]) => tokens > 0)
    .map(([kind, tokens]) =>
      line(
        tokenNames[kind],
        Big(tokens).div(1_000_000).toNumber(),
        "1M tokens",
        bedrockTokenPrice({ id, region, kind }),
      ),
    );
}

export interface MeterCostQuery {
  /** As in prices.json: `Private Link`. */
  readonly service: string;
  /** As in prices.json: `Standard Private Endpoint`. */
  readonly meter: string;
  readonly region: string;
  /** Units a month, in the meter's unit; `runningAllMonth` gives that of what is billed by time. */
  readonly quantity: number;
  /** @default "USD" */
  readonly currency?: Currency;
}

/** The month of one infrastructure meter, free units and volume prices applied. */
export function meterCost({ service, meter, region, quantity, currency = "USD" }: MeterCostQuery): CostLine {
  const item = `${service}, ${meter}`;
  const found = findMeter(service, meter, region, currency);
  if (!found) return line(item, quantity, "unit", unknown("no source prices it"));
  const { unit, price } = found;
  if (price.kind === "unknown") return line(item, quantity, unit, price);
  const cost = (unitPrice: number): number => volumeCost(found, quantity, unitPrice);
  return {
    item,
    quantity,
    unit,
    price,
    cost: { kind: "known", low: cost(price.low), high: cost(price.high), currency: price.currency },
  };
}

/** The quantity of `count` resources that run all month, for a meter billed by time. */
export function runningAllMonth(unit: string, count = 1): number {
  const unitsPerMonth: Record<string, number> = {
    second: hoursPerMonth * 3600,
    hour: hoursPerMonth,
    day: hoursPerMonth / 24,
    month: 1,
  };
  const time = unit.split("-").pop() ?? unit;
  const units = unitsPerMonth[time];
  if (units === undefined)
    throw new Error(`the unit "${unit}" is not a time, allowed are ${Object.keys(unitsPerMonth).join(", ")}`);
  return Big(units).times(count).toNumber();
}

/** What several lines cost together. */
export interface CostTotal {
  /** Sum of what is known, one entry a currency; nothing is converted. */
  readonly known: readonly { readonly currency: Currency; readonly low: number; readonly high: number }[];
  /** What the sum lacks. */
  readonly unknown: readonly { readonly item: string; readonly reason: string }[];
}

export function totalCost(lines: readonly CostLine[]): CostTotal {
  const sums = new Map<Currency, { low: Big; high: Big }>();
  const unknowns: { item: string; reason: string }[] = [];
  for (const { item, cost } of lines) {
    if (cost.kind === "unknown") {
      unknowns.push({ item, reason: cost.reason });
      continue;
    }
    const { low, high } = sums.get(cost.currency) ?? { low: Big(0), high: Big(0) };
    sums.set(cost.currency, { low: low.plus(cost.low), high: high.plus(cost.high) });
  }
  return {
    known: [...sums].map(([currency, { low, high }]) => ({
      currency,
      low: low.toNumber(),
      high: high.toNumber(),
    })),
    unknown: unknowns,
  };
}

/** An amount in cents' precision, half a cent upwards, as invoices round: `12.345` -> `12.35`. */
export function roundToCents(amount: number): number {
  return Big(amount).round(2, Big.roundHalfUp).toNumber();
}

const tokenNames: Readonly<Record<TokenKind, string>> = {
  input: "input tokens",
  cachedInput: "cached input tokens",
  cacheWrite: "cache write tokens",
  output: "output tokens",
  audioInput: "audio input tokens",
  audioCachedInput: "cached audio input tokens",
  audioOutput: "audio output tokens",
  imageInput: "image input tokens",
  imageCachedInput: "cached image input tokens",
  imageOutput: "image output tokens",
};

function reserved(sku: string, capacity: number, term: ReservationTerm): CostLine {
  const price = reservationPrice(sku, term);
  const months = term === "year" ? 12 : 1;
  return line(
    `provisioned units, reserved by the ${term}`,
    Big(capacity).div(months).toNumber(),
    `PTU-${term}`,
    price,
    (unitPrice) => Big(capacity).times(unitPrice).div(months),
  );
}

function line(
  item: string,
  quantity: number,
  unit: string,
  price: Price,
  cost: (unitPrice: number) => Big = (unitPrice) => Big(quantity).times(unitPrice),
): CostLine {
  if (price.kind === "unknown") return { item, quantity, unit, price, cost: price };
  const { currency } = price;
  return {
    item,
    quantity,
    unit,
    price,
    cost: { kind: "known", low: cost(price.low).toNumber(), high: cost(price.high).toNumber(), currency },
  };
}

/** Units below the first step of a volume price, and free units, cost nothing; each step is paid at its own price. */
function volumeCost({ tiers, freeUnits }: Meter, quantity: number, unitPrice: number): number {
  const steps = tiers.length > 0 ? tiers : [[freeUnits, unitPrice] as const];
  return steps
    .reduce((sum, [from, price], index) => {
      const to = Math.min(steps[index + 1]?.[0] ?? Infinity, quantity);
      return to > from ? sum.plus(Big(to).minus(from).times(price)) : sum;
    }, Big(0))
    .toNumber();
}
