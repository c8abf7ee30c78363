import { roles } from "../catalog/roles";
import type { GraphReader, Subject } from "./rule";

/** How far a role assignment reaches, from narrow to wide. */
export type ScopeWidth = "resource" | "resourceGroup" | "subscription" | "managementGroup" | "tenant";

/**
 * How far the assignment reaches. A scope that is not known yet is as narrow as the one resource that it comes from;
 * where even that is not known, reading it throws and the verdict is unknown.
 */
export function scopeWidth(assignment: Subject, graph: GraphReader): ScopeWidth | undefined {
  const [reference] = graph.references(assignment, "scope", ["*"]);
  if (!reference) return undefined;
  if (reference.id !== undefined) return widthOfId(reference.id);
  return reference.target?.type.endsWith(":resources:ResourceGroup") ? "resourceGroup" : "resource";
}

/** How far an ARM ID reaches as a scope. */
export function widthOfId(id: string): ScopeWidth {
  const parts = id.toLowerCase().split("/").filter(Boolean);
  if (parts.length === 0) return "tenant";
  if (parts.includes("managementgroups") && parts[0] === "providers") return "managementGroup";
  if (parts.includes("providers")) return "resource";
  return parts.includes("resourcegroups") ? "resourceGroup" : "subscription";
}

/** The GUID at the end of a role definition's ID. */
export function roleGuid(roleDefinitionId: string): string {
  return (roleDefinitionId.split("/").pop() ?? "").toLowerCase();
}

/** Roles whose holder can do everything, or give himself every role. */
export const privilegedRoles: ReadonlyMap<string, string> = names([
  roles.owner,
  roles.contributor,
  roles.userAccessAdministrator,
  roles.rbacAdministrator,
]);

/** Roles that read or write data, call models, or use keys. */
export const dataRoles: ReadonlyMap<string, string> = names([
  roles.cognitiveServicesOpenAIUser,
  roles.cognitiveServicesOpenAIContributor,
  roles.cognitiveServicesUser,
  roles.cognitiveServicesDataReader,
  roles.foundryUser,
  roles.azureAIDeveloper,
  roles.searchIndexDataContributor,
  roles.searchIndexDataReader,
  roles.storageBlobDataOwner,
  roles.storageBlobDataContributor,
  roles.storageBlobDataReader,
  roles.storageQueueDataContributor,
  roles.keyVaultAdministrator,
  roles.keyVaultSecretsUser,
  roles.keyVaultSecretsOfficer,
  roles.keyVaultCryptoUser,
  roles.keyVaultCryptoServiceEncryptionUser,
  roles.eventHubsDataSender,
  roles.eventHubsDataReceiver,
]);

/**
 * Roles that look after keys without reading data. A lock on a vault also keeps roles on it from being taken away, so
 * that an administrator's role on locked vaults has to stand on their resource group.
 */
export const stewardRoles: ReadonlyMap<string, string> = names([roles.keyVaultCryptoOfficer]);

function names(of: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> {
  return new Map(of.map(({ id, name }) => [id, name]));
}
