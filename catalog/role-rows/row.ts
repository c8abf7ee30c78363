import type { RoleName } from "../roles";

/** Operations that a role grants and withholds, as patterns: `*` matches any run of characters, case does not matter. */
export interface PermissionSet {
  /** Operations of Azure Resource Manager. */
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  /** Operations on the data of a resource. */
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

/** What a built-in role lets its holder do. */
export interface RolePermissions extends PermissionSet {
  /** The only roles that the holder may assign, where a condition limits `roleAssignments/write`. */
  readonly assignable?: readonly RoleName[];
  /** What the row rests on, where the definition of the role itself was not read: it then rather grants too much. */
  readonly unverified?: string;
}

/** Rows of some roles. */
export type RoleRows = Readonly<Partial<Record<RoleName, RolePermissions>>>;

/** No operation: the base of a row that names some. */
export const none = { actions: [], notActions: [], dataActions: [], notDataActions: [] } as const;
