import { GroupRoleManagementPolicy } from "@pulumi/azuread/groupRoleManagementPolicy";
import { PrivilegedAccessGroupEligibilitySchedule } from "@pulumi/azuread/privilegedAccessGroupEligibilitySchedule";
import * as pulumi from "@pulumi/pulumi";
import { DirectoryGroup } from "./directory-group";

/** On which terms somebody becomes a member for a while. */
export interface ActivationTerms {
  /** Hours that a membership lasts at most, 1 to 24. */
  readonly hours: number;
  /** Object IDs of groups whose members approve, each for all; nobody approves for himself. Without one, nobody has to. */
  readonly approvers: readonly string[];
  /** Whether it takes another factor than the password. */
  readonly multifactorAuthentication: boolean;
  /** Whether it takes a reason. */
  readonly justification: boolean;
  /** Whether it takes the number of a ticket. */
  readonly ticket: boolean;
}

/** Arguments of an {@link ActivatedGroup}. */
export interface ActivatedGroupArgs {
  /** Name in the directory. A second group of the name is refused. */
  readonly displayName: string;
  /** What the group is for. */
  readonly description: string;
  /** Object ID of the group whose members may become members of this one for a while. */
  readonly eligible: pulumi.Input<string>;
  /** Days after which nobody is eligible any more, unless it is given again: 1 to 365. */
  readonly days: number;
  /** On which terms. */
  readonly terms: ActivationTerms;
}

/** Limits that a policy of Privileged Identity Management takes for eligible members, in days. */
const limits = [15, 30, 90, 180, 365] as const;

const justification = "Roles of the AI platform are activated when they are needed. Managed by Cornerstone.";

/**
 * A security group that nobody is in, and that members of another group enter for some hours, by Privileged Identity Management
 * for groups. Roles are assigned to it. Its policy exists with the group and is found by the group's ID, unlike the policies of
 * Azure roles, each under a GUID that nothing tells before its scope exists.
 *
 * Takes `Group.Create`, `RoleManagementPolicy.ReadWrite.AzureADGroup` and `PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup` of
 * Microsoft Graph, and licences of Entra ID P2 or Governance.
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups
 */
export class ActivatedGroup extends pulumi.ComponentResource {
  /** Object ID: what roles are assigned to. */
  public readonly objectId: pulumi.Output<string>;

  constructor(name: string, args: ActivatedGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:ActivatedGroup", name, args, opts);
    const { displayName, description, terms, days } = args;
    // Without owners: one could put anybody in for good.
    const group = new DirectoryGroup(name, { displayName, description, owners: [] }, { parent: this });
    this.objectId = group.objectId;
    const policy = new GroupRoleManagementPolicy(
      `${name}-terms`,
      { groupId: this.objectId, roleId: "member", ...rules(terms, days) },
      { parent: this },
    );
    new PrivilegedAccessGroupEligibilitySchedule(
      `${name}-eligibility`,
      {
        groupId: this.objectId,
        principalId: args.eligible,
        assignmentType: "member",
        duration: `P${days}D`,
        justification,
      },
      // Before its terms stand, a membership would be activated on those of the tenant.
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs({ objectId: this.objectId });
  }
}

function rules({ hours, approvers, ...asked }: ActivationTerms, days: number) {
  return {
    activationRules: {
      maximumDuration: hours === 24 ? "P1D" : `PT${hours}H`,
      requireMultifactorAuthentication: asked.multifactorAuthentication,
      requireJustification: asked.justification,
      requireTicketInfo: asked.ticket,
      requireApproval: approvers.length > 0,
      ...(approvers.length > 0 && {
        approvalStage: {
          primaryApprovers: approvers.map((objectId) => ({ objectId, type: "groupMembers" })),
        },
      }),
    },
    // One of the two does not suffice: https://github.com/hashicorp/terraform-provider-azuread/issues/1537
    eligibleAssignmentRules: { expirationRequired: true, expireAfter: `P${limitFor(days)}D` },
    // Whoever is put in without an activation, by an administrator of the tenant, is not in for long.
    activeAssignmentRules: {
      expirationRequired: true,
      expireAfter: "P15D",
      requireJustification: true,
      requireMultifactorAuthentication: true,
    },
  };
}

function limitFor(days: number): number {
  return limits.find((limit) => days <= limit) ?? 365;
}
