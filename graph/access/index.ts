import { namesOf } from "../names";
import { canonicalType } from "../types";
import type { ResourceGraph, ResourceNode } from "../types";
import { activationsOf, byActivation } from "./activation";
import { accessOfAws, isOnAws } from "./aws/index";
import { keyPathOf, networkGateOf, openPrivateEndpoints } from "./gates";
import { accessThroughGateways } from "./gateway/index";
import { assignedRoles, patternOf, type Assigned } from "./holdings";
import type { AccessEntry, AccessModel, AccessResource, Verb } from "./model";
import { verbs } from "./model";
import { openDirectory } from "./principals";
import { normalId, objectsAt, valueAt } from "./read";
import { accessServices, type AccessService, type Operations } from "./services";

export { verbs } from "./model";
export { whoCanAct } from "./aws/index";
export { policyCallers, type Caller } from "./gateway/admitted";
export { whoCanOperate, type OperationEntry } from "./operation";
export type {
  AccessEntry,
  AccessModel,
  AccessResource,
  GatewayPath,
  Holding,
  KeyPath,
  NetworkGate,
  Principal,
  Reach,
  Verb,
} from "./model";

const serviceOf = new Map(accessServices.map((service) => [service.type, service] as const));

/**
 * Who may do what to the resources of a graph: by the actions of each role, never by its name; with what is inherited from
 * above, the keys that void roles, and the network that stands before both.
 *
 * @param known names of groups and others outside of the graph, by object ID in lower case
 */
export function accessOf(graph: ResourceGraph, known: ReadonlyMap<string, string> = new Map()): AccessModel {
  if (!isOnAws(graph)) return accessOfAzure(graph, known);
  const onAws = accessOfAws(graph);
  if (!graph.resources.some(({ type }) => canonicalType(type).startsWith("azure-native:"))) return onAws;
  const onAzure = accessOfAzure(graph, known);
  return {
    principals: [...onAzure.principals, ...onAws.principals],
    resources: [...onAzure.resources, ...onAws.resources],
    holdings: [...onAzure.holdings, ...onAws.holdings],
    entries: [...onAzure.entries, ...onAws.entries],
    gaps: [...new Set([...onAzure.gaps, ...onAws.gaps])],
  };
}

function accessOfAzure(graph: ResourceGraph, known: ReadonlyMap<string, string>): AccessModel {
  const names = namesOf(graph);
  const directory = openDirectory(graph, names, known);
  const activations = activationsOf(graph, directory);
  const assigned = byActivation(assignedRoles(graph, names, directory), activations, directory);
  const endpoints = openPrivateEndpoints(graph);
  const judged = graph.resources.flatMap((node) => {
    const service = serviceOf.get(canonicalType(node.type));
    if (!service) return [];
    const keys = keyPathOf(node, service);
    const resource: AccessResource = {
      urn: node.urn,
      name: names.resource(node),
      kind: node.type.split(":").at(-1) ?? node.type,
      verbs: verbs.filter((verb) => service.verbs[verb]),
      network: networkGateOf(node, service, endpoints),
      ...(keys && { keys }),
    };
    const byRole = assigned.flatMap((each) => entriesOf(node, service, each));
    return [{ node, resource, entries: [...byRole, ...byKey(resource, service, byRole)] }];
  });
  const nodes = judged.map(({ node }) => node);
  const byRole = judged.flatMap(({ entries }) => entries);
  const resources = judged.map(({ resource }) => resource);
  const throughGateways = accessThroughGateways({ graph, directory, nodes, resources, byRole });
  const principals = directory.all();
  // Nobody is in such a group but by an activation, which is told of whoever may do it.
  const empty = principals.filter(({ key, members }) => activations.has(key) && members.length === 0);
  return {
    principals: principals.filter((each) => !empty.includes(each)),
    resources,
    holdings: assigned.map(({ holding }) => holding),
    entries: [...byRole, ...throughGateways.entries],
    gaps: [
      ...gapsOf(graph, assigned, nodes),
      ...empty.map(
        ({ name }) =>
          `Whoever is put into ${name} without an activation holds its roles; by this stack that is nobody.`,
      ),
      ...throughGateways.gaps,
    ],
  };
}

