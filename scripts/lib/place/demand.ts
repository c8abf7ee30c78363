import { z } from "zod";
import { findModel } from "../../../catalog/models";
import {
  latencyClasses,
  type Demand,
  type LatencyClass,
  type PlacementRequest,
} from "../../../catalog/place/types";
import { minutesPerMonth } from "../../../catalog/cost";
import { boundaryNames } from "../../../catalog/regions";
import { overlayCapacity, overlayQuota } from "../../../catalog/overlay";
import { quotaPool } from "../../../catalog/quotas";
import { findSku, processingScopes, skuNames } from "../../../catalog/skus";
import type { DeploymentConfig, StackConfig } from "../../../stacks/config/index";
import { defaultAssumptions } from "../cost/assumptions";
import { consumptionOf } from "../cost/usage";
import { exitCode, Failure } from "../failure";
import { declaredModels } from "../../../stacks/config/declared-models";

const tokens = z.number().nonnegative().max(1e12);

const demand = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens"),
    /** `gpt-5.1` or `gpt-5.1@2025-11-13`; any one of them will do. */
    models: z.array(z.string().min(1)).min(1),
    input: tokens.default(0),
    cachedInput: tokens.default(0),
    output: tokens.default(0),
    /** Percent of the peak, over the month. */
    utilization: z.number().positive().max(100).default(50),
    latency: z.enum(latencyClasses).default("standard"),
    processing: z.enum(processingScopes).optional(),
    regions: z.union([z.literal(1), z.literal(2)]).default(1),
  })
  .refine(({ input, cachedInput, output }) => input + cachedInput + output > 0, "there are no tokens in it");

/** A demand file: what is needed, and what differs from the stack. */
export const demandFile = z.strictObject({
  boundary: z.enum(boundaryNames as readonly [string, ...string[]]).optional(),
  processing: z.enum(processingScopes).optional(),
  allowedRegions: z.array(z.string()).min(1).optional(),
  quotaTier: z.union([0, 1, 2, 3, 4, 5, 6].map((tier) => z.literal(tier))).optional(),
  quota: z
    .array(
      z.strictObject({
        model: z.string().optional(),
        sku: z.string().refine((name) => findSku(name) !== undefined, "no SKU has this name"),
        region: z.string(),
        limit: z.int().nonnegative(),
        used: z.int().nonnegative().optional(),
      }),
    )
    .optional(),
  demands: z.array(demand).min(1),
});

export type DemandFile = z.input<typeof demandFile>;

/** What a request takes from a stack file: its rules and its quota. */
export function requestOf(config: StackConfig, on: Date): Omit<PlacementRequest, "demands"> {
  const { residency, models, operations } = config;
  return {
    boundary: residency.boundary,
    processing: residency.processing,
    allowedRegions: residency.allowedRegions,
    quotaTier: models.quotaTier as NonNullable<PlacementRequest["quotaTier"]>,
    quota: [
      ...liveQuota(config),
      ...models.grantedQuota.map(({ model, sku, region, capacity }) => ({
        model,
        sku,
        region,
        limit: capacity,
      })),
    ],
    capacities: leftCapacity(config),
    on,
    noticeDays: operations.retirementNoticeDays,
    declaredModels: declaredModels(config.models),
  };
}

/**
 * The quota that a refresh read for the stack's models, SKUs and regions. What the stack's own deployments may hold of it is
 * given back, for the plan replaces them; deployments that are declared and not deployed yet hold nothing.
 */
function liveQuota({ models }: StackConfig): PlacementRequest["quota"] {
  const regionOf = new Map(models.accounts.map(({ name, region }) => [name, region]));
  const versions = [...new Set(models.deployments.map(({ model }) => model))];
  return models.accounts.flatMap(({ region }) =>
    versions.flatMap((model) =>
      skuNames.flatMap((sku) => {
        const { usageName } = quotaPool({ subscription: "", region, sku, model });
        const live = overlayQuota(usageName, region);
        if (!live) return [];
        const held = models.deployments
          .filter((own) => regionOf.get(own.account) === region && own.sku === sku)
          .filter((own) => own.model === model || findSku(sku)?.provisioned)
          .reduce((sum, { capacity }) => sum + capacity, 0);
        return [{ model, sku, region, limit: live.limit, used: Math.max(0, live.used - held) }];
      }),
    ),
  );
}

/**
 * What a refresh found to be had of the stack's model versions. What the stack's own deployments may hold is given back, as with
 * quota.
 */
