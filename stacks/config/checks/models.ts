import { reviewDeployment, type CatalogProblem, type DeploymentRequest } from "../../../catalog/check";
import { findModel } from "../../../catalog/models";
import { overlayCapacity } from "../../../catalog/overlay";
import type { QuotaTier } from "../../../catalog/quotas";
import { findRegion } from "../../../catalog/regions";
import { declaredModels } from "../declared-models";
import type { Draft } from "../draft";
import type { Path } from "../path";
import type { DeploymentConfig, StackConfig } from "../schema";
import { accountsOf, deploymentsOf, type Check, type CheckFinding } from "./check";
import { poolsOf } from "./quota-pools";

/** A deployment with what the catalog is asked about it. */
interface Asked {
  readonly path: Path;
  readonly deployment: Draft<DeploymentConfig>;
  readonly request: DeploymentRequest;
}

/**
 * Each deployment can be deployed by the catalog's facts: the model version lives, is offered in the account's region under
 * that SKU, processes inside the residency setting, and the capacity is a step within the quota that is left.
 */
export const checkModels: Check = (config, { on }) =>
  requests(config, on).flatMap(({ path, deployment, request }) => {
    // With the region unknown, everything that hangs on it is noise.
    const placed = findRegion(request.region) !== undefined;
    return reviewDeployment(request)
      .problems.filter((problem) => judgeable(problem, deployment, placed))
      .map((problem) => toFinding(problem, path));
  });

/** What the catalog can neither confirm nor deny of a configuration, each with the path that it concerns. */
export function unverifiedDeployments(
  config: Draft<StackConfig>,
  on: Date,
): readonly { readonly path: Path; readonly message: string }[] {
  return requests(config, on).flatMap(({ path, request }) =>
    reviewDeployment(request).unverified.map(({ property, message }) => ({
      path: [...path, property],
      message,
    })),
  );
}

/** An account of kind OpenAI carries OpenAI's models only. */
export const checkAccountKinds: Check = (config) => {
  const kinds = new Map(accountsOf(config).map(({ value }) => [value.name, value.kind]));
  return deploymentsOf(config).flatMap(({ value, path }) => {
    const format =
      value.model === undefined
        ? undefined
        : findModel(value.model, value.version, declaredModels(config.models))?.format;
    if (
      value.account === undefined ||
      kinds.get(value.account) !== "OpenAI" ||
      (format ?? "OpenAI") === "OpenAI"
    ) {
      return [];
    }
    return [
      {
        path: [...path, "model"],
        message: `the account "${value.account}" is of kind OpenAI, and "${value.model ?? ""}" is a model of another publisher`,
        allowed: "models of OpenAI, or an account of kind AIServices",
        fix: "deploy it in an account of kind AIServices",
      },
    ];
  });
};

function requests(config: Draft<StackConfig>, on: Date): readonly Asked[] {
  const { residency, models, operations } = config;
  const allowedRegions = residency?.allowedRegions;
  const newer = declaredModels(config.models);
  const pools = poolsOf(config, newer);
  const inUse = new Map<string, number>();
  return deploymentsOf(config).map(({ value: deployment, path }, index) => {
    const { model = "", version = "", sku = "", capacity = 1 } = deployment;
    const { key = "", region = "", limit, others = 0 } = pools[index] ?? {};
    const usedCapacity = inUse.get(key) ?? others;
    inUse.set(key, usedCapacity + capacity);
    const left = overlayCapacity({ model, version, sku, region });
    return {
      path,
      deployment,
      request: {
        model,
        version,
        sku,
        region,
        capacity,
        boundary: residency?.boundary ?? "global",
        processing: residency?.processing ?? "global",
        ...(allowedRegions?.every((name) => name !== undefined) ? { allowedRegions } : {}),
        ...(models?.quotaTier === undefined ? {} : { quotaTier: models.quotaTier as QuotaTier }),
        ...(limit === undefined ? {} : { quotaLimit: limit }),
        usedCapacity,
        heldCapacity: 0,
        ...(left === undefined ? {} : { available: { units: left.available, asOf: left.asOf } }),
        on,
        noticeDays: operations?.retirementNoticeDays ?? 0,
        declaredModels: newer,
      },
    };
  });
}

/** What a problem of each property depends on. A problem is noise when a value of these is wrong in itself. */
const dependsOn = {
  model: ["model"],
  version: ["model", "version"],
  sku: ["model", "version", "sku"],
  capacity: ["model", "version", "sku", "capacity"],
  // Regions and boundaries are judged where they are written, not once more a deployment.
  region: undefined,
  boundary: undefined,
} as const satisfies Record<CatalogProblem["property"], readonly (keyof DeploymentConfig)[] | undefined>;

function judgeable(problem: CatalogProblem, deployment: Draft<DeploymentConfig>, placed: boolean): boolean {
  const needed = dependsOn[problem.property];
  if (needed === undefined || needed.some((key) => deployment[key] === undefined)) return false;
  return placed || problem.property === "model" || problem.property === "version";
}

function toFinding(
  { property, message, allowed, fix, alternatives }: CatalogProblem,
  path: Path,
): CheckFinding {
  const passing = alternatives.map(
    ({ model, version, sku, region, capacity }) =>
      `${model} ${version} as ${sku} in ${region} with capacity ${capacity}`,
  );
  return {
    path: [...path, property],
    message,
    ...(allowed.length === 0 ? {} : { allowed: allowed.join(", ") }),
    fix: passing.length === 0 ? fix : `${fix}; the nearest that would pass: ${passing.join("; ")}`,
  };
}
