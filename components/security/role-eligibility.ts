import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { roleDefinitionId, roles, type RoleName } from "../../catalog/roles";
import { retried } from "../shared/retry";
import { subscriptionOf } from "./role-assignment";

/** Arguments of {@link makeEligible}. */
export interface RoleEligibilityArgs {
  /** ARM ID of the narrowest resource that the role must hold for. */
  readonly scope: pulumi.Input<string>;
  /** Role of the catalog. */
  readonly role: RoleName;
  /** Object ID of the group whose members may activate the role. */
  readonly principalId: pulumi.Input<string>;
  /** Days that the eligibility lasts. Azure's own setting takes at most 365. */
  readonly days: number;
  /** Why, for whoever reviews eligibilities. */
  readonly justification: string;
}

/**
 * Lets a group activate a built-in role for a few hours, by Privileged Identity Management, instead of holding it. For how long, and
 * whether somebody has to approve, is decided by the role's settings at the scope.
 *
 * The provider asks for it by an `AdminAssign` request, which nobody can change, and takes it away by an `AdminRemove`; a scope has
 * one eligibility of a role and principal, so that a changed one goes before its successor comes.
 * https://learn.microsoft.com/rest/api/authorization/privileged-role-eligibility-rest-sample
 */
export function makeEligible(
  name: string,
  { scope, role, principalId, days, justification }: RoleEligibilityArgs,
  opts: pulumi.CustomResourceOptions,
): authorization.PimRoleEligibilitySchedule {
  return new authorization.PimRoleEligibilitySchedule(
    name,
    {
      scope,
      roleDefinitionId: pulumi.output(scope).apply((id) => roleDefinitionId(roles[role], subscriptionOf(id))),
      principalId,
      justification,
      // Without a start, it begins at once; the provider cannot send an expiration without a duration.
      scheduleInfo: { expiration: { type: "AfterDuration", duration: `P${days}D` } },
    },
    retried({ ...opts, deleteBeforeReplace: true }),
  );
}
