import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";
import { at, objectsAt, stringAt } from "../arm/json";
import type { Change, Json } from "../store/store";

const account = "Microsoft.CognitiveServices/accounts";
const accountHost = `${account}/capabilityHosts`;
const project = `${account}/projects`;
const projectHost = `${project}/capabilityHosts`;

/** Cosmos DB Operator: without it, the service cannot make its database. */
const cosmosOperator = "230815da-be43-4aae-9cb4-875f7bd000aa";

/** The database in which the Agent Service keeps threads. */
const threadDatabase = "enterprise_memory";

/**
 * Capability hosts, which make an account and its projects able to run agents: one each, never changed, and of an account
 * that is joined to a subnet made by Azure. Texts: foundry-samples#312 and #753 (one host), ai-foundry#112 (not found);
 * where no text is known, the demand is put in words: foundry-samples#573, #246 (subnet), Microsoft Learn "Capability
 * hosts" (not updatable).
 */
export const capabilityHosts: readonly Behaviour[] = [
  {
    resourceType: account,
    afterPut: (resource, cloud) => automaticHost(resource, cloud),
    beforeDelete: ({ id }, cloud) => {
      const explicit = hostsOf(id.id, accountHost, cloud).filter((host) => !isAutomatic(host));
      if (explicit[0]) throw nested(explicit[0]);
    },
  },
  {
    resourceType: accountHost,
    beforePut: (request, cloud) => {
      refuseSecond(request, request.id.parent ?? "", accountHost, cloud);
      const owner = cloud.get(request.id.parent ?? "");
      const isPrivate = stringAt(owner?.body, "properties.publicNetworkAccess") === "Disabled";
      if (isPrivate && stringAt(request.body, "properties.customerSubnet") === undefined) {
        throw invalid(
          "customerSubnet is required for the capability host of an account without public network access.",
        );
      }
    },
    beforeDelete: ({ id }, cloud) => {
      const left = projectsOf(id.parent ?? "", cloud).flatMap((one) => hostsOf(one.id, projectHost, cloud));
      if (left[0]) throw nested(left[0]);
    },
  },
  {
    resourceType: project,
    beforeDelete: ({ id }, cloud) => {
      const [host] = hostsOf(id.id, projectHost, cloud);
      if (host) throw nested(host);
    },
  },
  {
    resourceType: projectHost,
    beforePut: (request, cloud) => {
      const owner = request.id.parent ?? "";
      refuseSecond(request, owner, projectHost, cloud);
      if (at(request.body, "properties.customerSubnet") !== undefined) {
        throw invalid("customerSubnet is not allowed for the capability host of a project.");
      }
      const parent = parseArmId(owner).parent ?? "";
      const ready = hostsOf(parent, accountHost, cloud).some(
        ({ body }) => stringAt(body, "properties.provisioningState") === "Succeeded",
      );
      if (!ready) throw invalid("Foundry Account capabilityHost Not Found");
      for (const name of connectionNames(request.body)) {
        if (!connection(owner, name, cloud)) {
          throw invalid(`Connection '${name}' was not found in the project or its account.`);
        }
      }
    },
    afterPut: (resource, cloud) =>
      threadStores(resource, cloud).flatMap((store) => prepare(store, resource, cloud)),
  },
];

/** Azure makes the host of an account that is joined to a subnet, along with the account. */
function automaticHost({ id, body }: ArmResource, cloud: CloudView): readonly Change[] {
  const injected = objectsAt(body, "properties.networkInjections").find(
    (one) => stringAt(one, "scenario") === "agent",
  );
  if (!injected || hostsOf(id, accountHost, cloud).length > 0) return [];
  const subnet = stringAt(injected, "subnetArmId");
  return [
    cloud.change(`${id}/capabilityHosts/${parseArmId(id).name}@aml_aiagentservice`, {
      properties: { capabilityHostKind: "Agents", ...(subnet !== undefined && { customerSubnet: subnet }) },
    }),
  ];
}

function refuseSecond({ id, existing }: PutRequest, owner: string, type: string, cloud: CloudView): void {
  const [present] = existing ? [existing] : hostsOf(owner, type, cloud);
  if (!present) return;
  const state = stringAt(present.body, "properties.provisioningState") ?? "Succeeded";
  throw new CloudError(
    409,
    "Conflict",
    `There is an existing Capability Host with name: ${parseArmId(present.id).name}, provisioning state: ${state} for workspace: ${owner}, cannot create a new Capability Host with name: ${id.name} for the same ClientId.`,
  );
}

