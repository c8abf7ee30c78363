import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, parseArmId } from "../arm/id";
import { stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";
import { claim, claimOn } from "./claims";
import { principalsTable } from "./identities";

/**
 * How long a new principal takes, at most, to reach every replica of the directory, in seconds. The row `directory` of
 * the table `settings` sets another time, and whether to state the type of a principal helps until then (it does not
 * always: azure-docs#103085).
 */
const replicationSeconds = 60;

/**
 * Role assignments: one for each scope, role and principal, and a principal that the directory knows. Object IDs that this
 * cloud did not give out pass as users and groups of the tenant. Texts: avdaccelerator#76, contoso-creative-writer#46.
 */
export const roleAssignments: Behaviour = {
  resourceType: "Microsoft.Authorization/roleAssignments",
  beforePut: ({ id, body, existing }, cloud) => {
    const principal = stringAt(body, "properties.principalId")?.toLowerCase() ?? "";
    const principalType = stringAt(body, "properties.principalType");
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(principal)) {
      throw new CloudError(
        400,
        "InvalidPrincipalId",
        "A valid principal ID must be provided for role assignment.",
      );
    }
    const known = cloud.row(principalsTable, principal);
    if (known) {
      const directory = cloud.row("settings", "directory");
      const replicated =
        Number(known["createdAt"]) +
        cloud.duration(
          Number(directory?.["replicationSeconds"] ?? replicationSeconds) *
            cloud.seed.fraction(`replication:${principal}`),
        );
      const missing =
        known["deletedAt"] !== undefined ||
        ((principalType === undefined || directory?.["principalTypeHelps"] === false) &&
          replicated > cloud.now());
      if (missing) throw principalNotFound(principal, cloud.tenantId);
      const type = stringAt(known, "type") ?? "ServicePrincipal";
      if (principalType !== undefined && principalType !== type) {
        throw new CloudError(
          400,
          "UnmatchedPrincipalType",
          `The PrincipalId '${principal.replaceAll("-", "")}' has type '${type}' , which is different from specified PrinciaplType '${principalType}'.`,
        );
      }
    }
    const grant = grantOf(id, body);
    if (claimOn(cloud, grant, id, (owner) => grantOf(parseArmId(owner.id), owner.body) === grant)) {
      throw new CloudError(409, "RoleAssignmentExists", "The role assignment already exists.");
    }
    if (!existing) return;
    if (grantOf(id, existing.body) !== grant) {
      throw new CloudError(
        409,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
      );
    }
  },
  onAccept: ({ id, body }) => [claim(grantOf(id, body), id)],
  compute: ({ id, body }) => ({
    ...body,
    properties: {
      principalType: "ServicePrincipal",
      ...(body["properties"] as object),
      scope: id.id.slice(0, scopeOf(id.key).length),
    },
  }),
};

/** What may be there once: a role of a principal at a scope. */
function grantOf(id: ArmId, body: JsonObject): string {
  const principal = stringAt(body, "properties.principalId")?.toLowerCase();
  const role = stringAt(body, "properties.roleDefinitionId")?.toLowerCase().split("/").at(-1);
  return ["roleAssignment", scopeOf(id.key), role, principal].join("/");
}

function scopeOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/providers/"));
}

function principalNotFound(principal: string, tenant: string): CloudError {
  return new CloudError(
    400,
    "PrincipalNotFound",
    `Principal ${principal.replaceAll("-", "")} does not exist in the directory ${tenant}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
  );
}
