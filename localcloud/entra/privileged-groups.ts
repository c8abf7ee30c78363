import type { Values } from "../provider/core";
import type { EntraType, EntraView, Refusal } from "./types";

const policy = "azuread:index/groupRoleManagementPolicy:GroupRoleManagementPolicy";
const schedule =
  "azuread:index/privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule";
const group = "azuread:index/group:Group";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Days that a group's policy lets an eligibility last; a year unless somebody changed that, and never without end. */
function mostDays(inputs: Values, view: EntraView): number {
  const own = view
    .all(policy)
    .map(({ outputs }) => outputs)
    .find((each) => each["groupId"] === inputs["groupId"] && each["roleId"] === inputs["assignmentType"]);
  const rules = own?.["eligibleAssignmentRules"] as Values | undefined;
  if (rules?.["expirationRequired"] === false) return Number.POSITIVE_INFINITY;
  return daysOf(rules?.["expireAfter"]) ?? 365;
}

function daysOf(duration: unknown): number | undefined {
  const days = /^P(\d+)D$/.exec(text(duration))?.[1];
  return days === undefined ? undefined : Number(days);
}

function isGroup(id: unknown, view: EntraView): boolean {
  return view.all(group).some(({ outputs }) => outputs["objectId"] === id);
}

function groupMissing(id: unknown): Refusal {
  return {
    status: 404,
    code: "Request_ResourceNotFound",
    message: `Resource '${text(id)}' does not exist or one of its queried reference-property objects are not present: group.`,
  };
}

/**
 * Privileged Identity Management for groups. Inputs, outputs and what replaces: terraform-provider-azuread, internal/services/policies
 * and identitygovernance. Refusals: its issues 1450 (an eligibility without end under the policy that every group begins with), 1537
 * (an expiration that is required and has no length).
 */
export const privilegedGroupTypes: readonly EntraType[] = [
  {
    token: policy,
    noun: "group role management policy",
    required: ["groupId", "roleId"],
    optional: ["activationRules", "activeAssignmentRules", "eligibleAssignmentRules", "notificationRules"],
    forceNew: ["groupId", "roleId"],
    computed: ["displayName", "description", "notificationRules"],
    make: (inputs, view, unique) => ({
      id: `Group_${text(inputs["groupId"])}_${view.guid(`policy:${unique}`)}`,
      outputs: {
        displayName: "Group",
        description: "Group",
        notificationRules: inputs["notificationRules"] ?? {},
      },
    }),
    refuse: (inputs, view) => {
      if (!isGroup(inputs["groupId"], view)) return groupMissing(inputs["groupId"]);
      const endless = ["activeAssignmentRules", "eligibleAssignmentRules"]
        .map((name) => inputs[name] as Values | undefined)
        .some((rules) => rules?.["expirationRequired"] === true && text(rules["expireAfter"]) === "");
      return endless ? { status: 400, code: "InvalidPolicy", message: "The policy is invalid." } : undefined;
    },
  },
  {
    token: schedule,
    noun: "eligibility schedule request",
    required: ["assignmentType", "groupId", "principalId"],
    optional: [
      ...["duration", "expirationDate", "startDate", "permanentAssignment"],
      ...["justification", "ticketNumber", "ticketSystem"],
    ],
    forceNew: ["assignmentType", "groupId", "principalId"],
    computed: ["status", "startDate", "expirationDate", "permanentAssignment"],
    make: (inputs, view, unique) => ({
      id: `${text(inputs["groupId"])}_${text(inputs["assignmentType"])}_${view.guid(`eligibility:${unique}`)}`,
      outputs: {
        status: "Provisioned",
        startDate: inputs["startDate"] ?? "",
        expirationDate: inputs["expirationDate"] ?? "",
        permanentAssignment: inputs["permanentAssignment"] ?? false,
      },
    }),
    refuse: (inputs, view, self) => {
      if (!isGroup(inputs["groupId"], view)) return groupMissing(inputs["groupId"]);
      const same = view
        .all(schedule)
        .filter(({ id }) => id !== self)
        .some(({ outputs }) =>
          ["groupId", "principalId", "assignmentType"].every((name) => outputs[name] === inputs[name]),
        );
      if (same)
        return { status: 400, code: "RoleAssignmentExists", message: "The Role assignment already exists." };
      const days =
        inputs["permanentAssignment"] === true ? Number.POSITIVE_INFINITY : (daysOf(inputs["duration"]) ?? 0);
      return days > mostDays(inputs, view)
        ? {
            status: 400,
            code: "RoleAssignmentRequestPolicyValidationFailed",
            message: 'The following policy rules failed: ["ExpirationRule"]',
          }
        : undefined;
    },
  },
];
