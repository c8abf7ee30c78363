import { capacityRule } from "../../catalog/quotas";
import { type Model, lifecycleOn, models, skusIn, versionsOf } from "../../catalog/models";
import { regions } from "../../catalog/regions";
import type { SkuName } from "../../catalog/skus";
import type { Arm } from "../arm/arm";
import { notFound } from "../arm/arm";
import { normalizeLocation, parseArmId } from "../arm/id";
import { stringAt } from "../arm/json";
import { declaredModels } from "../behaviours/deployment-models";
import { poolUsage, quotaTierOf } from "../behaviours/deployment-quota";
import { type DeletedResource, deletedOfType, deletedResource, purge } from "../behaviours/soft-delete";
import { actionOf } from "../types/index";
import type { FaceRequest, Reply } from "./http";

const account = "Microsoft.CognitiveServices/accounts";
const namespace = "/subscriptions/([^/]+)/providers/Microsoft\\.CognitiveServices";
const accountPath =
  "(/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.CognitiveServices/accounts/[^/]+)";

/** Requests of Microsoft.CognitiveServices that name no resource of their own; undefined for every other request. */
export async function cognitiveServices(
  { method, path, query }: FaceRequest,
  arm: Arm,
): Promise<Reply | undefined> {
  const match = (pattern: string) => new RegExp(`^${pattern}$`, "i").exec(path);
  let found = match(`${namespace}/locations/([^/]+)/(models|usages)`);
  if (method === "GET" && found)
    return { status: 200, body: { value: listOf(found[3], found[2] ?? "", arm) } };
  found = match(`${namespace}(?:/locations/([^/]+))?/modelCapacities`);
  if (method === "GET" && found)
    return { status: 200, body: { value: capacitiesOf(query, found[2], found[1] ?? "", arm) } };
  if (method === "GET" && match(`${namespace}/quotaTiers`))
    return {
      status: 200,
      body: { value: [{ name: "default", properties: { currentTierName: `Tier ${quotaTierOf(arm)}` } }] },
    };
  found = match(`${accountPath}/(models|usages)`);
  if (method === "GET" && found) {
    const location = stringAt(required(found[1] ?? "", arm).body, "location") ?? "";
    const value = listOf(found[2], location, arm);
    return {
      status: 200,
      body: { value: found[2]?.toLowerCase() === "models" ? value.map((one) => one.model) : value },
    };
  }
  found = match(`${accountPath}/listKeys`);
  if (method === "POST" && found) {
    const resource = required(found[1] ?? "", arm);
    return {
      status: 200,
      body: actionOf("azure-native:cognitiveservices:listAccountKeys")?.answer(resource, arm),
    };
  }
  if (method === "GET" && match(`${namespace}/deletedAccounts`))
    return { status: 200, body: { value: deletedOfType(arm, account).map(described) } };
  found = match(`${namespace}/locations/[^/]+/resourceGroups/([^/]+)/deletedAccounts/([^/]+)`);
  if (!found) return undefined;
  const id = `/subscriptions/${found[1] ?? ""}/resourceGroups/${found[2] ?? ""}/providers/${account}/${found[3] ?? ""}`;
  const deleted = deletedResource(arm, id);
  if (method === "GET") {
    if (!deleted) throw notFound(parseArmId(id));
    return { status: 200, body: described(deleted) };
  }
  if (method !== "DELETE") return undefined;
  if (!deleted) return { status: 204 };
  await arm.commit(purge(arm, id));
  return { status: 200 };
}

function required(id: string, arm: Arm) {
  const resource = arm.read(id);
  if (!resource) throw notFound(parseArmId(id));
  return resource;
}

