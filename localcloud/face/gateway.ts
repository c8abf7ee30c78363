import type { Arm } from "../arm/arm";
import type { ArmResource } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { normalizeLocation, parseArmId } from "../arm/id";
import { at, objectsAt, stringAt } from "../arm/json";
import { type FaceRequest, type Handler, type Reply, jsonOf, refusal } from "./http";
import type { Outages } from "./outages";
import { SemanticCache } from "./semantic-cache";
import type { FaceState } from "./state";
import type { Tokens } from "./tokens";

/** A call of one workload's API. */
interface Call {
  readonly service: ArmResource;
  /** The region whose gateway takes the call. */
  readonly region: string;
  /** The API's policy, with its named values filled in. */
  readonly policy: string;
  readonly api: string;
  readonly deployment: string;
}

/**
 * API Management in front of the models, as far as the choice of a backend goes: the token that the API's policy asks for, the
 * workload's identity or group, the pool that holds the deployment, and its members in turn until one answers. The
 * policy document itself is not run: limits, metrics and Content Safety are left out, the semantic cache is not. A service is called by its name as the
 * first segment of the path: `https://127.0.0.1:PORT/<service>/<workload>/openai/...`. Its name leads to the gateways of all
 * its regions, and a client takes the first one that answers.
 *
 * @param models the data plane of the accounts, as it is reached from inside the network
 */
export function gatewayFace(
  { arm }: { readonly arm: Arm },
  { tokens, outages }: Pick<FaceState, "tokens" | "outages">,
  models: Handler,
): Handler {
  const cache = new SemanticCache(arm, tokens, models);
  return async (request) => {
    const call = callOf(request, arm, outages);
    authorize(call, request, tokens, arm);
    const members = membersOf(call, arm);
    if (members.length === 0)
      throw new CloudError(404, "DeploymentNotFound", "This workload has no deployment of that name.");
    return cache.through({ ...call, members }, request, () =>
      inTurn(members, (member) => send(request, call, member, models, tokens, arm)),
    );
  };
}

/** Asks one after the other until one answers. */
async function inTurn(members: readonly string[], ask: (member: string) => Promise<Reply>): Promise<Reply> {
  let reply: Reply = { status: 503 };
  for (const member of members) {
    reply = await ask(member);
    if (reply.status !== 429 && reply.status < 500) break;
  }
  return reply;
}

function callOf(request: FaceRequest, arm: Arm, outages: Outages): Call {
  const [, name = "", rest = ""] = /^\/([^/]+)\/(.*)$/.exec(request.path) ?? [];
  const service = arm
    .ofType("Microsoft.ApiManagement/service")
    .find(({ id }) => parseArmId(id).name.toLowerCase() === name.toLowerCase());
  const api = service && arm.children(service.id).find(({ id, body }) => isApiOf(id, body, rest));
  const below = api && rest.slice((stringAt(api.body, "properties.path") ?? "").length);
  const [, inPath, byPath] =
    /^\/deployments\/([^/]+)\/(chat\/completions|embeddings)$/.exec(below ?? "") ?? [];
  const [, byBody] = /^\/v1\/(chat\/completions|responses|embeddings)$/.exec(below ?? "") ?? [];
  const operation = byPath ?? byBody;
  if (!service || !api || operation === undefined || request.method !== "POST")
    throw new CloudError(404, "404", "Resource not found");
  return {
    service,
    region: answering(service, outages),
    policy: filled(
      stringAt(arm.get(`${api.id}/policies/policy`)?.body, "properties.value") ?? "",
      service,
      arm,
    ),
    api: operation,
    deployment: inPath ?? stringAt(jsonOf(request), "model") ?? "",
  };
}

/** The first region of a service that is up. */
function answering({ body }: ArmResource, outages: Outages): string {
  const home = { location: at(body, "location"), disableGateway: at(body, "properties.disableGateway") };
  const up = [home, ...objectsAt(body, "properties.additionalLocations")]
    .filter(({ disableGateway }) => disableGateway !== true)
    .map(({ location }) => normalizeLocation(typeof location === "string" ? location : ""))
    .find((region) => !outages.isDown(region));
  if (up !== undefined) return up;
  throw new CloudError(503, "ServiceUnavailable", "No region of the gateway answers.");
}

function isApiOf(id: string, body: ArmResource["body"], path: string): boolean {
  const own = stringAt(body, "properties.path");
  return /\/apis\/[^/]+$/i.test(id) && own !== undefined && path.startsWith(`${own}/`);
}

