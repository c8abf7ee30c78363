import { choose, element, refuse, type PolicyElement } from "./document";
import { claim, expression, literal } from "./expressions";

/** Who may call for a workload. */
export interface Callers {
  /** Audiences that a token may be made for: application ID URIs or client IDs. */
  readonly audiences: readonly string[];
  /** Named value with the tenant ID. */
  readonly tenantId: string;
  /** Named value with the client ID of the workload's own identity. */
  readonly clientId: string;
  /** Object ID of the workload's group. */
  readonly group: string;
}

/**
 * Lets in the workload's own identity and the people of its group, with a token of this tenant for this gateway; nobody
 * else, and nobody with a key.
 * https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy
 */
export function callerCheck({ audiences, tenantId, clientId, group }: Callers): readonly PolicyElement[] {
  const application = `(${claim("azp")} == ${literal(clientId)} || ${claim("appid")} == ${literal(clientId)})`;
  const member = `${claim("groups")}.Split(',').Contains(${literal(group.toLowerCase())})`;
  return [
    element(
      "validate-azure-ad-token",
      {
        "tenant-id": tenantId,
        "header-name": "Authorization",
        "failed-validation-httpcode": "401",
        "output-token-variable-name": "caller",
      },
      element("audiences", {}, ...audiences.map((audience) => element("audience", {}, audience))),
    ),
    choose([
      {
        when: expression(`!(${application} || ${member})`),
        then: [
          refuse(
            403,
            "Forbidden",
            "CallerNotAllowed",
            "The token belongs to neither the identity nor the group of this workload.",
          ),
        ],
      },
    ]),
  ];
}
