import { rolePermits } from "../../../catalog/role-permissions";
import { findRole, type RoleName, roles } from "../../../catalog/roles";
import { namesOf } from "../../../graph/names";
import { indexGraph } from "../../../graph/queries";
import type { PropertyValue, ResourceGraph, ResourceNode } from "../../../graph/types";
import type { StackConfig } from "../../../stacks/config/index";
import { groupNames } from "../access/names";

/** A resource that stands, with what it takes to ask for it. */
export interface Standing {
  /** Short name for people. */
  readonly name: string;
  readonly id: string;
  readonly apiVersion: string;
  readonly node: ResourceNode;
}

export interface Account extends Standing {
  /** `https://<subdomain>.openai.azure.com` */
  readonly address: string;
  readonly region: string;
}

export interface Deployment extends Standing {
  readonly account: Account;
  /** Its own name, which calls use. */
  readonly deployment: string;
  readonly model: string;
  readonly version: string;
  readonly sku: string;
}

/** Whoever the stack gives a role to. */
export interface Principal {
  readonly label: string;
  readonly id: string;
  /** Of a managed identity. */
  readonly clientId?: string;
  /** ARM IDs of the accounts that it may call, in lower case. */
  readonly mayCall: ReadonlySet<string>;
}

/** A way of a workload through the gateway. */
export interface Route {
  readonly workload: string;
  /** `https://<gateway>/<workload>/openai` */
  readonly address: string;
  readonly audience: string;
  readonly deployments: readonly Deployment[];
  readonly callers: readonly Principal[];
}

/** What the state of a stack says must stand: the measure that checks hold the cloud to. */
export interface Platform {
  readonly stack: string;
  readonly config: StackConfig;
  readonly graph: ResourceGraph;
  readonly accounts: readonly Account[];
  readonly deployments: readonly Deployment[];
  readonly principals: readonly Principal[];
  readonly routes: readonly Route[];
  /** Resources of a type, by their canonical token. */
  standing(type: string): readonly Standing[];
}

/** The data action that every call of a chat deployment takes. */
export const callAction = "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action";

export function platformOf(graph: ResourceGraph, config: StackConfig): Platform {
  const index = indexGraph(graph);
  const names = namesOf(graph);
  const standing = (type: string): readonly Standing[] =>
    index.byType(type).flatMap((node) => {
      const apiVersion = textAt(node, "outputs.azureApiVersion");
      if (typeof node.id !== "string" || node.external === true || apiVersion === undefined) return [];
      return [{ name: names.resource(node), id: node.id, apiVersion, node }];
    });
  const accounts = standing("azure-native:cognitiveservices:Account").flatMap((one): Account[] => {
    const subdomain = textAt(one.node, "outputs.properties.customSubDomainName");
    if (subdomain === undefined) return [];
    const name = one.name.replace(/-account$/, "");
    const region = textAt(one.node, "outputs.location") ?? "";
    return [{ ...one, name, region, address: `https://${subdomain}.openai.azure.com` }];
  });
  const deployments = standing("azure-native:cognitiveservices:Deployment").flatMap((one): Deployment[] => {
    const account = accounts.find(({ id }) => isWithin(one.id, id));
    const [model, version] = ["name", "version"].map((key) =>
      textAt(one.node, `inputs.properties.model.${key}`),
    );
    if (!account || model === undefined || version === undefined) return [];
    const deployment = one.id.split("/").at(-1) ?? "";
    const sku = textAt(one.node, "inputs.sku.name") ?? "";
    return [{ ...one, account, deployment, model, version, sku }];
  });
  const principals = principalsOf(standing, graph, config, accounts);
  const routes = routesOf(standing, config, madeGroups(graph), deployments, principals);
  return { stack: graph.stack, config, graph, accounts, deployments, principals, routes, standing };
}

