import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, parseArmId } from "../arm/id";
import { stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { claim, claimOn } from "./claims";

/** What the settings of a role let an eligibility last at most, unless somebody changed them, in days. */
const mostDays = 365;

/**
 * Eligibilities of Privileged Identity Management: one for each scope, role and principal, and none for ever. Codes:
 * pulumi-azure-native's custom_pim_eligibility.go; the text of the rule: omnicit/Omnicit.PIM.
 */
export const roleEligibilities: Behaviour = {
  resourceType: "Microsoft.Authorization/roleEligibilityScheduleRequests",
  beforePut: ({ id, body }, cloud) => {
    const type = stringAt(body, "properties.scheduleInfo.expiration.type");
    const duration = stringAt(body, "properties.scheduleInfo.expiration.duration") ?? "";
    const days = Number(/^P(\d+)D$/.exec(duration)?.[1] ?? Number.POSITIVE_INFINITY);
    if (type !== "AfterDuration" || days > mostDays) {
      throw new CloudError(
        400,
        "RoleAssignmentRequestPolicyValidationFailed",
        'The following policy rules failed: ["ExpirationRule"]',
      );
    }
    const grant = grantOf(id, body);
    if (claimOn(cloud, grant, id, (owner) => grantOf(parseArmId(owner.id), owner.body) === grant)) {
      throw new CloudError(400, "RoleAssignmentExists", "The Role assignment already exists.");
    }
  },
  onAccept: ({ id, body }) => [claim(grantOf(id, body), id)],
  compute: ({ id, body }) => ({
    ...body,
    properties: {
      principalType: "Group",
      ...(body["properties"] as object),
      scope: id.id.slice(0, scopeOf(id.key).length),
    },
  }),
};

function grantOf(id: ArmId, body: JsonObject): string {
  const principal = stringAt(body, "properties.principalId")?.toLowerCase();
  const role = stringAt(body, "properties.roleDefinitionId")?.toLowerCase().split("/").at(-1);
  return ["roleEligibility", scopeOf(id.key), role, principal].join("/");
}

function scopeOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/providers/"));
}
