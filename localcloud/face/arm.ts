import type { LocalCloud } from "../cloud";
import { CloudError } from "../arm/error";
import { regions } from "../../catalog/regions";
import { armTypeOf, resourceTypes } from "../types/index";
import { isPermitted } from "./access";
import { cognitiveServices } from "./arm-cognitiveservices";
import { keyVault } from "./arm-keyvault";
import { machineLearning } from "./arm-machinelearning";
import { logsQuery } from "./arm-logs";
import { metadata } from "./arm-metadata";
import { networkInterface } from "./arm-network";
import { Operations } from "./arm-operations";
import {
  type ResourceContext,
  list,
  operationReply,
  resource,
  subscription,
  targetOf,
} from "./arm-resources";
import type { FaceRequest, Handler, Reply } from "./http";
import type { FaceState } from "./state";
import type { Caller, Tokens } from "./tokens";

/**
 * Azure Resource Manager over HTTP, for Azure's own clients: resources and lists of every type, long-running operations,
 * models, usages and deleted accounts, any api-version. A request without a token of this cloud is refused; a token of
 * somebody other than its operator does what that principal's roles permit.
 */
export function armFace(
  { arm }: Pick<LocalCloud, "arm">,
  { tokens, telemetry, outages }: FaceState,
): (origin: string) => Handler {
  return (origin) => {
    const context: ResourceContext = { arm, origin, operations: new Operations(arm) };
    return async (request) => {
      const open = metadata(request, arm, tokens, origin);
      if (open) return open;
      const caller = authenticated(request, tokens);
      const apart =
        logsQuery(request, caller, arm, telemetry) ?? (caller.operator ? outages.answer(request) : undefined);
      if (apart) return apart;
      requireApiVersion(request);
      authorize(caller, request, context);
      return (
        operationReply(request, context) ??
        directory(request, context) ??
        (await cognitiveServices(request, arm)) ??
        (await keyVault(request, arm)) ??
        (await machineLearning(request, arm)) ??
        networkInterface(request, arm) ??
        (await answer(request, context))
      );
    };
  };
}

function authenticated({ headers }: FaceRequest, tokens: Tokens): Caller {
  const { authorization } = headers;
  if (authorization === undefined)
    throw new CloudError(
      401,
      "AuthenticationFailed",
      "Authentication failed. The 'Authorization' header is missing.",
    );
  const caller = tokens.caller(authorization);
  if (!caller) throw new CloudError(401, "InvalidAuthenticationToken", "The access token is invalid.");
  return caller;
}

function requireApiVersion({ query }: FaceRequest): void {
  if (query.get("api-version")) return;
  throw new CloudError(
    400,
    "MissingApiVersionParameter",
    "The api-version query parameter (?api-version=) is required for all requests.",
  );
}

function authorize(
  { principal, operator }: Caller,
  { method, path }: FaceRequest,
  { arm }: ResourceContext,
): void {
  if (operator) return;
  const target = targetOf(path);
  const scope = target?.kind === "resource" ? target.id.id : (target?.within ?? path);
  const type = target?.kind === "resource" ? target.id.type : (target?.type ?? "Microsoft.Resources/unknown");
  const verb = { GET: "read", HEAD: "read", DELETE: "delete", POST: "action" }[method] ?? "write";
  const operation = `${type}/${verb}`;
  if (isPermitted(arm, principal, operation, scope, "control")) return;
  throw new CloudError(
    403,
    "AuthorizationFailed",
    `The client '${principal}' with object id '${principal}' does not have authorization to perform action '${operation}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

async function answer(request: FaceRequest, context: ResourceContext): Promise<Reply> {
  const target = targetOf(request.path);
  if (target?.kind === "resource") return resource(target.id, request, context);
  if (target && request.method === "GET") return list(target, request, context);
  throw new CloudError(
    404,
    "InvalidResourceType",
    `No resource was found at '${request.method} ${request.path}'; the local cloud answers resources and their lists.`,
  );
}

/** What is there before any resource: tenants, subscriptions, regions, resource providers. */
function directory({ method, path }: FaceRequest, { arm }: ResourceContext): Reply | undefined {
  if (method !== "GET") return undefined;
  const one = (value: unknown): Reply => ({ status: 200, body: { value } });
  if (/^\/tenants$/i.test(path))
    return one([{ id: `/tenants/${arm.tenantId}`, tenantId: arm.tenantId, displayName: "Local cloud" }]);
  if (/^\/subscriptions$/i.test(path)) {
    const name = arm.subscriptionId;
    return one([subscription({ id: "", key: "", type: "", names: [name], name }, arm).body]);
  }
  const [, sub, what, namespace] =
    /^\/subscriptions\/([^/]+)\/(locations|providers)(?:\/([^/]+))?$/i.exec(path) ?? [];
  if (sub === undefined) return undefined;
  if (what?.toLowerCase() === "locations") {
    return one(
      regions.map(({ name }) => ({ id: `/subscriptions/${sub}/locations/${name}`, name, displayName: name })),
    );
  }
  const known = providers(sub);
  if (namespace === undefined) return one(known);
  const found = known.find((provider) => provider.namespace.toLowerCase() === namespace.toLowerCase());
  if (found) return { status: 200, body: found };
  throw new CloudError(404, "InvalidResourceNamespace", `The resource namespace '${namespace}' is invalid.`);
}

function providers(subscriptionId: string) {
  const types = new Map<string, Set<string>>();
  for (const { path } of resourceTypes) {
    const [namespace = "", ...rest] = armTypeOf(path).split("/");
    types.set(namespace, (types.get(namespace) ?? new Set()).add(rest.join("/")));
  }
  return [...types].map(([namespace, names]) => ({
    id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
    namespace,
    registrationState: "Registered",
    resourceTypes: [...names].map((resourceType) => ({ resourceType, locations: [], apiVersions: [] })),
  }));
}
