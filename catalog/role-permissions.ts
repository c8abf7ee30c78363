/**
 * What roles let their holder do: the patterns of built-in roles, copied from their definitions (role-rows/, each file with
 * its sources), and what a pattern covers.
 */
import { aiRoles } from "./role-rows/ai";
import { managementRoles } from "./role-rows/management";
import type { PermissionSet, RolePermissions } from "./role-rows/row";
import { storesRoles } from "./role-rows/stores";
import type { RoleName } from "./roles";

export type { PermissionSet, RolePermissions } from "./role-rows/row";

/** Where an operation happens: `control` in Azure Resource Manager, `data` on the data of a resource. */
export type Plane = "control" | "data";

/** Role -> permissions, of every role: what a component can assign, a report can expand. */
export const rolePermissions: Readonly<Record<RoleName, RolePermissions>> = {
  ...aiRoles,
  ...storesRoles,
  ...managementRoles,
};

/** Whether a role permits an operation, e.g. `Microsoft.CognitiveServices/accounts/listkeys/action`. */
export function rolePermits(role: RoleName, operation: string, plane: Plane): "yes" | "no" {
  return grantingPattern(rolePermissions[role], operation, plane) === undefined ? "no" : "yes";
}

/**
 * The pattern by which a set of permissions grants an operation; undefined where none does, or one withholds it. What
 * `notActions` withhold another set or another role may still grant: they subtract from their own set alone.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions
 */
export function grantingPattern(
  permissions: PermissionSet,
  operation: string,
  plane: Plane,
): string | undefined {
  const [granted, withheld] =
    plane === "control"
      ? [permissions.actions, permissions.notActions]
      : [permissions.dataActions, permissions.notDataActions];
  const matches = (pattern: string): boolean => matchesPattern(pattern, operation);
  return withheld.some(matches) ? undefined : granted.find(matches);
}

/**
 * Where an operation can happen: on data alone if a built-in role names it, or what it belongs to, among its data actions. A
 * pattern for all of a provider says nothing of it.
 */
export function planesOf(operation: string): readonly Plane[] {
  const named = Object.values(rolePermissions).some(({ dataActions }) =>
    dataActions.some(
      (pattern) => /^[^*/]+\/[^*/]+\/[^*/]+/.test(pattern) && matchesPattern(pattern, operation),
    ),
  );
  return named ? ["data"] : ["control", "data"];
}

const compiled = new Map<string, RegExp>();

/**
 * Whether a pattern of a role definition covers an operation. A wildcard between two slashes covers nothing in between too: the
 * built-in AzureML Data Scientist withholds `workspaces/write`, which only its pattern for everything below `workspaces` grants.
 */
export function matchesPattern(pattern: string, operation: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    const source = pattern
      .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll(/\/\*(?=\/)|\*/g, (star) => (star === "*" ? ".*" : "(/.*)?"));
    expression = new RegExp(`^${source}$`, "i");
    compiled.set(pattern, expression);
  }
  return expression.test(operation);
}
