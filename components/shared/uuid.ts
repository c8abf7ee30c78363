import { v5 } from "uuid";

/** Namespace of this project's name-based UUIDs (RFC 9562, version 5). A constant: changing it renames every assignment. */
const namespace = "6f1d0a53-4f63-5a0c-9b0e-3a4f6f9f2c11";

/**
 * The name of a role assignment: a UUID that follows from scope, role and principal. All three must be in it. Without
 * the principal, an identity that is deleted and made again (same name, new principal) would ask Azure to change the
 * principal of an existing assignment, which it refuses. ARM IDs and GUIDs are case-insensitive, hence the lower case.
 */
export function roleAssignmentName(scope: string, roleGuid: string, principalId: string): string {
  return v5([scope, roleGuid, principalId].join("|").toLowerCase(), namespace);
}
