import * as pulumi from "@pulumi/pulumi";
import { AccountCapabilityHost } from "../agents/account-capability-host";
import { AgentCapabilities } from "../agents/agent-capabilities";
import { AgentProject } from "../agents/agent-project";
import { AgentStores } from "../agents/agent-stores";
import { audienceOf, toolKinds, type AgentTool, type ToolKind } from "../agents/tools";
import type { OpenAIAccount } from "../openai/openai-account";
import type { KeyVault } from "../security/key-vault";
import { createVault, endpointsIn, placed, type Connect, type PrivateHome } from "./private-home";
import { createModels, type PrivateOpenAIDeployment } from "./private-models";

/** Something that the agents of an {@link AgentService} may call, with an Entra ID token of their project's identity. */
export interface AgentServiceTool {
  /** Name of the tool, unique in its project. */
  name: string;
  /** What it is: `databricksSql`, `fabric`, `dynamics`, `salesforce`, `logicApp`, `openapi` or `mcp`. */
  kind: string;
  /** Address that agents call. */
  url: string;
  /**
   * For whom the token must be issued.
   * @default the audience of the kind's product; `dynamics`, `salesforce`, `openapi` and `mcp` have none of their own
   */
  audience?: string;
  /**
   * What agents are told that it is for.
   * @default none
   */
  description?: string;
}

/** A project of an {@link AgentService}: the agents of one workload, with stores that no other project can read. */
export interface AgentServiceProject {
  /** Name of the project, unique in the account. */
  name: string;
  /** What the project is for. */
  description: string;
  /** Object ID of the group in Entra ID whose members build agents in it. */
  group: string;
  /** Name of the Cosmos DB account that keeps its threads, free in all of Azure. */
  threadsName: string;
  /** Name of the AI Search service that keeps its vectors, free in all of Azure. */
  vectorsName: string;
  /** Name of the storage account that keeps its files, free in all of Azure: 3 to 24 lower-case letters and digits. */
  filesName: string;
  /**
   * What its agents may call.
   * @default nothing
   */
  tools?: AgentServiceTool[];
}

/** Arguments of an {@link AgentService}. */
export interface AgentServiceArgs extends PrivateHome {
  /** Name of the account and of its endpoint's host, free in all of Azure: lower-case letters, digits, hyphens. */
  accountName: pulumi.Input<string>;
  /** The models of the account, written one after the other. */
  deployments: PrivateOpenAIDeployment[];
  /** ARM ID of the existing subnet in which agents run: delegated to `Microsoft.App/environments`, used by nothing else. */
  agentSubnetId: pulumi.Input<string>;
  /** The projects. */
  projects: AgentServiceProject[];
}

/**
 * Microsoft Foundry agents in a network that stands already: an account without keys or public access and its models, and a
 * project for each workload, with stores of its own for threads, vectors and files, an identity, its tools, and the hosts
 * that run agents in a subnet of yours.
 */
export class AgentService extends pulumi.ComponentResource {
  /** ARM ID of the account. */
  public readonly accountId: pulumi.Output<string>;
  /** ARM ID of the key vault. */
  public readonly vaultId: pulumi.Output<string>;
  /** Endpoint of each project, by its name: what agents are built and called through. */
  public readonly projectEndpoints: pulumi.Output<Record<string, string>>;
  /** Object ID of the service principal that each project's agents act as, by the project's name. */
  public readonly projectPrincipalIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AgentServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:AgentService", name, args, opts);
    const connect = endpointsIn(this, name, args);
    const vault = createVault(this, name, args, connect);
    const { account } = createModels(this, name, args, vault);
    connect(account, "account", account.settled());
    const projects = args.projects.map((project) =>
      createProject(this, name, args, { project, account, vault, connect }),
    );
    new AccountCapabilityHost(name, { account, subnetId: args.agentSubnetId }, { parent: this });
    for (const project of projects) giveAgents(name, args, account, project);
    this.accountId = account.id;
    this.vaultId = vault.id;
    this.projectEndpoints = byName(projects, ({ endpoint }) => endpoint);
    this.projectPrincipalIds = byName(projects, ({ identity }) => identity.principalId);
    this.registerOutputs({
      accountId: this.accountId,
      vaultId: this.vaultId,
      projectEndpoints: this.projectEndpoints,
      projectPrincipalIds: this.projectPrincipalIds,
    });
  }
}

/** A project that stands, with what its agents get once the account can run them. */
interface Founded {
  readonly asked: AgentServiceProject;
  readonly project: AgentProject;
  readonly stores: AgentStores;
}

function createProject(
  parent: AgentService,
  service: string,
  args: AgentServiceArgs,
  {
    project: asked,
    account,
    vault,
    connect,
  }: { project: AgentServiceProject; account: OpenAIAccount; vault: KeyVault; connect: Connect },
): Founded {
  const name = `${service}-${asked.name}`;
  const { threadsName, vectorsName, filesName, description, group } = asked;
  const { resourceGroupName, location, tags } = args;
  const names = { threads: threadsName, vectors: vectorsName, files: filesName };
  const stores = new AgentStores(name, { ...placed(args), vault, names }, { parent });
  for (const store of ["threads", "vectors", "files"] as const)
    connect(stores[store], `${asked.name}-${store}`);
  const project = new AgentProject(
    name,
    {
      resourceGroupName,
      location,
      tags,
      account,
      stores,
      projectName: asked.name,
      description,
      group,
      after: [account, stores],
    },
    { parent },
  );
  return { asked, project, stores };
}

/** After the account's host: a project without one takes no agents. */
function giveAgents(
  service: string,
  { location }: AgentServiceArgs,
  account: OpenAIAccount,
  { asked, project, stores }: Founded,
): void {
  const tools = (asked.tools ?? []).map(toolOf);
  new AgentCapabilities(
    `${service}-${asked.name}`,
    { account, project, projectName: asked.name, location, stores, tools },
    { parent: project },
  );
}

/** Other languages check no union of strings, so this does. */
function toolOf({ kind: asked, ...tool }: AgentServiceTool): AgentTool {
  const known = Object.keys(toolKinds) as ToolKind[];
  const kind = known.find((candidate) => candidate === asked);
  if (kind === undefined)
    throw new RangeError(`tool "${tool.name}" is of kind "${asked}"; allowed are ${known.join(", ")}`);
  if (audienceOf({ ...tool, kind }) === undefined)
    throw new RangeError(
      `tool "${tool.name}" of kind "${kind}" needs an \`audience\`: for whom its tokens are issued`,
    );
  return { ...tool, kind };
}

function byName(
  projects: readonly Founded[],
  value: (project: AgentProject) => pulumi.Input<string>,
): pulumi.Output<Record<string, string>> {
  return pulumi.output(
    Object.fromEntries(projects.map(({ asked, project }) => [asked.name, value(project)])),
  );
}
