import type { Arm } from "../arm/arm";
import { CloudError } from "../arm/error";
import { normalizeLocation, parseArmId } from "../arm/id";
import { at, stringAt } from "../arm/json";
import { claimsTable } from "../behaviours/claims";
import { type DeletedResource, deletedOfType, purge } from "../behaviours/soft-delete";
import { type FaceRequest, type Reply, jsonOf } from "./http";

const vault = "Microsoft.KeyVault/vaults";
const namespace = "/subscriptions/([^/]+)/providers/Microsoft\\.KeyVault";

/** Requests of Microsoft.KeyVault that name no resource of their own; undefined for every other request. */
export async function keyVault(request: FaceRequest, arm: Arm): Promise<Reply | undefined> {
  const { method, path } = request;
  const match = (pattern: string) => new RegExp(`^${pattern}$`, "i").exec(path);
  if (method === "GET" && match(`${namespace}/deletedVaults`))
    return { status: 200, body: { value: deletedOfType(arm, vault).map(described) } };
  if (method === "POST" && match(`${namespace}/checkNameAvailability`)) {
    const name = stringAt(jsonOf(request), "name") ?? "";
    const taken = arm.row(claimsTable, `vault/${name}`) !== undefined && !isFree(name, arm);
    return {
      status: 200,
      body: taken
        ? {
            nameAvailable: false,
            reason: "AlreadyExists",
            message: `The vault name '${name}' is already in use.`,
          }
        : { nameAvailable: true },
    };
  }
  const found = match(`${namespace}/locations/[^/]+/deletedVaults/([^/]+)(/purge)?`);
  if (!found) return undefined;
  const name = found[2] ?? "";
  const deleted = deletedOfType(arm, vault).find(
    ({ resource }) => parseArmId(resource.id).name.toLowerCase() === name.toLowerCase(),
  );
  if (!deleted)
    throw new CloudError(
      404,
      "DeletedVaultNotFound",
      `The specified deleted vault '${name}' does not exist.`,
    );
  if (method === "GET" && found[3] === undefined) return { status: 200, body: described(deleted) };
  if (method !== "POST" || found[3] === undefined) return undefined;
  await arm.commit(purge(arm, deleted.resource.id));
  return { status: 200 };
}

/** Nobody holds a name whose owner is neither there nor kept as deleted. */
function isFree(name: string, arm: Arm): boolean {
  const owner = arm.row(claimsTable, `vault/${name}`)?.["owner"];
  if (typeof owner !== "string") return false;
  return (
    arm.get(owner) === undefined &&
    !deletedOfType(arm, vault).some(({ resource }) => resource.id.toLowerCase() === owner)
  );
}

function described({
  resource,
  deletedAt,
  purgedAt,
  purgeProtected,
}: DeletedResource): Record<string, unknown> {
  const { subscriptionId = "", name } = parseArmId(resource.id);
  const location = normalizeLocation(stringAt(resource.body, "location") ?? "");
  return {
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`,
    name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: {
      vaultId: resource.id,
      location,
      tags: at(resource.body, "tags") ?? {},
      deletionDate: new Date(deletedAt).toISOString(),
      scheduledPurgeDate: new Date(purgedAt).toISOString(),
      ...(purgeProtected ? { purgeProtectionEnabled: true } : {}),
    },
  };
}
