/** The nearest deployments that pass: proposed instead of one that does not. */
import { findModel, modelNames, replacementOf, skusIn, versionsOf, type Model } from "../models";
import {
  capacityRule,
  defaultLimit,
  provisionedThroughput,
  roundUpCapacity,
  tokensPerMinutePerUnit,
} from "../quotas";
import { findRegion, normalizeRegion } from "../regions";
import { findSku, type SkuName } from "../skus";
import { nearest } from "./finding";
import { findingsOf } from "./findings";
import { placeableRegions } from "./residency";
import type { Deployment, DeploymentRequest } from "./types";

/** How far a change leads from what was asked for; the sum orders the alternatives. */
const cost = {
  capacity: 1,
  region: 2,
  geography: 1,
  sku: 3,
  /** From pay-as-you-go to provisioned units or back. */
  billing: 6,
  /** A quota that the catalog does not know, where others are known. */
  unverified: 4,
  version: 5,
  model: 20,
  rank: 1,
} as const;

interface Candidate {
  readonly deployment: Deployment;
  readonly distance: number;
}

/** Up to `count` deployments without a problem, nearest to the request first. */
export function alternativesTo(request: DeploymentRequest, count = 3): readonly Deployment[] {
  const candidates: Candidate[] = [];
  for (const [model, modelDistance] of modelCandidates(request)) {
    for (const region of placeableRegions(request)) {
      for (const sku of skusIn(model, region)) {
        const candidate = candidateOf(request, model, region, sku);
        if (candidate) candidates.push({ ...candidate, distance: candidate.distance + modelDistance });
      }
    }
  }
  candidates.sort((a, b) => a.distance - b.distance);
  const chosen: Deployment[] = [];
  for (const { deployment } of candidates) {
    if (chosen.length === count) break;
    if (passes(request, deployment)) chosen.push(deployment);
  }
  return chosen;
}

function passes(request: DeploymentRequest, deployment: Deployment): boolean {
  return findingsOf({ ...contextFor(request, deployment), ...deployment }).problems.length === 0;
}

/**
 * The context in which an alternative is judged. Limits and usage that the caller measured hold for the pool of the
 * request alone, so that they are dropped for an alternative that draws on another one.
 */
export function contextFor(request: DeploymentRequest, alternative: Deployment): DeploymentRequest {
  const samePool =
    request.model === alternative.model &&
    normalizeRegion(request.region) === alternative.region &&
    findSku(request.sku)?.name === alternative.sku;
  if (samePool) return request;
  const measured = ["quotaLimit", "usedCapacity", "heldCapacity", "available"];
  const context = Object.entries(request).filter(([name]) => !measured.includes(name));
  return Object.fromEntries(context) as unknown as DeploymentRequest;
}

function candidateOf(
  request: DeploymentRequest,
  model: Model,
  region: string,
  sku: SkuName,
): Candidate | undefined {
  if (model.version === undefined) return undefined;
  const limit = freeCapacity(request, model, sku, region);
  const capacity = capacityFor(request, model, sku, limit);
  if (capacity === undefined) return undefined;
  const wanted = findSku(request.sku);
  const here = findRegion(request.region);
  const there = findRegion(region);
  let distance = 0;
  if (there?.name !== here?.name) {
    distance += cost.region + (there?.geography === here?.geography ? 0 : cost.geography);
  }
  if (sku !== wanted?.name) {
    distance +=
      cost.sku + (findSku(sku)?.capacityUnit === (wanted?.capacityUnit ?? "tpm") ? 0 : cost.billing);
  }
  if (capacity !== request.capacity) distance += cost.capacity;
  if (limit === undefined && request.quotaTier !== undefined) distance += cost.unverified;
  return { deployment: { model: model.name, version: model.version, sku, region, capacity }, distance };
}

/**
 * The capacity that serves what was asked for, within the SKU's steps and the default quota. Between pay-as-you-go and
 * provisioned SKUs it is converted by the input tokens a minute that a provisioned unit serves.
 */
function capacityFor(
  request: DeploymentRequest,
  model: Model,
  sku: SkuName,
  limit: number | undefined,
): number | undefined {
  const rule = capacityRule(model, sku);
  if (typeof rule === "string") return undefined;
  const wanted = Number.isFinite(request.capacity) ? request.capacity : rule.minimum;
  const from = findSku(request.sku)?.capacityUnit ?? rule.unit;
  let capacity = roundUpCapacity(Math.ceil(wanted), rule);
  if (from !== rule.unit) {
    const throughput = provisionedThroughput(model);
    if (throughput === "unknown" || from === "enqueuedTokens" || rule.unit === "enqueuedTokens")
      return undefined;
    const perUnit = tokensPerMinutePerUnit(model.name);
    const converted =
      rule.unit === "ptu"
        ? (wanted * perUnit) / throughput.inputTpmPerPtu
        : (wanted * throughput.inputTpmPerPtu) / perUnit;
    capacity = roundUpCapacity(Math.ceil(converted), rule);
  }
  if (limit === undefined || capacity <= limit) return capacity;
  const steps = Math.floor((limit - rule.minimum) / rule.step);
  return steps < 0 ? undefined : rule.minimum + steps * rule.step;
}

function freeCapacity(
  request: DeploymentRequest,
  model: Model,
  sku: SkuName,
  region: string,
): number | undefined {
  const deployment = { model: model.name, version: model.version ?? "", sku, region, capacity: 0 };
  const context = contextFor(request, deployment);
  const limit =
    context.quotaLimit ??
    (context.quotaTier === undefined ? "unknown" : defaultLimit(model, sku, context.quotaTier));
  if (limit === "unknown") return undefined;
  const held = context.heldCapacity ?? 0;
  return (typeof limit === "number" ? limit : limit.capacity) - ((context.usedCapacity ?? held) - held);
}

/** The model asked for, its other versions, its successor, and for an unknown name the nearest names. */
function modelCandidates(request: DeploymentRequest): ReadonlyMap<Model, number> {
  const { model: name, version, declaredModels } = request;
  const candidates = new Map<Model, number>();
  const add = (model: Model | undefined, distance: number): void => {
    if (model && !candidates.has(model)) candidates.set(model, distance);
  };
  const asked = findModel(name, version, declaredModels);
  add(asked, 0);
  versionsOf(name, declaredModels).forEach((model, index) => {
    add(model, cost.version + index * cost.rank);
    let successor = replacementOf(model);
    for (let step = 0; successor && step < 3; step += 1) {
      add(successor, cost.model + step * cost.rank);
      successor = replacementOf(successor);
    }
  });
  if (versionsOf(name, declaredModels).length === 0) {
    nearest(name, modelNames).forEach((other, index) => {
      add(findModel(other), cost.model + index * cost.rank * 10);
    });
  }
  return candidates;
}
