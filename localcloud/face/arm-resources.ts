import type { Arm } from "../arm/arm";
import { notFound } from "../arm/arm";
import type { ArmResource } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, parseArmId } from "../arm/id";
import { at, merge, withValue } from "../arm/json";
import { isAzuresOwnWatcher } from "../behaviours/network-watchers";
import type { JsonObject } from "../store/store";
import { filterOf } from "./arm-filter";
import type { Operations } from "./arm-operations";
import { type FaceRequest, type Reply, jsonOf } from "./http";

export interface ResourceContext {
  readonly arm: Arm;
  readonly operations: Operations;
  readonly origin: string;
}

/** What a path of Resource Manager names. */
export type Target =
  | { readonly kind: "resource"; readonly id: ArmId }
  /** All resources of a type in a container, e.g. the deployments of an account. */
  | { readonly kind: "collection"; readonly within: string; readonly type: string };

const groups = "Microsoft.Resources/resourceGroups";

/** Takes a path apart; undefined when it is neither a resource nor a collection. */
export function targetOf(path: string): Target | undefined {
  const provider = path.toLowerCase().lastIndexOf("/providers/");
  if (provider < 0) {
    const list = /^(\/subscriptions\/[^/]+)\/resourcegroups$/i.exec(path)?.[1];
    if (list !== undefined) return { kind: "collection", within: list, type: groups };
    const all = /^(\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?)\/resources$/i.exec(path)?.[1];
    if (all !== undefined) return { kind: "collection", within: all, type: "*" };
  } else {
    const [namespace = "", ...rest] = path.slice(provider + "/providers/".length).split("/");
    if (rest.length % 2 === 1 && !rest.includes("")) {
      const type = [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
      const within = rest.length === 1 ? path.slice(0, provider) : path.split("/").slice(0, -1).join("/");
      return { kind: "collection", within, type };
    }
  }
  try {
    return { kind: "resource", id: parseArmId(path) };
  } catch {
    return undefined;
  }
}

/** Most resources of one page of a list. */
const pageSize = 1_000;

export function list(
  { within, type }: Target & { kind: "collection" },
  request: FaceRequest,
  context: ResourceContext,
): Reply {
  const { arm, origin } = context;
  const container = within.toLowerCase();
  requireContainer(within, arm);
  const asked = type === "*" ? request.query.get("$filter") : null;
  const filter = asked === null ? () => true : filterOf(asked);
  const found = (type === "*" ? arm.all().filter(isInGroup) : arm.ofType(type))
    .filter(({ id }) => container === "" || id.toLowerCase().startsWith(`${container}/`))
    .filter(filter)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const from = Number(request.query.get("$skiptoken") ?? 0) || 0;
  const next = new URLSearchParams(request.query);
  next.set("$skiptoken", String(from + pageSize));
  return {
    status: 200,
    body: {
      value: found.slice(from, from + pageSize).map((resource) => arm.view(resource).body),
      ...(found.length > from + pageSize ? { nextLink: `${origin}${request.path}?${next.toString()}` } : {}),
    },
  };
}

function isInGroup({ id }: ArmResource): boolean {
  const { resourceGroup, type, parent } = parseArmId(id);
  return resourceGroup !== undefined && parent === undefined && type !== groups;
}

/** A list in something that does not exist is refused; a subscription always exists. */
function requireContainer(within: string, arm: Arm): void {
  if (within === "" || /\/providers\/[^/]+$/i.test(within)) return;
  const id = parseArmId(within);
  if (!arm.exists(within) && !isAzuresOwnWatcher(id, arm)) throw notFound(id);
}

/** Answers a request for one resource. */
export async function resource(id: ArmId, request: FaceRequest, context: ResourceContext): Promise<Reply> {
  const { arm } = context;
  switch (request.method) {
    case "GET":
      return { status: 200, body: existing(id, arm).body };
    case "HEAD":
      return { status: arm.read(id.id) ? 204 : 404 };
    case "PUT":
      return write(id, jsonOf(request), request, context);
    case "PATCH": {
      const { body } = existing(id, arm);
      // A patch names the tags that are to be, not those that are to be added.
      const patch = jsonOf(request);
      const merged = merge(body, patch);
      return write(
        id,
        at(patch, "tags") === undefined ? merged : withValue(merged, "tags", patch["tags"]),
        request,
        context,
      );
    }
    case "DELETE":
      return remove(id, request, context);
    default:
      throw new CloudError(
        405,
        "MethodNotAllowed",
        `The request method '${request.method}' is not supported for '${id.type}'.`,
      );
  }
}

async function write(
  id: ArmId,
  body: JsonObject,
  request: FaceRequest,
  context: ResourceContext,
): Promise<Reply> {
  const { arm, operations } = context;
  const created = arm.get(id.id) === undefined;
  const operation = await arm.beginPut(id.id, body, apiVersionOf(request));
  const status = created ? 201 : 200;
  if (!isLongRunning(id.type, "put")) {
    await operation.completed;
    return { status, body: existing(id, arm).body };
  }
  operations.follow(operation, id);
  const accepted = arm.get(id.id);
  return {
    status,
    headers: pollingHeaders(operation.id, id, request, context, false),
    body: accepted && arm.view(accepted).body,
  };
}

async function remove(id: ArmId, request: FaceRequest, context: ResourceContext): Promise<Reply> {
  const operation = await context.arm.beginDelete(id.id);
  if (!operation) return { status: 204 };
  if (!isLongRunning(id.type, "delete")) {
    await operation.completed;
    return { status: 200 };
  }
  context.operations.follow(operation, id);
  return { status: 202, headers: pollingHeaders(operation.id, id, request, context, true) };
}

function existing(id: ArmId, arm: Arm): ArmResource {
  if (id.type === "Microsoft.Resources/subscriptions") return subscription(id, arm);
  const found = arm.read(id.id);
  if (!found) throw notFound(id);
  return found;
}

export function subscription({ name }: ArmId, arm: Arm): ArmResource {
  const body = {
    id: `/subscriptions/${name}`,
    subscriptionId: name,
    tenantId: arm.tenantId,
    displayName: "Local cloud",
    state: "Enabled",
    subscriptionPolicies: { quotaId: "EnterpriseAgreement_2014-09-01", spendingLimit: "Off" },
  };
  return { id: body.id, body, apiVersion: "", createdAt: 0, updatedAt: 0, incarnation: 1, revision: 1 };
}

/** Where to ask how an operation stands. https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
function pollingHeaders(
  operation: string,
  { type, subscriptionId = "" }: ArmId,
  request: FaceRequest,
  { arm, origin }: ResourceContext,
  withLocation: boolean,
): Record<string, string> {
  const namespace = type.split("/")[0] ?? "";
  const base = `${origin}/subscriptions/${subscriptionId || arm.subscriptionId}/providers/${namespace}/locations/local`;
  const version = `?api-version=${encodeURIComponent(apiVersionOf(request))}`;
  return {
    "azure-asyncoperation": `${base}/operationStatuses/${operation}${version}`,
    ...(withLocation ? { location: `${base}/operationResults/${operation}${version}` } : {}),
    "retry-after": String(Math.round(arm.duration(pollSeconds) / 1_000)),
  };
}

/** How long the services ask a caller to wait, in seconds of the cloud's time. */
const pollSeconds = 5;

/** Answers `operationStatuses` and `operationResults`; undefined for every other path. */
export function operationReply(
  { path }: FaceRequest,
  { operations, arm }: ResourceContext,
): Reply | undefined {
  const [, form, id = ""] =
    /\/providers\/[^/]+\/locations\/[^/]+\/(operationStatuses|operationResults)\/([^/]+)$/i.exec(path) ?? [];
  if (form === undefined) return undefined;
  const state = operations.get(id);
  if (!state) throw new CloudError(404, "NotFound", `The operation '${id}' was not found.`);
  const { resource, ...status } = state;
  if (form.toLowerCase() === "operationstatuses") return { status: 200, body: { ...status, name: state.id } };
  if (state.status === "InProgress")
    return { status: 202, headers: { "retry-after": String(Math.round(arm.duration(pollSeconds) / 1_000)) } };
  const { error } = state;
  if (error) return { status: 409, body: { error } };
  const found = arm.get(resource.id);
  return found ? { status: 200, body: arm.view(found).body } : { status: 204 };
}

function apiVersionOf({ query }: FaceRequest): string {
  return query.get("api-version") ?? "";
}

/**
 * Writes and removals that the services answer before they have ended, as the specifications mark them
 * (`x-ms-long-running-operation`); the others answer at their end.
 */
const longRunning: readonly { readonly type: RegExp; readonly operations: readonly ("put" | "delete")[] }[] =
  [
    {
      type: /^microsoft\.cognitiveservices\/accounts(\/(deployments|projects(\/capabilityhosts)?|capabilityhosts|privateendpointconnections))?$/,
      operations: ["put", "delete"],
    },
    { type: /^microsoft\.cognitiveservices\/accounts\/rai\w+$/, operations: ["delete"] },
    { type: /^microsoft\.network\//, operations: ["put", "delete"] },
    { type: /^microsoft\.resources\/resourcegroups$/, operations: ["delete"] },
    { type: /^microsoft\.keyvault\/vaults$/, operations: ["put"] },
    {
      type: /^microsoft\.(operationalinsights\/workspaces|apimanagement\/service|documentdb\/databaseaccounts|app\/(managedenvironments|containerapps))$/,
      operations: ["put", "delete"],
    },
  ];

function isLongRunning(type: string, operation: "put" | "delete"): boolean {
  return longRunning.some((one) => one.operations.includes(operation) && one.type.test(type.toLowerCase()));
}
