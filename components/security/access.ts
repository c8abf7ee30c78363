import * as pulumi from "@pulumi/pulumi";
import type { RoleName } from "../../catalog/roles";
import { assignRole } from "./role-assignment";
import { makeEligible } from "./role-eligibility";

/** Arguments of {@link Access}. */
export interface AccessArgs {
  /** Who may do what, each grant once. */
  readonly grants: readonly Grant[];
}

/** A role of a principal on a resource. */
export interface Grant {
  /** Stable key of the principal: a group's object ID, a workload's name. */
  readonly principal: string;
  /** Object ID of the principal. */
  readonly principalId: pulumi.Input<string>;
  /** What the principal is. */
  readonly principalType: "Group" | "ServicePrincipal";
  /** Role of the catalog. */
  readonly role: RoleName;
  /** Stable key of the resource, e.g. an account's name. */
  readonly on: string;
  /** ARM ID of the resource. */
  readonly scope: pulumi.Input<string>;
  /**
   * Days for which members of the group may activate the role (Privileged Identity Management), instead of holding it.
   * @default none: the role is held
   */
  readonly eligibleDays?: number;
}

const justification = "Roles of the AI platform are activated when they are needed. Managed by Cornerstone.";

/**
 * Who may do what on a platform. All grants are made in one place, because Azure takes each role of a principal on a
 * scope only once, and two workloads may well share a group.
 */
export class Access extends pulumi.ComponentResource {
  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:Access", name, args, opts);
    for (const { principal, role, on, eligibleDays: days, ...assignment } of args.grants) {
      const grant = `${name}-${on}-${role}-${principal}`;
      if (days === undefined) assignRole(grant, { ...assignment, role }, { parent: this });
      else {
        const { scope, principalId } = assignment;
        makeEligible(grant, { scope, role, principalId, days, justification }, { parent: this });
      }
    }
    this.registerOutputs({});
  }
}
