import type { ArmResource, Behaviour, CloudView } from "../arm/behaviour";
import { at, isObject, stringAt, withValue } from "../arm/json";
import { resourceGuid } from "../arm/template";
import type { Json, JsonObject } from "../store/store";

/** The principals of the directory that this cloud made, by object ID: of resources, and those of the azuread provider. */
export const principalsTable = "principals";

/** Identities of resources: their principals in the directory, and the user-assigned ones that they borrow. */
export const identities: Behaviour = {
  resourceType: "*",
  compute: ({ id, body }, cloud, incarnation) => {
    const type = stringAt(body, "identity.type")?.toLowerCase();
    if (type === undefined) return body;
    let result = body;
    if (type.includes("systemassigned")) {
      result = withValue(
        result,
        "identity.principalId",
        resourceGuid(cloud.seed, id, incarnation, "principal"),
      );
      result = withValue(result, "identity.tenantId", cloud.tenantId);
    }
    const assigned = userAssigned(at(body, "identity.userAssignedIdentities"));
    if (assigned.length === 0) return result;
    const described = Object.fromEntries(assigned.map((one) => [one, describe(one, cloud)]));
    return withValue(result, "identity", { ...identityOf(result), userAssignedIdentities: described });
  },
  afterPut: (resource, cloud) =>
    principalsOf(resource)
      .filter((principal) => !cloud.row(principalsTable, principal))
      .map((principal) => ({
        table: principalsTable,
        key: principal,
        value: { principal, owner: resource.id, createdAt: cloud.now() },
      })),
  afterDelete: ({ existing }, cloud) =>
    principalsOf(existing).map((principal) => ({
      table: principalsTable,
      key: principal,
      value: { ...cloud.row(principalsTable, principal), principal, deletedAt: cloud.now() },
    })),
};

/** The SDK sends a list of IDs, ARM's own clients a map with the IDs as keys. */
function userAssigned(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).filter((one) => typeof one === "string");
  return isObject(value) ? Object.keys(value) : [];
}

function describe(id: string, cloud: CloudView): JsonObject {
  const identity = cloud.get(id)?.body;
  return {
    principalId: stringAt(identity, "properties.principalId"),
    clientId: stringAt(identity, "properties.clientId"),
  };
}

function identityOf(body: JsonObject): JsonObject {
  const identity = body["identity"];
  return isObject(identity) ? identity : {};
}

function principalsOf({ body }: ArmResource): readonly string[] {
  const own =
    stringAt(body, "type")?.toLowerCase() === "microsoft.managedidentity/userassignedidentities"
      ? stringAt(body, "properties.principalId")
      : undefined;
  return [stringAt(body, "identity.principalId"), own].filter((one) => one !== undefined);
}