/** What the host does in the store of threads, as the project's identity. */
function prepare(store: ArmResource, host: ArmResource, cloud: CloudView): readonly Change[] {
  const owner = cloud.get(parseArmId(host.id).parent ?? "");
  const principals = principalsOf(owner, cloud);
  const allowed = cloud
    .ofType("Microsoft.Authorization/roleAssignments")
    .some(
      ({ id, body }) =>
        store.id
          .toLowerCase()
          .startsWith(id.slice(0, id.toLowerCase().lastIndexOf("/providers/")).toLowerCase()) &&
        stringAt(body, "properties.roleDefinitionId")?.toLowerCase().endsWith(cosmosOperator) === true &&
        principals.includes(stringAt(body, "properties.principalId") ?? ""),
    );
  if (!allowed) {
    throw new CloudError(
      400,
      "CapabilityHostOperationFailed",
      `The identity of project '${parseArmId(owner?.id ?? host.id).name}' has no permission 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/write' on '${store.id}'. Assign Cosmos DB Operator before the capability host is created.`,
    );
  }
  const database = `${store.id}/sqlDatabases/${threadDatabase}`;
  return cloud.get(database)
    ? []
    : [cloud.change(database, { properties: { resource: { id: threadDatabase } } })];
}

/** The Cosmos DB accounts that a project's host keeps threads in. */
function threadStores({ id, body }: ArmResource, cloud: CloudView): readonly ArmResource[] {
  const owner = parseArmId(id).parent ?? "";
  return names(at(body, "properties.threadStorageConnections"))
    .map((name) => connection(owner, name, cloud))
    .map((found) => cloud.get(stringAt(found?.body, "properties.metadata.ResourceId") ?? ""))
    .filter((store) => store !== undefined);
}

function principalsOf(owner: ArmResource | undefined, cloud: CloudView): readonly string[] {
  const system = stringAt(owner?.body, "identity.principalId");
  const assigned = at(owner?.body, "identity.userAssignedIdentities");
  const own = Object.keys((assigned ?? {}) as object).map((id) =>
    stringAt(cloud.get(id)?.body, "properties.principalId"),
  );
  return [system, ...own].filter((principal) => principal !== undefined);
}

/** A connection of the project, or one of the account that all projects share. */
function connection(owner: string, name: string, cloud: CloudView): ArmResource | undefined {
  return (
    cloud.get(`${owner}/connections/${name}`) ??
    cloud.get(`${parseArmId(owner).parent ?? ""}/connections/${name}`)
  );
}

function connectionNames(body: Json): readonly string[] {
  return [
    "threadStorageConnections",
    "storageConnections",
    "vectorStoreConnections",
    "aiServicesConnections",
  ].flatMap((property) => names(at(body, `properties.${property}`)));
}

function names(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).filter((one): one is string => typeof one === "string")
    : [];
}

function hostsOf(owner: string, type: string, cloud: CloudView): readonly ArmResource[] {
  return childrenOf(owner, type, cloud);
}

function projectsOf(owner: string, cloud: CloudView): readonly ArmResource[] {
  return childrenOf(owner, project, cloud);
}

function childrenOf(owner: string, type: string, cloud: CloudView): readonly ArmResource[] {
  return cloud.children(owner).filter(({ id }) => parseArmId(id).type.toLowerCase() === type.toLowerCase());
}

function isAutomatic({ id }: ArmResource): boolean {
  return parseArmId(id).name.endsWith("@aml_aiagentservice");
}

function nested({ id }: ArmResource): CloudError {
  const { type, names: path } = parseArmId(id);
  const kinds = type.split("/").slice(1);
  const named = kinds.map((kind, index) => `${kind}/${path[index] ?? ""}`).join("/");
  return new CloudError(
    409,
    "CannotDeleteResource",
    `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'Microsoft.CognitiveServices/${named}'. Please delete all nested resources before deleting this resource.`,
  );
}

function invalid(message: string): CloudError {
  return new CloudError(400, "BadRequest", message);
}