function entriesOf(node: ResourceNode, service: AccessService, assigned: Assigned): AccessEntry[] {
  const { holding, permissions } = assigned;
  const reached = assigned.reach(node);
  if (reached === undefined) return [];
  return verbs.flatMap((verb): AccessEntry[] => {
    const operations = service.verbs[verb];
    if (!operations) return [];
    const asked = [
      ...[...(operations.control ?? []), ...conditional(node, operations.unless)].map((operation) => ({
        operation,
        plane: "control" as const,
      })),
      ...(operations.data ?? []).map((operation) => ({ operation, plane: "data" as const })),
    ].filter(({ operation, plane }) => reached !== "part" || assigned.partPermits(operation, plane));
    const base = { principal: holding.principal, resource: node.urn, verb, holding, reach: reached };
    if (!permissions && asked.length > 0)
      return [{ ...base, answer: "unknown", operation: asked[0]?.operation ?? "", path: "identity" }];
    for (const { operation, plane } of asked) {
      const pattern = patternOf(permissions ?? [], operation, plane);
      if (pattern !== undefined) return [{ ...base, answer: "yes", operation, pattern, path: "identity" }];
    }
    return [];
  });
}

function conditional(node: ResourceNode, unless: Operations["unless"]): readonly string[] {
  return !unless || valueAt(node.inputs, unless.property) === unless.value ? [] : unless.control;
}

/** What whoever reads a key may do with it, where keys work: no role stands in between. */
function byKey(
  resource: AccessResource,
  { keys }: AccessService,
  byRole: readonly AccessEntry[],
): AccessEntry[] {
  if (!keys || resource.keys?.state === "off") return [];
  return byRole
    .filter(({ verb }) => verb === "readKeys")
    .flatMap((entry) =>
      keys.give.map((verb): AccessEntry => ({
        ...entry,
        verb,
        answer: resource.keys?.state === "on" ? entry.answer : "unknown",
        path: "key",
      })),
    )
    .filter(
      ({ verb, principal }) =>
        !byRole.some(
          (other) => other.verb === verb && other.principal === principal && other.answer === "yes",
        ),
    );
}

function gapsOf(
  graph: ResourceGraph,
  assigned: readonly Assigned[],
  judged: readonly ResourceNode[],
): readonly string[] {
  const unknown = [
    ...new Set(assigned.filter(({ permissions }) => !permissions).map(({ holding }) => holding.role)),
  ];
  const unverified = new Map(
    assigned.flatMap(({ holding, unverified: basis }) => (basis ? [[holding.role, basis] as const] : [])),
  );
  const legacy = judged.filter(
    ({ type, inputs }) =>
      canonicalType(type) === "azure-native:keyvault:Vault" &&
      valueAt(inputs, "properties.enableRbacAuthorization") !== true &&
      objectsAt(inputs, "properties.accessPolicies").length > 0,
  );
  const ids = new Set(graph.resources.flatMap(({ id }) => (typeof id === "string" ? [normalId(id)] : [])));
  const outside = [
    ...new Set(assigned.flatMap(({ on }) => (on === undefined ? [] : (outsideOf(on, ids) ?? [])))),
  ];
  return [
    "Roles assigned outside of this stack, on the subscription or above it, and members of groups are not in its graph.",
    ...(unknown.length > 0 ? [`The actions of ${unknown.join(", ")} are not known here.`] : []),
    ...[...unverified].map(([role, basis]) => `What ${role} permits rests on ${basis}.`),
    ...outside.map(
      (id) =>
        `${id.split("/providers/").at(-1) ?? id} stands outside of this stack: only the roles on it are known.`,
    ),
    ...legacy.map(({ name }) => `${name} has access policies of its own, which are not read.`),
    ...(graph.basis === "program"
      ? []
      : ["This is what the last update left, not what somebody changed since."]),
  ];
}

/** The resource that a scope is, or is a part of, where the graph does not have it. */
function outsideOf(scope: string, ids: ReadonlySet<string>): string | undefined {
  const [, resource] = /^(\/subscriptions\/.*\/providers\/[^/]+\/[^/]+\/[^/]+)/i.exec(scope) ?? [];
  return resource === undefined || ids.has(normalId(resource)) ? undefined : resource;
}

/** Who may do something: by a verb or an operation, to one resource or to all. */
export function whoCan(model: AccessModel, verb: Verb, resource?: string): readonly AccessEntry[] {
  return model.entries.filter(
    (entry) => entry.verb === verb && (resource === undefined || entry.resource === resource),
  );
}

/** What a principal may do, by its key. */
export function whatCan(model: AccessModel, principal: string): readonly AccessEntry[] {
  return model.entries.filter((entry) => entry.principal === principal);
}
