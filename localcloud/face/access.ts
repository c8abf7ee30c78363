import { type RoleName, roles } from "../../catalog/roles";
import { grantingPattern, type Plane, rolePermits } from "../../catalog/role-permissions";
import type { CloudView } from "../arm/behaviour";
import { at, objectsAt, stringAt } from "../arm/json";
import type { Json, JsonObject } from "../store/store";

const roleById = new Map<string, RoleName>(
  Object.entries(roles).map(([name, { id }]) => [id.toLowerCase(), name as RoleName]),
);

/**
 * Whether a role assignment at a resource, or at anything around it, lets a principal do an operation. A role that the catalog
 * does not know permits nothing here: a platform must not look right because of a gap.
 */
export function isPermitted(
  cloud: CloudView,
  principal: string,
  operation: string,
  resourceId: string,
  plane: Plane,
): boolean {
  const key = resourceId.toLowerCase();
  return cloud.ofType("Microsoft.Authorization/roleAssignments").some(({ id, body }) => {
    const scope = id.toLowerCase().slice(0, id.toLowerCase().lastIndexOf("/providers/"));
    if (scope !== key && !key.startsWith(`${scope}/`)) return false;
    if (stringAt(body, "properties.principalId")?.toLowerCase() !== principal.toLowerCase()) return false;
    return permits(cloud, stringAt(body, "properties.roleDefinitionId") ?? "", operation, plane);
  });
}

function permits(cloud: CloudView, definitionId: string, operation: string, plane: Plane) {
  const guid = definitionId.toLowerCase().split("/").at(-1) ?? "";
  const known = roleById.get(guid);
  if (known !== undefined) return rolePermits(known, operation, plane) === "yes";
  const custom = cloud
    .ofType("Microsoft.Authorization/roleDefinitions")
    .find(({ id }) => id.toLowerCase().endsWith(`/${guid}`));
  return objectsAt(custom?.body, "properties.permissions").some((permissions) => {
    const set = {
      actions: texts(permissions, "actions"),
      notActions: texts(permissions, "notActions"),
      dataActions: texts(permissions, "dataActions"),
      notDataActions: texts(permissions, "notDataActions"),
    };
    return grantingPattern(set, operation, plane) !== undefined;
  });
}

function texts(object: JsonObject, name: string): readonly string[] {
  const value = at(object, name);
  return Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === "string") : [];
}