/** Every principal of the stack's role assignments and groups, with the accounts that it may call. */
function principalsOf(
  standing: Platform["standing"],
  graph: ResourceGraph,
  config: StackConfig,
  accounts: readonly Account[],
): readonly Principal[] {
  const names = namesOf(graph);
  const holders = new Map(
    graph.resources.flatMap((node): [string, ResourceNode][] => {
      const id = textAt(node, "outputs.principalId") ?? textAt(node, "outputs.identity.principalId");
      return node.custom && id !== undefined && !node.type.endsWith(":RoleAssignment")
        ? [[id.toLowerCase(), node]]
        : [];
    }),
  );
  const groups = groupNames(config);
  // Behind a gateway, a workload's own identity holds no role, and must be refused without it.
  const workloads = config.workloads.flatMap(
    ({ name }) => workloadIdentity(name, standing)?.toLowerCase() ?? [],
  );
  const made = [...madeGroups(graph).values()].map((id) => id.toLowerCase());
  const called = new Map<string, Set<string>>(
    [...groups.keys(), ...made, ...workloads].map((id) => [id, new Set()]),
  );
  for (const { node } of standing("azure-native:authorization:RoleAssignment")) {
    const principal = textAt(node, "inputs.principalId")?.toLowerCase();
    if (principal === undefined) continue;
    const mayCall = called.get(principal) ?? new Set();
    const scope = textAt(node, "inputs.scope") ?? "";
    if (letsCall(textAt(node, "inputs.roleDefinitionId") ?? "") === "yes")
      for (const account of accounts) if (isWithin(account.id, scope)) mayCall.add(account.id.toLowerCase());
    called.set(principal, mayCall);
  }
  return [...called].map(([id, mayCall]) => {
    const holder = holders.get(id);
    const clientId = holder && textAt(holder, "outputs.clientId");
    const label = groups.get(id) ?? (holder ? names.resource(holder) : `principal ${id}`);
    return { label, id, mayCall, ...(clientId === undefined ? {} : { clientId }) };
  });
}

function routesOf(
  standing: Platform["standing"],
  config: StackConfig,
  made: ReadonlyMap<string, string>,
  deployments: readonly Deployment[],
  principals: readonly Principal[],
): readonly Route[] {
  const [gateway] = standing("azure-native:apimanagement:ApiManagementService");
  const audience = config.gateway?.audiences[0];
  if (!gateway || audience === undefined) return [];
  const apis = standing("azure-native:apimanagement:Api").map(({ id }) => id.split("/").at(-1));
  return config.workloads
    .filter(({ name }) => apis.includes(name))
    .map((workload) => {
      const own = [
        workloadIdentity(workload.name, standing),
        groupCaller(workload.group ?? made.get(workload.name), audience),
      ];
      return {
        workload: workload.name,
        address: `https://${gateway.id.split("/").at(-1) ?? ""}.azure-api.net/${workload.name}/openai`,
        audience,
        deployments: deployments.filter(({ deployment }) =>
          workload.models.some((model) => model.deployment === deployment),
        ),
        callers: principals.filter(({ id }) => own.some((each) => each?.toLowerCase() === id)),
      };
    });
}

/** Object ID of the identity of a workload. */
function workloadIdentity(workload: string, standing: Platform["standing"]): string | undefined {
  const identity = standing("azure-native:managedidentity:UserAssignedIdentity").find(
    ({ name }) => name === `workload-${workload}-identity`,
  );
  return identity && textAt(identity.node, "outputs.principalId");
}

/** Object IDs of the groups that the stack made for workloads, by the workload's name. */
function madeGroups(graph: ResourceGraph): ReadonlyMap<string, string> {
  return new Map(
    graph.resources.flatMap((node): [string, string][] => {
      const workload = /-workload-(.+)-group$/.exec(node.name)?.[1];
      const id = textAt(node, "outputs.objectId");
      return node.type === "azuread:index/group:Group" && workload !== undefined && id !== undefined
        ? [[workload, id]]
        : [];
    }),
  );
}

/** Tokens of the models' own audience tell no groups, so that a gateway cannot see them. */
function groupCaller(group: string | undefined, audience: string): string | undefined {
  return audience.startsWith("https://cognitiveservices.azure.com") ? undefined : group;
}

/** Whether a role lets its holder call a deployment, as far as the catalog knows the role. */
export function letsCall(roleDefinitionId: string): "yes" | "no" | "unknown" {
  const role = findRole(roleDefinitionId);
  const name = (Object.keys(roles) as RoleName[]).find((key) => roles[key].id === role?.id);
  return name === undefined ? "unknown" : rolePermits(name, callAction, "data");
}

/** Whether a resource is another one, or in it. */
export function isWithin(id: string, scope: string): boolean {
  const [inner, outer] = [id.toLowerCase(), scope.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The text at a dotted path of a node; undefined for what is absent, unknown or secret. */
export function textAt(node: ResourceNode, path: string): string | undefined {
  const value = valueAt(node, path);
  return typeof value === "string" ? value : undefined;
}

export function valueAt(node: ResourceNode, path: string): PropertyValue | undefined {
  let value: unknown = node;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value as PropertyValue | undefined;
}
