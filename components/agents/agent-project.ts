import type * as authorization from "@pulumi/azure-native/authorization";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../openai/account";
import { assignRole } from "../security/role-assignment";
import { WorkloadIdentity } from "../security/workload-identity";
import type { Placement } from "../shared/placement";
import { retried } from "../shared/retry";
import type { AgentStores } from "./agent-stores";

/** Arguments of an {@link AgentProject}. */
export interface AgentProjectArgs extends Placement {
  /** The account that carries the project: of kind AIServices. */
  readonly account: Account;
  /** Name of the project, unique in the account. */
  readonly projectName: string;
  /** What the project is for. */
  readonly description: string;
  /** The stores of the project's agents. */
  readonly stores: AgentStores;
  /** Object ID of the group whose members build agents in the project. */
  readonly group: pulumi.Input<string>;
  /**
   * What must stand before the project: the private endpoints of its stores and of the account.
   * @default nothing
   */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * A Microsoft Foundry project: where the agents of one workload live, with an identity of their own and the roles that
 * the Agent Service wants to see before it is given a capability host.
 */
export class AgentProject extends pulumi.ComponentResource {
  /** ARM ID of the project. */
  public readonly id: pulumi.Output<string>;
  /** Name of the project. */
  public readonly projectName: pulumi.Output<string>;
  /** Endpoint that agents are built and called through. */
  public readonly endpoint: pulumi.Output<string>;
  /** The identity that the project's agents act as. */
  public readonly identity: WorkloadIdentity;
  /** Roles that must be there before the capability host. */
  public readonly roles: readonly authorization.RoleAssignment[];

  constructor(name: string, args: AgentProjectArgs, opts?: pulumi.ComponentResourceOptions) {
    const { resourceGroupName, location, tags, account, projectName, description, group } = args;
    const inputs = { resourceGroupName, location, tags, projectName, description, group };
    super("cornerstone:index:AgentProject", name, { ...inputs, accountId: account.id }, opts);
    this.identity = new WorkloadIdentity(name, { resourceGroupName, location, tags }, { parent: this });
    const project = createProject(this, name, args, this.identity);
    this.roles = assignStoreRoles(this, name, args, this.identity);
    letGroupBuild(this, name, args, project);
    this.id = project.id;
    this.projectName = project.name;
    this.endpoint = pulumi.interpolate`https://${account.accountName}.services.ai.azure.com/api/projects/${project.name}`;
    this.registerOutputs({ id: this.id, projectName: this.projectName, endpoint: this.endpoint });
  }
}

function createProject(
  parent: AgentProject,
  name: string,
  { account, ...args }: AgentProjectArgs,
  identity: WorkloadIdentity,
): cognitiveservices.Project {
  return account.writes.next(
    (previous) =>
      new cognitiveservices.Project(
        `${name}-project`,
        {
          resourceGroupName: account.resourceGroupName,
          accountName: account.accountName,
          projectName: args.projectName,
          location: args.location,
          // User-assigned: it outlives a project that has to be made again, and its roles with it.
          identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
          properties: { displayName: args.projectName, description: args.description },
          tags: { ...args.tags },
        },
        retried({ parent, dependsOn: [...previous, ...(args.after ?? [])] }),
      ),
  );
}

/** Cosmos DB Operator above all: without it, the capability host cannot make its database, and fails for good. */
function assignStoreRoles(
  parent: AgentProject,
  name: string,
  { account, stores }: AgentProjectArgs,
  identity: WorkloadIdentity,
): authorization.RoleAssignment[] {
  const wanted = [
    ["threads-operator", stores.threads.id, "cosmosDBOperator"],
    ["vectors-data", stores.vectors.id, "searchIndexDataContributor"],
    ["vectors-service", stores.vectors.id, "searchServiceContributor"],
    ["files-data", stores.files.id, "storageBlobDataContributor"],
    ["models", account.id, "cognitiveServicesOpenAIUser"],
  ] as const;
  return wanted.map(([key, scope, role]) =>
    assignRole(
      `${name}-${key}`,
      { scope, role, principalId: identity.principalId, principalType: "ServicePrincipal" },
      { parent },
    ),
  );
}

function letGroupBuild(
  parent: AgentProject,
  name: string,
  { group }: AgentProjectArgs,
  project: cognitiveservices.Project,
): void {
  assignRole(
    `${name}-builders`,
    { scope: project.id, role: "foundryUser", principalId: group, principalType: "Group" },
    { parent },
  );
}
