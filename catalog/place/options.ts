/** The options of a placement: every model version, SKU and region, either priced or rejected with the reason. */
import { findingsOf } from "../check/findings";
import { deploymentCost, minutesPerMonth, totalCost, type TokenUsage } from "../cost";
import { findModel, type Model } from "../models";
import {
  capacityRule,
  defaultLimit,
  grantKey,
  provisionedThroughput,
  quotaPool,
  roundUpCapacity,
  tokensPerMinutePerUnit,
} from "../quotas";
import { findRegion, isRegionInBoundary, regions } from "../regions";
import { findSku, processingScopes, skus, type DeploymentSku, type ProcessingScope } from "../skus";
import type { Candidate, Demand, LatencyClass, Options, PlacementRequest, Quota, Rejection } from "./types";

/** No source states the unit of a batch queue's capacity; ARM counts it in thousands like a token rate. */
const tokensPerBatchUnit = 1000;

/** Judges every option of every demand. */
export function optionsOf(request: PlacementRequest): Options {
  const pools = new Map<string, number>();
  const judged = request.demands.flatMap((demand, index) =>
    modelsOf(demand, request).flatMap(({ name, model, version }) =>
      regionsOf(request).flatMap((region) =>
        Object.values(skus).map((sku) =>
          judge({ demand, index, name, model, version, sku, region }, request, pools),
        ),
      ),
    ),
  );
  return {
    candidates: judged.filter((option): option is Candidate => !("code" in option)),
    rejections: judged.filter((option): option is Rejection => "code" in option),
    pools,
  };
}

interface Option {
  readonly demand: Demand;
  readonly index: number;
  readonly name: string;
  readonly model: Model | undefined;
  readonly version: string;
  readonly sku: DeploymentSku;
  readonly region: string;
}

function judge(option: Option, request: PlacementRequest, pools: Map<string, number>): Candidate | Rejection {
  const { demand, index, name, model, version, sku, region } = option;
  const { allowedRegions, declaredModels } = request;
  const reject = (code: string, reason: string): Rejection => ({
    ...{ demand: index, model: name, version, sku: sku.name, region, code, reason },
  });
  if (!model) return reject("unknownModel", `the catalog does not know ${name} ${version}`.trimEnd());
  const tooSlow = latencyProblem(sku, demand.latency);
  if (tooSlow !== undefined) return reject("latency", tooSlow);
  const { problems, unverified } = findingsOf({
    ...{ model: name, version, sku: sku.name, region, capacity: leastCapacity(model, sku) },
    ...{ boundary: request.boundary, processing: narrower(demand.processing, request.processing) },
    ...{ on: request.on, noticeDays: request.noticeDays },
    ...(allowedRegions && { allowedRegions }),
    ...(declaredModels && { declaredModels }),
  });
  const [problem] = problems;
  if (problem) return reject(problem.code, problem.message);

  const rule = capacityRule(model, sku.name);
  const perUnit = servedByUnit(model, sku, demand);
  if (typeof rule === "string" || perUnit === undefined)
    return reject("throughput", `no source says what a unit of ${sku.name} serves of ${name}`);

  const pool = quotaPool({
    ...{ subscription: "", region, sku: sku.name, model: name, version, format: model.format },
  });
  const left = unitsLeft(option, model, request);
  if (left === undefined && request.confirmedQuotaOnly)
    return reject("quotaUnknown", `the quota of ${sku.name} for ${name} in ${region} is not known`);
  if (left !== undefined && left < rule.minimum)
    return reject("quota", `${left} units of quota are left in ${region}, ${rule.minimum} are the least`);
  const stock = request.capacities?.find(
    (row) => row.model === name && row.version === version && row.sku === sku.name && row.region === region,
  );
  if (stock && stock.available < rule.minimum)
    return reject(
      "capacity",
      `Azure had ${stock.available} units to give in ${region} on ${stock.asOf}, ${rule.minimum} are the least`,
    );
  if (left !== undefined) pools.set(pool.key, Math.min(left, pools.get(pool.key) ?? left));

  const lines = deploymentCost({
    ...{ model, sku: sku.name, region, capacity: 1 },
    usage: monthOf(demand),
    ...(request.reservation && sku.provisioned && { reservation: request.reservation }),
  });
  const total = totalCost(lines);
  const [missing] = total.unknown;
  if (missing) return reject("price", missing.reason);
  const cost = total.known.find(({ currency }) => currency === "USD")?.high ?? 0;
  return {
    ...{ demand: index, model, version, sku: sku.name, region, perUnit },
    ...{ minimum: rule.minimum, step: rule.step },
    maximum: Math.min(
      ...[rule.maximum, left, stock?.available].map((most) => most ?? Infinity),
      mostUnits(perUnit, rule),
    ),
    ...{ unitCost: sku.provisioned ? cost : 0, loadCost: sku.provisioned ? 0 : cost },
    ...{ lines, total, pool: pool.key },
    unverified: [
      ...unverified.filter(({ property }) => property !== "capacity").map(({ message }) => message),
      ...(left === undefined ? [`the quota of ${sku.name} in ${region} is not known`] : []),
      ...(sku.batch
        ? ["no source states the unit of a batch deployment's capacity; 1,000 tokens is taken"]
        : []),
    ],
  };
}

