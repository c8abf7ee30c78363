/** Everything that one deployment violates, each subject in a function of its own. */
import { distance } from "fastest-levenshtein";
import {
  availability,
  findModel,
  lifecycleOn,
  modelNames,
  regionsOffering,
  retiresWithin,
  skusIn,
  versionsOf,
  type Model,
} from "../models";
import { isoDay } from "../days";
import { accountLimits, capacityRule, defaultLimit, roundUpCapacity } from "../quotas";
import {
  boundaryNames,
  findBoundary,
  findRegion,
  isRegionInBoundary,
  normalizeRegion,
  regions,
  regionsInBoundary,
  type BoundaryName,
} from "../regions";
import {
  findSku,
  isProcessingInBoundary,
  isWithinScope,
  processingGeography,
  skuNames,
  skus,
  type DeploymentSku,
} from "../skus";
import type { DeploymentRequest, Finding, Findings, UnverifiedFact } from "./types";

/** The problems and the unverified facts of one deployment, without alternatives. */
export function findingsOf(request: DeploymentRequest): Findings {
  const problems: Finding[] = [];
  const unverified: UnverifiedFact[] = [];
  const model = findModel(request.model, request.version, request.declaredModels);
  const sku = findSku(request.sku);
  const parts: Partial<Findings>[] = [
    model ? lifecycle(model, request) : unknownModel(request),
    sku ? {} : unknownSku(request),
    findBoundary(request.boundary) ? placement(request) : unknownBoundary(request),
    sku ? processing(sku, request) : {},
    model && sku ? offer(model, sku, request) : {},
    model && sku ? capacity(model, sku, request) : {},
    model && sku ? quota(model, sku, request) : {},
  ];
  for (const part of parts) {
    problems.push(...(part.problems ?? []));
    unverified.push(...(part.unverified ?? []));
  }
  return { problems, unverified };
}

/** Names that a user may have meant, nearest first. */
export function nearest(wanted: string, names: readonly string[], count = 3): readonly string[] {
  const score = (name: string): number => distance(wanted.toLowerCase(), name.toLowerCase());
  return [...names].sort((a, b) => score(a) - score(b) || a.localeCompare(b)).slice(0, count);
}

/** Regions in which the request may place a deployment. */
export function placeableRegions(request: DeploymentRequest): readonly string[] {
  if (!findBoundary(request.boundary)) return [];
  const inside = regionsInBoundary(request.boundary as BoundaryName).map(({ name }) => name);
  const allowed = request.allowedRegions?.map(normalizeRegion);
  return allowed ? inside.filter((region) => allowed.includes(region)) : inside;
}

function problem(finding: Omit<Finding, "allowed"> & { allowed?: readonly string[] }): Partial<Findings> {
  return { problems: [{ allowed: [], ...finding }] };
}

function notVerified(property: UnverifiedFact["property"], message: string): Partial<Findings> {
  return { unverified: [{ property, message }] };
}

function unknownModel({ model, version, declaredModels = [] }: DeploymentRequest): Partial<Findings> {
  const versions = versionsOf(model, declaredModels).flatMap((known) => known.version ?? []);
  if (versionsOf(model, declaredModels).length > 0) {
    return problem({
      code: "unknownVersion",
      property: "version",
      message: `${model} has no version "${version}" in the catalog`,
      allowed: versions,
      fix: `use a listed version, or declare ${model} ${version} under models.declared when it is newer than the catalog`,
    });
  }
  const names = nearest(model, [...modelNames, ...declaredModels.map(({ name }) => name)]);
  return problem({
    code: "unknownModel",
    property: "model",
    message: `the catalog has no model "${model}"`,
    allowed: names,
    fix: `did you mean ${names[0] ?? "another model"}? Declare ${model} under models.declared when it is newer than the catalog`,
  });
}

function unknownSku({ sku }: DeploymentRequest): Partial<Findings> {
  return problem({
    code: "unknownSku",
    property: "sku",
    message: `there is no deployment SKU "${sku}"`,
    allowed: skuNames,
    fix: `did you mean ${nearest(sku, skuNames, 1)[0] ?? ""}?`,
  });
}

function unknownBoundary({ boundary }: DeploymentRequest): Partial<Findings> {
  return problem({
    code: "unknownBoundary",
    property: "boundary",
    message: `there is no residency boundary "${boundary}"`,
    allowed: boundaryNames,
    fix: `did you mean ${nearest(boundary, boundaryNames, 1)[0] ?? ""}?`,
  });
}

