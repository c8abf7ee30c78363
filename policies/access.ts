import { grantingPattern, type Plane, rolePermits } from "../catalog/role-permissions";
import { roles, type RoleName } from "../catalog/roles";
import { armKeyOfId } from "./arm-id";
import type { GraphReader, Subject } from "./rule";
import { roleGuid } from "./roles";
import { azure } from "./types";
import { same } from "./verdicts";

/** Whether a role lets its holder do something; `unknown` for a role whose actions nobody here knows. */
export type Permission = "yes" | "no" | "unknown";

const roleOfGuid = new Map(
  Object.entries(roles).map(([key, { id }]) => [id.toLowerCase(), key as RoleName] as const),
);

/** The built-in role that an assignment grants; undefined for a custom role or one that the catalog does not hold. */
export function grantedRole(assignment: Subject, graph: GraphReader): RoleName | undefined {
  return roleOfGuid.get(roleGuid(graph.inputs(assignment).string("roleDefinitionId") ?? ""));
}

/** Whether the role of an assignment permits an operation, by its expanded actions: a built-in role's or a custom one's. */
export function assignmentPermits(
  assignment: Subject,
  operation: string,
  plane: Plane,
  graph: GraphReader,
): Permission {
  const [reference] = graph.references(assignment, "roleDefinitionId", azure.roleDefinition);
  if (reference?.target) return customPermits(reference.target, operation, plane, graph);
  const role = reference?.id === undefined ? undefined : roleOfGuid.get(roleGuid(reference.id));
  return role === undefined ? "unknown" : rolePermits(role, operation, plane);
}

function customPermits(definition: Subject, operation: string, plane: Plane, graph: GraphReader): Permission {
  return graph
    .inputs(definition)
    .list("permissions")
    .some((each) => {
      const set = {
        actions: each.strings("actions"),
        notActions: each.strings("notActions"),
        dataActions: each.strings("dataActions"),
        notDataActions: each.strings("notDataActions"),
      };
      return grantingPattern(set, operation, plane) !== undefined;
    })
    ? "yes"
    : "no";
}

/** Whether an assignment holds for a resource: its scope is the resource, or a group or subscription that it stands in. */
export function covers(assignment: Subject, resource: Subject, graph: GraphReader): boolean {
  return graph.references(assignment, "scope", ["*"]).some(({ id, target }) => {
    if (target) return target.urn === resource.urn || isGroupOf(target, resource, graph);
    if (id === undefined) return false;
    // A scope outside of the graph: the resource's own group by another spelling, or something above it.
    const key = armKeyOfId(id);
    if (key === undefined) return true;
    const group = graph.inputs(resource).string("resourceGroupName");
    return group !== undefined && key === `resourcegroups/${group}`.toLowerCase();
  });
}

function isGroupOf(group: Subject, resource: Subject, graph: GraphReader): boolean {
  if (!azure.resourceGroup.some((type) => group.type === type)) return false;
  return same(
    graph.inputs(group).string("resourceGroupName"),
    graph.inputs(resource).string("resourceGroupName") ?? "",
  );
}
