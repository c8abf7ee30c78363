/** How much capacity may be asked for, by the SKU's steps and by quota. */
import type { Model } from "../models";
import { accountLimits, capacityRule, defaultLimit, roundUpCapacity } from "../quotas";
import type { DeploymentSku } from "../skus";
import { notVerified, problem } from "./finding";
import type { DeploymentRequest, Findings } from "./types";

export function capacity(
  model: Model,
  sku: DeploymentSku,
  { capacity: wanted }: DeploymentRequest,
): Partial<Findings> {
  const rule = capacityRule(model, sku.name);
  const label = `${model.name} as ${sku.name}`;
  if (rule === "notOffered") {
    return problem({
      code: "skuNotOffered",
      property: "sku",
      message: `the sizing table has no ${sku.name} for ${model.name}`,
      fix: "use another SKU",
    });
  }
  const integer = Number.isInteger(wanted);
  if (rule === "unknown") {
    return integer && wanted >= 1 && wanted <= accountLimits.ptuPerDeployment
      ? notVerified("capacity", `the minimum and step of provisioned units of ${model.name} are not known`)
      : problem({
          code: "capacityStep",
          property: "capacity",
          message: `capacity ${wanted} is not a number of provisioned units`,
          allowed: [`1 to ${accountLimits.ptuPerDeployment}`],
          fix: "ask for a whole number of units",
        });
  }
  const allowed = [
    `${rule.minimum}${rule.maximum === undefined ? " or more" : ` to ${rule.maximum}`}` +
      (rule.step === 1 ? ", whole numbers" : ` in steps of ${rule.step}`),
  ];
  const fix = `ask for ${roundUpCapacity(Number.isFinite(wanted) ? wanted : rule.minimum, rule)}`;
  const unit = rule.unit === "ptu" ? "provisioned units" : "units";
  if (!(wanted >= rule.minimum)) {
    const message = `capacity ${wanted} is below the minimum of ${label}, ${rule.minimum} ${unit}`;
    return problem({ code: "capacityTooSmall", property: "capacity", message, allowed, fix });
  }
  if (rule.maximum !== undefined && wanted > rule.maximum) {
    const message = `capacity ${wanted} is above the maximum of one deployment, ${rule.maximum} ${unit}`;
    return problem({ code: "capacityTooLarge", property: "capacity", message, allowed, fix });
  }
  if (!integer || (wanted - rule.minimum) % rule.step !== 0) {
    const message = `capacity ${wanted} is not a step of ${label}`;
    return problem({ code: "capacityStep", property: "capacity", message, allowed, fix });
  }
  return {};
}

/** Whether Azure has the units to sell: quota alone does not say so, and what was there yesterday may be gone today. */
export function stock(
  model: Model,
  sku: DeploymentSku,
  { available, capacity: wanted, heldCapacity = 0, region }: DeploymentRequest,
): Partial<Findings> {
  if (!available || wanted - heldCapacity <= available.units) return {};
  return notVerified(
    "capacity",
    `on ${available.asOf} Azure had ${available.units} units of ${model.name} as ${sku.name} to give in ${region}, ${wanted} are asked for; refresh the catalog`,
  );
}

export function quota(model: Model, sku: DeploymentSku, request: DeploymentRequest): Partial<Findings> {
  const { heldCapacity: held = 0, usedCapacity: used = held, capacity: wanted, quotaTier: tier } = request;
  const listed =
    request.quotaLimit !== undefined
      ? { capacity: request.quotaLimit, doubtful: false }
      : tier === undefined
        ? "unknown"
        : defaultLimit(model, sku.name, tier);
  const pool = `${model.name} as ${sku.name}`;
  if (listed === "unknown") {
    return notVerified("capacity", `the quota of ${pool} is not known; ask for the usages of the region`);
  }
  const free = Math.max(0, listed.capacity - (used - held));
  if (wanted > free) {
    const inUse = used > held ? `, of which ${used - held} are in use by others` : "";
    return problem({
      code: "quotaExceeded",
      property: "capacity",
      message: `capacity ${wanted} exceeds the quota of ${pool}: the limit is ${listed.capacity}${inUse}`,
      allowed: free >= 1 ? [`at most ${free}`] : [],
      fix:
        free >= 1
          ? `ask for ${free} or less, or request more quota`
          : "request more quota, or use another region",
    });
  }
  return listed.doubtful
    ? notVerified("capacity", `sources disagree whether tier ${tier ?? ""} has a default quota of ${pool}`)
    : {};
}
