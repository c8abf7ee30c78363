import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as cosmosdb from "@pulumi/azure-native/cosmosdb";
import * as pulumi from "@pulumi/pulumi";
import { roles } from "../../catalog/roles";
import type { Account } from "../openai/account";
import { assignRole } from "../security/role-assignment";
import { retried } from "../shared/retry";
import { roleAssignmentName } from "../shared/uuid";
import type { AgentProject } from "./agent-project";
import type { AgentStores } from "./agent-stores";
import { replacedOnChange } from "./capability-host-options";
import { connectionName } from "./connection-name";
import { connectionOfTool, type AgentTool } from "./tools";

/** Arguments of {@link AgentCapabilities}. */
export interface AgentCapabilitiesArgs {
  /** The account that carries the project. */
  readonly account: Account;
  /** The project that gets agents. */
  readonly project: AgentProject;
  /** Name of the project, known before it stands: names follow from it. */
  readonly projectName: string;
  /** Region of the stores. */
  readonly location: string;
  /** The stores of its agents. */
  readonly stores: AgentStores;
  /** What its agents may call. */
  readonly tools: readonly AgentTool[];
}

/**
 * What makes agents possible in a project: connections to its stores and tools, the capability host that binds the
 * stores, and the roles on what that host makes inside them.
 */
export class AgentCapabilities extends pulumi.ComponentResource {
  /** Names of the connections by tool. */
  public readonly toolConnections: Readonly<Record<string, string>>;

  constructor(name: string, args: AgentCapabilitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { projectName, location, tools, project } = args;
    super(
      "cornerstone:index:AgentCapabilities",
      name,
      { projectName, location, tools, projectId: project.id },
      opts,
    );
    const connections = createStoreConnections(this, name, args);
    this.toolConnections = createToolConnections(this, name, args);
    const host = createHost(this, name, args, connections);
    grantContents(this, name, args, host);
    this.registerOutputs({ toolConnections: this.toolConnections });
  }
}

/** Names of the connections to the stores. */
interface StoreConnections {
  readonly threads: string;
  readonly vectors: string;
  readonly files: string;
}

function createStoreConnections(
  parent: AgentCapabilities,
  name: string,
  args: AgentCapabilitiesArgs,
): StoreConnections {
  const { threads, vectors, files } = args.stores;
  // `AzureBlob` exists as well, but a capability host does not take it.
  const wanted = [
    ["threads", "CosmosDb", threads.documentEndpoint, threads.id],
    ["files", "AzureStorageAccount", files.blobEndpoint, files.id],
    ["vectors", "CognitiveSearch", vectors.endpoint, vectors.id],
  ] as const;
  const names = wanted.map(([purpose, category, target, resourceId]): [string, string] => {
    const metadata = { ApiType: "Azure", ResourceId: resourceId, location: args.location };
    return [purpose, createConnection(parent, name, args, purpose, { category, target, metadata })];
  });
  return Object.fromEntries(names) as unknown as StoreConnections;
}

function createToolConnections(
  parent: AgentCapabilities,
  name: string,
  args: AgentCapabilitiesArgs,
): Record<string, string> {
  return Object.fromEntries(
    args.tools.map((tool) => [
      tool.name,
      createConnection(parent, name, args, `tool-${tool.name}`, connectionOfTool(tool)),
    ]),
  );
}

/** One at a time, like every child of the account. The caller proves itself with an Entra ID token, never with a key. */
function createConnection(
  parent: AgentCapabilities,
  name: string,
  { account, project, projectName }: AgentCapabilitiesArgs,
  purpose: string,
  properties: {
    readonly category: string;
    readonly target: pulumi.Input<string>;
    readonly metadata: Record<string, pulumi.Input<string>>;
  },
): string {
  const connection = connectionName(projectName, purpose);
  account.writes.next(
    (dependsOn) =>
      new cognitiveservices.ProjectConnection(
        `${name}-${purpose}`,
        {
          resourceGroupName: account.resourceGroupName,
          accountName: account.accountName,
          projectName: project.projectName,
          connectionName: connection,
          properties: { authType: "AAD", isSharedToAll: false, ...properties },
        },
        retried({ parent, dependsOn }),
      ),
  );
  return connection;
}

/** After the account's host and the roles: what is missing when it starts fails it for good. */
function createHost(
  parent: AgentCapabilities,
  name: string,
  { account, project }: AgentCapabilitiesArgs,
  connections: StoreConnections,
): cognitiveservices.ProjectCapabilityHost {
  return account.writes.next(
    (previous) =>
      new cognitiveservices.ProjectCapabilityHost(
        `${name}-capability-host`,
        {
          resourceGroupName: account.resourceGroupName,
          accountName: account.accountName,
          projectName: project.projectName,
          capabilityHostName: "agents",
          projectCapabilityHostProperties: {
            threadStorageConnections: [connections.threads],
            storageConnections: [connections.files],
            vectorStoreConnections: [connections.vectors],
          },
        },
        replacedOnChange("projectCapabilityHostProperties", {
          parent,
          dependsOn: [...previous, ...project.roles],
        }),
      ),
  );
}

/** Roles on containers and a database that only exist once the capability host has made them. */
function grantContents(
  parent: AgentCapabilities,
  name: string,
  { project, stores }: AgentCapabilitiesArgs,
  host: cognitiveservices.ProjectCapabilityHost,
): void {
  const { principalId } = project.identity;
  assignRole(
    `${name}-files-owner`,
    {
      scope: stores.files.id,
      role: "storageBlobDataOwner",
      principalId,
      principalType: "ServicePrincipal",
      condition: agentContainersOnly,
    },
    { parent, dependsOn: [host] },
  );
  const { threads } = stores;
  const role = roles.cosmosSqlDataContributor.id;
  threads.writes.next(
    (previous) =>
      new cosmosdb.SqlResourceSqlRoleAssignment(
        `${name}-threads-data`,
        {
          resourceGroupName: threads.resourceGroupName,
          accountName: threads.accountName,
          roleAssignmentId: pulumi
            .all([threads.id, principalId])
            .apply(([scope, principal]) =>
              roleAssignmentName(`${scope}/dbs/enterprise_memory`, role, principal),
            ),
          roleDefinitionId: pulumi.interpolate`${threads.id}/sqlRoleDefinitions/${role}`,
          principalId,
          // The database, not its containers: the service adds some when it first needs them, and would be refused.
          scope: pulumi.interpolate`${threads.id}/dbs/enterprise_memory`,
        },
        retried({ parent, dependsOn: [...previous, host] }),
      ),
  );
}

/**
 * Ownership of the containers that the Agent Service makes, and of no other. (Microsoft's samples also ask for the
 * project's internal ID at the beginning of the name. The SDK does not tell it, and with a storage account of its own
 * a project has no neighbour to be kept from.)
 * https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac
 */
const agentContainersOnly = [
  "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/tags/read'})",
  " AND !(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/filter/action'})",
  " AND !(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/tags/write'}))",
  " OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]",
  " StringLikeIgnoreCase '*-azureml-agent'))",
].join("");
