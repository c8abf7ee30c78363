import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { roleDefinitionId, roles, type RoleName } from "../../catalog/roles";
import { retried } from "../shared/retry";
import { roleAssignmentName } from "../shared/uuid";

/** Arguments of {@link assignRole}. */
export interface RoleAssignmentArgs {
  /** ARM ID of the narrowest resource that the role must hold for. */
  readonly scope: pulumi.Input<string>;
  /** Role of the catalog, e.g. `cognitiveServicesOpenAIUser`. */
  readonly role: RoleName;
  /** Object ID of the group or identity. */
  readonly principalId: pulumi.Input<string>;
  /**
   * What the principal is. Always given: without it, Azure looks the principal up in a directory replica that may not
   * know it yet, and answers PrincipalNotFound.
   */
  readonly principalType: "Group" | "ServicePrincipal";
  /**
   * What the role is narrowed to, as an ABAC condition of version 2.0.
   * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
   * @default none
   */
  readonly condition?: pulumi.Input<string>;
}

/** Assigns a built-in role, under a name that follows from scope, role and principal. */
export function assignRole(
  name: string,
  args: RoleAssignmentArgs,
  opts: pulumi.CustomResourceOptions,
): authorization.RoleAssignment {
  const role = roles[args.role];
  return new authorization.RoleAssignment(
    name,
    {
      roleAssignmentName: pulumi
        .all([args.scope, args.principalId])
        .apply(([scope, principalId]) => roleAssignmentName(scope, role.id, principalId)),
      scope: args.scope,
      roleDefinitionId: pulumi
        .output(args.scope)
        .apply((scope) => roleDefinitionId(role, subscriptionOf(scope))),
      principalId: args.principalId,
      principalType: args.principalType,
      ...(args.condition === undefined ? {} : { condition: args.condition, conditionVersion: "2.0" }),
    },
    retried(opts),
  );
}

/**
 * The subscription that a scope is in.
 *
 * @throws RangeError for a scope above subscriptions
 */
export function subscriptionOf(scope: string): string {
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1];
  if (subscription) return subscription;
  throw new RangeError(`role scope "${scope}" is not inside a subscription`);
}
