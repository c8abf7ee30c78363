import type { Plane } from "../../catalog/role-permissions";
import { canonicalType, type ResourceNode } from "../types";
import type { Reach } from "./model";
import { normalId } from "./read";

/**
 * How a role at a scope reaches a resource: roles are inherited from above, and one on a child says nothing of its siblings.
 * Undefined where it does not reach it.
 */
export function reachOf(scope: string, resourceId: string): Reach | undefined {
  const [at, id] = [normalId(scope), normalId(resourceId)];
  if (at === id) return "direct";
  if (at.startsWith(`${id}/`)) return "part";
  if (at === "" || at === "/") return "tenant";
  if (at.startsWith("/providers/microsoft.management/managementgroups/")) return "managementGroup";
  if (!id.startsWith(`${at}/`)) return undefined;
  if (/^\/subscriptions\/[^/]+$/.test(at)) return "subscription";
  if (/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(at)) return "resourceGroup";
  // A role on the resource's parent, e.g. on the account of a project.
  return "direct";
}

/**
 * The same where IDs are not known yet (a preview): the assignment's scope comes from some resource, and that one is the
 * resource, or its group.
 */
export function reachOfSource(source: ResourceNode, resource: ResourceNode): Reach | undefined {
  if (source.urn === resource.urn) return "direct";
  if (canonicalType(source.type) !== "azure-native:resources:ResourceGroup") return undefined;
  return (resource.propertyDependencies["resourceGroupName"] ?? []).includes(source.urn)
    ? "resourceGroup"
    : undefined;
}

/**
 * Whether a role on a child of a resource permits an operation. In Azure Resource Manager an operation belongs to a type, so
 * that reading the keys of an account takes a role on the account. Data reached through a child may bear the parent's name: a
 * Foundry project calls the account's deployments, a database of Cosmos DB holds the account's items.
 */
export function appliesToPart(operation: string, plane: Plane, scope: string): boolean {
  const type = armTypeOf(scope);
  if (type !== undefined && operation.toLowerCase().startsWith(`${type.toLowerCase()}/`)) return true;
  return plane === "data" && (type === undefined || /\/(projects|databaseAccounts\/dbs)$/i.test(type));
}

/** `Microsoft.Storage/storageAccounts` of an ARM ID; undefined for any other string. */
export function armTypeOf(id: string): string | undefined {
  const [namespace, ...rest] =
    id
      .split(/\/providers\//i)
      .at(-1)
      ?.split("/") ?? [];
  if (namespace === undefined || !/\/providers\//i.test(id)) return undefined;
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}