function described({ resource, deletedAt, purgedAt }: DeletedResource): Record<string, unknown> {
  const { subscriptionId = "", resourceGroup = "", name } = parseArmId(resource.id);
  const location = normalizeLocation(stringAt(resource.body, "location") ?? "");
  const properties = resource.body["properties"] as Record<string, unknown>;
  return {
    ...resource.body,
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.CognitiveServices/locations/${location}/resourceGroups/${resourceGroup}/deletedAccounts/${name}`,
    type: "Microsoft.CognitiveServices/deletedAccounts",
    properties: {
      ...properties,
      deletionDate: new Date(deletedAt).toISOString(),
      scheduledPurgeDate: new Date(purgedAt).toISOString(),
    },
  };
}

interface Listed {
  readonly model?: unknown;
}

function listOf(what: string | undefined, location: string, arm: Arm): readonly Listed[] {
  const region = normalizeLocation(location);
  return what?.toLowerCase() === "models" ? modelsIn(region, arm) : usagesIn(region, arm);
}

/** The models that a region offers: those of the catalog, and those that the stack declares. */
function modelsIn(region: string, arm: Arm): readonly Listed[] {
  return offered(region, arm).map(({ model, skus }) => ({
    kind: model.format === "OpenAI" ? "OpenAI" : "AIServices",
    skuName: "S0",
    model: {
      format: model.format,
      name: model.name,
      version: model.version,
      isDefaultVersion: versionsOf(model.name)[0]?.version === model.version,
      lifecycleStatus: statusOf(model, new Date(arm.now())),
      ...replacementOf(model),
      capabilities: Object.fromEntries(model.capabilities.map((capability) => [capability, "true"])),
      ...(model.retirement ? { deprecation: { inference: `${model.retirement.date}T00:00:00Z` } } : {}),
      skus: skus.map((sku) => {
        const rule = capacityRule(model, sku);
        const { minimum, step } = typeof rule === "string" ? { minimum: 1, step: 1 } : rule;
        const { pool, limit } = usageOf(model, sku, region, arm);
        return {
          name: sku,
          usageName: pool.usageName,
          capacity: { minimum, step, maximum: limit, default: minimum },
          ...(model.retirement ? { deprecationDate: `${model.retirement.date}T00:00:00Z` } : {}),
        };
      }),
    },
  }));
}

/** The stage as Resource Manager names it: `Deprecating` runs for those who have it, `Deprecated` runs no longer. */
function statusOf(model: Model, on: Date): string {
  if (lifecycleOn(model, on).state === "retired") return "Deprecated";
  const statuses = {
    GA: "GenerallyAvailable",
    Preview: "Preview",
    Legacy: "Legacy",
    Deprecated: "Deprecating",
    Retired: "Deprecated",
  } as const;
  return statuses[model.stage ?? "GA"];
}

function replacementOf({ replacements: [named] }: Model): Record<string, unknown> {
  if (named === undefined) return {};
  const [, name = named, version] = /^(\S+) \((.+)\)$/.exec(named) ?? [];
  return {
    replacementConfig: {
      targetModelName: name,
      ...(version === undefined ? {} : { targetModelVersion: version }),
    },
  };
}

/** What can be deployed of one model version, by region and SKU: what the quota leaves, for this cloud never runs out itself. */
function capacitiesOf(
  query: FaceRequest["query"],
  location: string | undefined,
  subscription: string,
  arm: Arm,
): readonly unknown[] {
  const [format, name, version] = ["modelFormat", "modelName", "modelVersion"].map((key) => query.get(key));
  const model = versionsOf(name ?? "", declaredModels(arm)).find(
    (each) => each.version === version && each.format === format,
  );
  if (!model) return [];
  const places =
    location === undefined ? regions.map((region) => region.name) : [normalizeLocation(location)];
  return places.flatMap((region) =>
    skusIn(model, region).map((sku) => {
      const { used, limit } = usageOf(model, sku, region, arm);
      const id = `/subscriptions/${subscription}/providers/Microsoft.CognitiveServices/locations/${region}/models/${format ?? ""}.${model.name}.${version ?? ""}/skus/${sku}`;
      return {
        ...{ id, type: "Microsoft.CognitiveServices/locations/models/skus", name: sku, location: region },
        properties: {
          model: { format, name: model.name, version },
          skuName: sku,
          availableCapacity: Math.max(0, limit - used),
          availableFinetuneCapacity: 0,
        },
      };
    }),
  );
}

function usagesIn(region: string, arm: Arm): readonly Listed[] {
  const usages = new Map<string, unknown>();
  for (const { model, skus } of offered(region, arm))
    for (const sku of skus) {
      const { pool, used, limit } = usageOf(model, sku, region, arm);
      usages.set(pool.usageName, {
        name: { value: pool.usageName, localizedValue: `${model.name} - ${sku}` },
        currentValue: used,
        limit,
        unit: "Count",
      });
    }
  return [...usages.values()] as readonly Listed[];
}

function offered(
  region: string,
  arm: Arm,
): readonly { readonly model: Model; readonly skus: readonly SkuName[] }[] {
  const declared = declaredModels(arm);
  const names = [...new Set([...models.map(({ name }) => name), ...declared.map(({ name }) => name)])];
  return names
    .flatMap((name) => versionsOf(name, declared))
    .map((model) => ({ model, skus: skusIn(model, region) }))
    .filter(({ skus }) => skus.length > 0);
}

function usageOf(model: Model, sku: string, region: string, arm: Arm) {
  return poolUsage(
    {
      ...{ model: model.name, format: model.format, sku, region },
      ...(model.version === undefined ? {} : { version: model.version }),
    },
    arm,
  );
}