function narrower(a: ProcessingScope | undefined, b: ProcessingScope): ProcessingScope {
  return a !== undefined && processingScopes.indexOf(a) < processingScopes.indexOf(b) ? a : b;
}

function latencyProblem(sku: DeploymentSku, wanted: LatencyClass): string | undefined {
  if (sku.fineTunedOnly) return "it is for fine-tuned models only";
  if (sku.batch && wanted !== "batch") return `a batch answers within a day, ${wanted} latency is wanted`;
  if (!sku.provisioned && wanted === "guaranteed")
    return "only provisioned units set throughput aside, and guaranteed latency is wanted";
  return undefined;
}

/** Part of the demand's peak that one unit carries. */
function servedByUnit(model: Model, sku: DeploymentSku, demand: Demand): number | undefined {
  const { input, cachedInput, output } = demand;
  const tokens = input + cachedInput + output;
  if (sku.batch) return tokensPerBatchUnit / (tokens * demand.utilization * 60 * 24);
  if (!sku.provisioned) return tokensPerMinutePerUnit(model.name) / tokens;
  const throughput = provisionedThroughput(model);
  if (throughput === "unknown") return undefined;
  const { weights, inputTpmPerPtu } = throughput;
  const load = input * weights.input + cachedInput * weights.cachedInput + output * weights.output;
  // Cached tokens of some models cost no throughput at all.
  return load === 0 ? 1 : inputTpmPerPtu / load;
}

/** Units that serve the whole demand and the failure of another region: more would never be taken. */
function mostUnits(perUnit: number, rule: { minimum: number; step: number }): number {
  return roundUpCapacity(Math.ceil(1 / perUnit - 1e-9), { ...rule, unit: "tpm" });
}

function leastCapacity(model: Model, sku: DeploymentSku): number {
  const rule = capacityRule(model, sku.name);
  return typeof rule === "string" ? 1 : rule.minimum;
}

/** Units of quota that are left, or undefined where nothing says how many there are. */
function unitsLeft(
  { sku, region }: Option,
  model: Model,
  { quota, quotaTier }: PlacementRequest,
): number | undefined {
  const row = quota.find((each) => matches(each, sku, region, model));
  if (row) return Math.max(0, row.limit - (row.used ?? 0));
  if (quotaTier === undefined) return undefined;
  const limit = defaultLimit(model, sku.name, quotaTier);
  return limit === "unknown" ? undefined : limit.capacity;
}

/** Whether a row speaks of the pool that an option draws on; without a model it speaks of every pool of its SKU and region. */
function matches(row: Quota, sku: DeploymentSku, region: string, { name, format }: Model): boolean {
  const pool = (model: string, place: string): string =>
    grantKey({ region: place, sku: sku.name, model, format });
  return findSku(row.sku)?.name === sku.name && pool(row.model ?? name, row.region) === pool(name, region);
}

function monthOf({ input, cachedInput, output, utilization }: Demand): TokenUsage {
  const month = (perMinute: number): number => perMinute * minutesPerMonth * utilization;
  return { input: month(input), cachedInput: month(cachedInput), output: month(output) };
}

function modelsOf(
  demand: Demand,
  { declaredModels }: PlacementRequest,
): readonly { readonly name: string; readonly model: Model | undefined; readonly version: string }[] {
  return demand.models.map(({ name, version }) => {
    const model = findModel(name, version, declaredModels);
    return { name, model, version: version ?? model?.version ?? "" };
  });
}

/** Regions in order of preference. Others of the boundary are options, too: a person wants to know why not. */
function regionsOf({ allowedRegions = [], boundary }: PlacementRequest): readonly string[] {
  const preferred = allowedRegions.flatMap((name) => findRegion(name)?.name ?? []);
  const others = regions
    .map(({ name }) => name)
    .filter((name) => !preferred.includes(name) && isRegionInBoundary(name, boundary) === true);
  return [...preferred, ...others];
}