function lifecycle(model: Model, { on, noticeDays }: DeploymentRequest): Partial<Findings> {
  const { state, retirement } = lifecycleOn(model, on);
  const label = `${model.name} ${model.version ?? ""}`.trim();
  const successor =
    model.replacements.length > 0 ? `move to ${model.replacements.join(" or ")}` : "move to a newer version";
  if (state === "retired") {
    return problem({
      code: "retired",
      property: "version",
      message: `${label} is retired${retirement ? ` since ${retirement.date}` : ""}: Azure deploys it no longer`,
      fix: successor,
    });
  }
  const soon = retiresWithin(model, on, noticeDays);
  if (soon === "yes") {
    return problem({
      code: "retiresSoon",
      property: "version",
      message: `${label} retires on ${retirement?.date ?? "an unknown day"}, within ${noticeDays} days of ${isoDay(on)}`,
      fix: `${successor}, or lower operations.retirementNoticeDays`,
    });
  }
  if (soon === "unknown") {
    const dates = retirement?.conflictsWith
      ? `, sources name ${retirement.conflictsWith} and ${retirement.date}`
      : "";
    return notVerified(
      "version",
      `when ${label} retires is not known${dates}; ask for the models of the region`,
    );
  }
  return model.stage === "Deprecated"
    ? notVerified(
        "version",
        `${label} is deprecated: Azure refuses it to a subscription that has not deployed it before`,
      )
    : {};
}

function placement(request: DeploymentRequest): Partial<Findings> {
  const { region, boundary } = request;
  const allowed = placeableRegions(request);
  if (!findRegion(region)) {
    const names = nearest(
      region,
      regions.map(({ name }) => name),
    );
    return problem({
      code: "unknownRegion",
      property: "region",
      message: `the catalog has no region "${region}"`,
      allowed: names,
      fix: `did you mean ${names[0] ?? "another region"}?`,
    });
  }
  if (allowed.includes(normalizeRegion(region))) return {};
  const where = isRegionInBoundary(region, boundary)
    ? "not among the allowed regions"
    : `outside the boundary "${boundary}"`;
  return problem({
    code: "regionOutsideBoundary",
    property: "region",
    message: `${region} is ${where}`,
    allowed,
    fix: "place the account in an allowed region, or change residency.allowedRegions",
  });
}

function processing(
  sku: DeploymentSku,
  { region, boundary, processing: widest }: DeploymentRequest,
): Partial<Findings> {
  const allowed = skuNames.filter(
    (name) =>
      isWithinScope(skus[name], widest) &&
      isProcessingInBoundary(processingGeography(name, region), boundary) !== false,
  );
  if (!isWithinScope(sku, widest)) {
    return problem({
      code: "processingTooWide",
      property: "sku",
      message: `${sku.name} processes prompts ${places[sku.processing]}, the stack allows ${widest} at most`,
      allowed,
      fix: "use an allowed SKU, or widen residency.processing",
    });
  }
  const geography = processingGeography(sku.name, region);
  const inside = isProcessingInBoundary(geography, boundary);
  if (inside === undefined && findBoundary(boundary) && findRegion(region)) {
    const reason = geography.scope === "unknown" ? geography.reason : "its geography is not known";
    return notVerified("sku", `where ${sku.name} in ${region} processes prompts is not known: ${reason}`);
  }
  // A region outside the boundary is reported once, as a placement.
  if (inside !== false || geography.scope === "region") return {};
  const zone =
    geography.scope === "dataZone" ? `in the ${geography.dataZone} data zone` : places[sku.processing];
  return problem({
    code: "processingOutsideBoundary",
    property: "sku",
    message: `${sku.name} in ${region} processes prompts ${zone}, outside the boundary "${boundary}"`,
    allowed,
    fix: "use an allowed SKU, or an account in a region whose data zone lies inside the boundary",
  });
}

const places = {
  region: "in the region",
  dataZone: "anywhere in the data zone",
  global: "anywhere in the world",
};

function offer(model: Model, sku: DeploymentSku, { region }: DeploymentRequest): Partial<Findings> {
  const label = `${model.name} ${model.version ?? ""}`.trim();
  if (sku.fineTunedOnly) {
    return problem({
      code: "fineTunedOnly",
      property: "sku",
      message: `${sku.name} is for fine-tuned models, ${label} is a base model`,
      allowed: skusIn(model, region),
      fix: "use another SKU",
    });
  }
  switch (availability(model, sku.name, region)) {
    case "offered":
      return {};
    case "unknown":
      return notVerified("sku", `no source lists the regions of ${label}; ask for the models of ${region}`);
    case "notOffered": {
      const here = skusIn(model, region);
      const elsewhere = regionsOffering(model, sku.name);
      return problem({
        code: "skuNotOffered",
        property: "sku",
        message: `${label} is not offered as ${sku.name} in ${region}`,
        allowed: here,
        fix:
          elsewhere !== "unknown" && elsewhere.length > 0
            ? `${sku.name} is offered in ${elsewhere.join(", ")}`
            : `${sku.name} is offered nowhere for ${label}`,
      });
    }
  }
}

function capacity(
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

function quota(model: Model, sku: DeploymentSku, request: DeploymentRequest): Partial<Findings> {
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