function leftCapacity({ models, residency }: StackConfig): NonNullable<PlacementRequest["capacities"]> {
  const regionOf = new Map(models.accounts.map(({ name, region }) => [name, region]));
  const versions = new Map(models.deployments.map((own) => [`${own.model} ${own.version}`, own]));
  const places = new Set([...regionOf.values(), ...residency.allowedRegions]);
  return [...versions.values()].flatMap(({ model, version }) =>
    [...places].flatMap((region) =>
      skuNames.flatMap((sku) => {
        const live = overlayCapacity({ model, version, sku, region });
        if (!live) return [];
        const held = models.deployments
          .filter((own) => regionOf.get(own.account) === region && own.sku === sku && own.model === model)
          .reduce((sum, { capacity }) => sum + capacity, 0);
        return [{ model, version, sku, region, available: live.available + held, asOf: live.asOf }];
      }),
    ),
  );
}

/** Reads a demand file's content over what the stack says. Throws a `Failure` that names every fault. */
export function readDemands(
  content: unknown,
  name: string,
  base: Omit<PlacementRequest, "demands">,
): PlacementRequest {
  const parsed = demandFile.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${name}: ${path.join(".") || "file"}: ${message}`,
    );
    throw new Failure(faults.join("\n"), exitCode.usage, "docs/place.md shows a demand file.");
  }
  const { demands, boundary, processing, allowedRegions, quotaTier, quota } = parsed.data;
  return {
    ...base,
    ...(boundary !== undefined && { boundary }),
    ...(processing !== undefined && { processing }),
    ...(quotaTier !== undefined && { quotaTier: quotaTier as NonNullable<PlacementRequest["quotaTier"]> }),
    // A row of the file comes first, so that it wins over the stack's.
    quota: [
      ...(quota ?? []).map(({ model, used, ...row }) => ({
        ...row,
        ...(model !== undefined && { model }),
        ...(used !== undefined && { used }),
      })),
      ...base.quota,
    ],
    ...(allowedRegions ? { allowedRegions } : boundary !== undefined ? { allowedRegions: [] } : {}),
    demands: demands.map(({ models, utilization, processing: narrow, ...rest }) => ({
      ...rest,
      ...(narrow !== undefined && { processing: narrow }),
      models: models.map(parseModel),
      utilization: utilization / 100,
    })),
  };
}

/**
 * The demand that a stack file states: the `usage` of its workloads, one demand for each model version and latency class.
 *
 * @param peak how many times the month's average the busiest minute is
 */
export function demandsOf(config: StackConfig, peak: number): readonly Demand[] {
  const groups = new Map<string, DeploymentConfig[]>();
  for (const deployment of config.models.deployments) {
    const key = [deployment.model, deployment.version, latencyOf(deployment.sku)].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), deployment]);
  }
  return [...groups.values()].flatMap((deployments): Demand[] => {
    const [first] = deployments;
    if (!first) return [];
    const perMinute = peakTokens(deployments, config, peak);
    if (perMinute.input + perMinute.cachedInput + perMinute.output === 0) return [];
    const regionOf = new Map(config.models.accounts.map(({ name, region }) => [name, region]));
    const regions = new Set(deployments.map(({ account }) => regionOf.get(account)));
    return [
      {
        name: first.name,
        models: [{ name: first.model, version: first.version }],
        ...perMinute,
        utilization: 1 / peak,
        latency: latencyOf(first.sku),
        regions: regions.size > 1 ? 2 : 1,
      },
    ];
  });
}

function peakTokens(
  deployments: readonly DeploymentConfig[],
  config: StackConfig,
  peak: number,
): Pick<Demand, "input" | "cachedInput" | "output"> {
  const months = deployments.flatMap(({ name, capacity, sku, model, version }) =>
    consumptionOf(
      ...([
        name,
        capacity,
        sku,
        findModel(model, version, declaredModels(config.models)),
        config.workloads,
      ] as const),
      defaultAssumptions,
    ).flatMap((each) => each.tokens ?? []),
  );
  const perMinute = (kind: "input" | "cachedInput" | "output"): number =>
    Math.ceil((months.reduce((sum, month) => sum + (month[kind] ?? 0), 0) / minutesPerMonth) * peak);
  return { input: perMinute("input"), cachedInput: perMinute("cachedInput"), output: perMinute("output") };
}

function latencyOf(sku: string): LatencyClass {
  const known = findSku(sku);
  if (known?.batch) return "batch";
  return known?.provisioned ? "guaranteed" : "standard";
}

function parseModel(text: string): Demand["models"][number] {
  const [name = text, version] = text.split("@");
  return version === undefined ? { name } : { name, version };
}
