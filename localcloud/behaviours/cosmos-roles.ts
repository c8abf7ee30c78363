import type { Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { stringAt } from "../arm/json";
import { principalsTable } from "./identities";

const assignment = "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments";

/** How long Cosmos DB takes, at most, to know a new principal, in seconds (pulumi-azure-native#2816). */
const replicationSeconds = 30;

/**
 * Roles on the data of a Cosmos DB account: one written at a time, on a database that exists, to a principal that the
 * directory knows. What is demanded is known from azure-facts of public repositories (ARO-HCP#5320); the texts are not.
 */
export const cosmosRoles: Behaviour = {
  resourceType: assignment,
  beforePut: ({ id, body }, cloud) => {
    const account = id.parent ?? "";
    const busy = cloud
      .inFlight()
      .some((key) => key.startsWith(`${account.toLowerCase()}/sqlroleassignments/`));
    if (busy) {
      throw new CloudError(
        429,
        "TooManyRequests",
        `Another operation on the role assignments of ${account} is in progress.`,
      );
    }
    refuseUnknownPrincipal(stringAt(body, "properties.principalId")?.toLowerCase() ?? "", cloud);
    const database = /\/dbs\/([^/]+)/.exec(stringAt(body, "properties.scope") ?? "")?.[1];
    if (database !== undefined && !cloud.get(`${account}/sqlDatabases/${database}`)) {
      throw new CloudError(
        400,
        "BadRequest",
        `The scope '${stringAt(body, "properties.scope") ?? ""}' does not exist: database '${database}' was not found in account '${parseArmId(account).name}'.`,
      );
    }
  },
};

function refuseUnknownPrincipal(principal: string, cloud: CloudView): void {
  const known = cloud.row(principalsTable, principal);
  if (!known) return;
  const seconds = replicationSeconds * cloud.seed.fraction(`cosmos:${principal}`);
  const replicated = Number(known["createdAt"]) + cloud.duration(seconds);
  if (known["deletedAt"] === undefined && replicated <= cloud.now()) return;
  throw new CloudError(
    400,
    "PrincipalNotFound",
    `The provided principal ID ["${principal}"] was not found in the AAD tenant(s) [${cloud.tenantId}] which are associated with the customer's subscription.`,
  );
}