function filled(policy: string, { id }: ArmResource, arm: Arm): string {
  const values = new Map(
    arm
      .ofType("Microsoft.ApiManagement/service/namedValues")
      .filter((value) => value.id.toLowerCase().startsWith(`${id.toLowerCase()}/`))
      .map(({ body }) => [stringAt(body, "properties.displayName"), stringAt(body, "properties.value")]),
  );
  return policy.replace(/\{\{([\w.-]+)\}\}/g, (reference, name: string) => values.get(name) ?? reference);
}

/** The element by which the gateway calls a model as itself. */
const ownIdentity = /<authentication-managed-identity\b[^>]*\bclient-id="([^"]*)"[^>]*\/?>/g;

/** The policy compares claims of the token with the identity and the group of the workload, written out in it. */
function authorize({ policy }: Call, { headers }: FaceRequest, tokens: Tokens, arm: Arm): void {
  const caller = tokens.caller(headers["authorization"]);
  const audiences = [...policy.matchAll(/<audience>([^<]*)<\/audience>/g)].map(([, audience]) => audience);
  if (!caller || !audiences.includes(caller.audience))
    throw new CloudError(401, "401", "Unauthorized. Access token is missing or invalid.");
  const named = policy.replace(ownIdentity, "").toLowerCase();
  const identity = arm
    .ofType("Microsoft.ManagedIdentity/userAssignedIdentities")
    .find(({ body }) => stringAt(body, "properties.principalId") === caller.principal);
  const names = [caller.principal, stringAt(identity?.body, "properties.clientId")];
  if (names.some((name) => name !== undefined && named.includes(name.toLowerCase()))) return;
  throw new CloudError(
    403,
    "CallerNotAllowed",
    "The token belongs to neither the identity nor the group of this workload.",
  );
}

/** Pools that the policy names for the gateways of one region alone, and that region. */
function poolsOfRegions(policy: string): ReadonlyMap<string, string> {
  const text = policy.replaceAll("&quot;", '"');
  const condition =
    /context\.Deployment\.Region == "([^"]+)"[^>]*>\s*<set-variable name="pool" value="([^"]+)"/g;
  return new Map(
    [...text.matchAll(condition)].map(([, region = "", pool = ""]) => [pool, normalizeLocation(region)]),
  );
}

/** Addresses of the deployments that stand in for the one asked for, in the order in which they are tried. */
function membersOf({ service, policy, deployment, region }: Call, arm: Arm): readonly string[] {
  const regional = poolsOfRegions(policy);
  const ids = [...policy.matchAll(/\bbackend-id="([^"@{]+)"/g)].map(([, id = ""]) => id);
  // The pool of the own region goes before the one of all others.
  const named = [
    ...ids.filter((id) => regional.get(id) === region),
    ...ids.filter((id) => !regional.has(id)),
  ];
  for (const id of new Set(named)) {
    const members = objectsAt(arm.get(`${service.id}/backends/${id}`)?.body, "properties.pool.services");
    const addresses = [...members]
      .sort(
        (a, b) =>
          numberAt(a, "priority") - numberAt(b, "priority") || numberAt(b, "weight") - numberAt(a, "weight"),
      )
      .map((member) => stringAt(member, "id") ?? "")
      .map((backend) => (backend.startsWith("/subscriptions/") ? backend : `${service.id}${backend}`))
      .flatMap((backend) => stringAt(arm.get(backend)?.body, "properties.url") ?? []);
    if (addresses.some((address) => address.endsWith(`/deployments/${deployment}`))) return addresses;
  }
  return [];
}

function numberAt(object: ArmResource["body"], path: string): number {
  const value = at(object, path);
  return typeof value === "number" ? value : 0;
}

/** A backend that is no account of this cloud does not answer. */
async function send(
  request: FaceRequest,
  { policy, api }: Call,
  address: string,
  models: Handler,
  tokens: Tokens,
  arm: Arm,
): Promise<Reply> {
  const [, subdomain, deployment] =
    /^https:\/\/([^.]+)\.openai\.azure\.com\/openai\/deployments\/([^/]+)$/.exec(address) ?? [];
  if (subdomain === undefined || deployment === undefined) return { status: 502 };
  const clientId = [...policy.matchAll(ownIdentity)][0]?.[1];
  const identity = arm
    .ofType("Microsoft.ManagedIdentity/userAssignedIdentities")
    .find(({ body }) => stringAt(body, "properties.clientId") === clientId);
  const principal = stringAt(identity?.body, "properties.principalId") ?? "";
  try {
    return await models({
      ...request,
      path: `/${subdomain}/openai/v1/${api}`,
      headers: {
        authorization: `Bearer ${tokens.issue(principal, "https://cognitiveservices.azure.com")}`,
      },
      body: JSON.stringify({
        ...jsonOf(request),
        model: deployment,
        ...(api === "responses" ? { store: false } : {}),
      }),
    });
  } catch (error) {
    return refusal(error);
  }
}
