import {
  grantingPattern,
  rolePermissions,
  type PermissionSet,
  type Plane,
} from "../../catalog/role-permissions";
import { roles, type RoleName } from "../../catalog/roles";
import type { Names } from "../names";
import { canonicalType } from "../types";
import type { PropertyMap, ResourceGraph, ResourceNode, Urn } from "../types";
import type { Holding, Reach } from "./model";
import type { Directory } from "./principals";
import { normalId, objectsAt, textAt, textsAt } from "./read";
import { appliesToPart, reachOf, reachOfSource } from "./scope";

/** A holding with what it takes to judge it. */
export interface Assigned {
  readonly holding: Holding;
  /** Undefined where nobody here knows the role's actions. */
  readonly permissions: readonly PermissionSet[] | undefined;
  /** ARM ID of what it is assigned on, where that is known. */
  readonly on: string | undefined;
  /** What the permissions rest on, where the definition of the role itself was not read. */
  readonly unverified?: string;
  reach(resource: ResourceNode): Reach | undefined;
  /** Whether an operation on the resource is one on the part that the role is held on. */
  partPermits(operation: string, plane: Plane): boolean;
}

const assignmentTypes: Readonly<Record<string, { readonly eligible: boolean; readonly sql?: true }>> = {
  "azure-native:authorization:RoleAssignment": { eligible: false },
  "azure-native:authorization:PimRoleEligibilitySchedule": { eligible: true },
  "azure-native:authorization:RoleEligibilityScheduleRequest": { eligible: true },
  "azure-native:cosmosdb:SqlResourceSqlRoleAssignment": { eligible: false, sql: true },
};

/** Every role that an assignment of the graph gives, standing or on request. */
export function assignedRoles(graph: ResourceGraph, names: Names, directory: Directory): readonly Assigned[] {
  const nodes = new Map<Urn, ResourceNode>(graph.resources.map((node) => [node.urn, node]));
  const custom = customRoles(graph);
  const byId = new Map(
    graph.resources.flatMap((node) =>
      typeof node.id === "string" ? [[normalId(node.id), node] as const] : [],
    ),
  );
  return graph.resources.flatMap((node) => {
    const form = assignmentTypes[canonicalType(node.type)];
    if (!form) return [];
    const definition = textAt(node.inputs, "roleDefinitionId") ?? "";
    const role = roleOf(definition, form.sql ?? false);
    const builtIn = role && rolePermissions[role];
    const permissions = builtIn ? [builtIn] : custom.get(normalId(definition));
    const scope = textAt(node.inputs, "scope");
    const source = (node.propertyDependencies["scope"] ?? []).flatMap((urn) => nodes.get(urn) ?? []);
    const at = scope === undefined ? source[0] : byId.get(normalId(scope));
    return [
      {
        holding: {
          urn: node.urn,
          principal: directory.of(node),
          role: role
            ? roles[role].name
            : (roleNames(graph, definition) ?? definition.split("/").at(-1) ?? ""),
          known: permissions !== undefined,
          scope: at ? names.full(at) : scopeText(scope, byId, names),
          eligible: form.eligible,
          conditional: textAt(node.inputs, "condition") !== undefined,
        },
        permissions,
        on: scope,
        ...(builtIn?.unverified !== undefined && { unverified: builtIn.unverified }),
        partPermits: (operation, plane) => scope !== undefined && appliesToPart(operation, plane, scope),
        reach: (resource) =>
          scope !== undefined && typeof resource.id === "string"
            ? reachOf(scope, resource.id)
            : source.map((each) => reachOfSource(each, resource)).find((reach) => reach !== undefined),
      },
    ];
  });
}

/** The pattern by which some of the sets grant an operation. */
export function patternOf(
  sets: readonly PermissionSet[],
  operation: string,
  plane: Plane,
): string | undefined {
  return sets.map((set) => grantingPattern(set, operation, plane)).find((pattern) => pattern !== undefined);
}

const guids = new Map(
  Object.entries(roles).map(([key, { id }]) => [id.toLowerCase(), key as RoleName] as const),
);

function roleOf(definition: string, sql: boolean): RoleName | undefined {
  const role = guids.get(definition.split("/").at(-1)?.toLowerCase() ?? "");
  // The data plane of Cosmos DB counts its own roles from one.
  return role !== undefined && role.startsWith("cosmosSql") === sql ? role : undefined;
}

/** Permissions of the role definitions that the graph makes, by their ID. */
function customRoles(graph: ResourceGraph): ReadonlyMap<string, readonly PermissionSet[]> {
  return new Map(
    graph.resources
      .filter(({ type }) => canonicalType(type) === "azure-native:authorization:RoleDefinition")
      .flatMap((node) =>
        typeof node.id === "string"
          ? [[normalId(node.id), objectsAt(node.inputs, "permissions").map(setOf)] as const]
          : [],
      ),
  );
}

function setOf(permission: PropertyMap): PermissionSet {
  return {
    actions: textsAt(permission, "actions"),
    notActions: textsAt(permission, "notActions"),
    dataActions: textsAt(permission, "dataActions"),
    notDataActions: textsAt(permission, "notDataActions"),
  };
}

function roleNames(graph: ResourceGraph, definition: string): string | undefined {
  const node = graph.resources.find(
    ({ id }) => typeof id === "string" && normalId(id) === normalId(definition),
  );
  return node && textAt(node.inputs, "roleName");
}

/** A scope that is no resource of the graph: something above it, or a child of one. */
function scopeText(scope: string | undefined, byId: ReadonlyMap<string, ResourceNode>, names: Names): string {
  if (scope === undefined) return "a scope that is not known yet";
  if (/^\/subscriptions\/[^/]+\/?$/i.test(scope)) return "the subscription";
  const parts = scope.split("/");
  for (let length = parts.length - 2; length > 4; length -= 2) {
    const parent = byId.get(normalId(parts.slice(0, length).join("/")));
    if (parent) return `${parts.slice(length).join("/")} of ${names.full(parent)}`;
  }
  return parts.slice(-2).join(" ");
}
