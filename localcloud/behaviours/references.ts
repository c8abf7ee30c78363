import type { ArmResource, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at, stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";

/** What a property of a request refers to; refused when it stands nowhere. Text: as for private endpoints. */
export function referredTo(id: string | undefined, from: string, cloud: CloudView): ArmResource | undefined {
  if (id === undefined || id === "") return undefined;
  const found = cloud.get(id);
  if (found) return found;
  throw new CloudError(
    400,
    "InvalidResourceReference",
    `Resource ${id} referenced by resource ${from} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}

/** The key in a vault of this cloud at a URI like `https://contoso.vault.azure.net/keys/name/version`. */
export function keyAt(uri: string, cloud: CloudView): ArmResource | undefined {
  const [, , host = "", , name = ""] = uri.split("/");
  const vault = host.split(".")[0] ?? "";
  return cloud
    .ofType("Microsoft.KeyVault/vaults/keys")
    .find(({ id }) => id.toLowerCase().endsWith(`/vaults/${vault}/keys/${name}`.toLowerCase()));
}

/** Whether a principal holds any role on a resource or on what contains it. */
export function hasRole(principal: string | undefined, on: ArmResource, cloud: CloudView): boolean {
  if (principal === undefined) return false;
  return cloud.ofType("Microsoft.Authorization/roleAssignments").some(({ id, body }) => {
    const scope = id.slice(0, id.toLowerCase().indexOf("/providers/microsoft.authorization/")).toLowerCase();
    const target = on.id.toLowerCase();
    return (
      stringAt(body, "properties.principalId")?.toLowerCase() === principal.toLowerCase() &&
      (target === scope || target.startsWith(`${scope}/`))
    );
  });
}

/** The principal of a user-assigned identity by its ARM ID, or of a resource's own identity. */
export function principalOf(identity: string | undefined, cloud: CloudView): string | undefined {
  const body: JsonObject | undefined = identity === undefined ? undefined : cloud.get(identity)?.body;
  const principal = at(body, "properties.principalId");
  return typeof principal === "string" ? principal : undefined;
}
