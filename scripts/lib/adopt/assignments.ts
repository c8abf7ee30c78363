import { roles, type RoleName } from "../../../catalog/roles";
import { isMap, ofType, textAt, valueAt, type Estate, type Existing } from "./existing";

/** Who has which role, and where. */
export interface Assignment {
  readonly scope: string;
  readonly role: RoleName | undefined;
  readonly principal: string;
  readonly group: boolean;
}

/** The role assignments of an estate. */
export function assignmentsOf(estate: Estate): readonly Assignment[] {
  return ofType(estate, "microsoft.authorization/roleassignments").map(assignmentOf);
}

/** IDs, in lower case, of what somebody has a role on. */
function scopesOf(
  assignments: readonly Assignment[],
  principal: string | undefined,
  role: RoleName,
): readonly string[] {
  return assignments
    .filter((each) => principal !== undefined && each.principal === principal && each.role === role)
    .map(({ scope }) => scope);
}

const roleById = new Map(Object.entries(roles).map(([name, { id }]) => [id.toLowerCase(), name as RoleName]));

function assignmentOf(resource: Existing): Assignment {
  const definition = textAt(resource, "roleDefinitionId") ?? "";
  return {
    scope: (
      textAt(resource, "scope") ??
      resource.id.split("/providers/Microsoft.Authorization/")[0] ??
      ""
    ).toLowerCase(),
    role: roleById.get(definition.toLowerCase().split("/").at(-1) ?? ""),
    principal: textAt(resource, "principalId") ?? "",
    group: textAt(resource, "principalType") === "Group",
  };
}

/** What sections are worked out from, beside the resources that they are about. */
export interface Around {
  readonly estate: Estate;
  readonly assignments: readonly Assignment[];
  /** ID of an account, in lower case -> its name in the stack file. */
  readonly accountNames: ReadonlyMap<string, string>;
}

/** Names of the accounts on which somebody has a role, in the order of the stack file. */
export function accountsWith(
  { assignments, accountNames }: Around,
  principal: string | undefined,
  role: RoleName,
): readonly string[] {
  const scopes = new Set(scopesOf(assignments, principal, role));
  return [...accountNames].flatMap(([id, name]) => (scopes.has(id) ? [name] : []));
}

/** Object ID of the first identity of its own that a resource acts as. */
export function principalOf(resource: Existing, estate: Estate): string | undefined {
  const listed = valueAt(resource, "identity.userAssignedIdentities");
  // Resource Manager keys them by ID, a program lists them.
  const ids = Array.isArray(listed) ? listed : isMap(listed) ? Object.keys(listed) : [];
  const [first] = ids.map((id) => String(id).toLowerCase());
  const identity = ofType(estate, "microsoft.managedidentity/userassignedidentities").find(
    ({ id }) => id.toLowerCase() === first,
  );
  return identity && textAt(identity, "principalId");
}
