import type * as pulumi from "@pulumi/pulumi";
import { AccountCapabilityHost } from "../../components/agents/account-capability-host";
import { CodeExecution } from "../../components/agents/code-execution";
import { definitionOfTool } from "../../components/agents/tools";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import type { AgentGround } from "./agent-ground";
import { beginProject, equipProject, toolOf, type BegunProject, type ProjectParts } from "./agent-projects";
import type { Directory } from "./identity";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

/** The agents of a platform. */
export interface Agents {
  readonly projects: Readonly<Record<string, ProjectParts>>;
  readonly codeExecution: CodeExecution | undefined;
  /** Everything of them, for what must come after. */
  readonly components: readonly pulumi.ComponentResource[];
}

/** Stores, projects and everything that lets agents work; after the account and its private endpoint. */
export function createAgents(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Readonly<Record<string, Account>>,
  directory: Directory,
  ground: AgentGround | undefined,
): Agents | undefined {
  if (!ground) return undefined;
  const { config } = ground;
  const account = known(accounts, config.account);
  const begun = config.projects.map((project) =>
    beginProject(site, connect, vaults, account, directory, ground, project),
  );
  // Between the projects and what they run on, so that a destroy takes it away between the two.
  if (config.capabilityHost === "explicit") {
    const args = { account, subnetId: ground.subnetId };
    new AccountCapabilityHost(`${site.prefix}-agents-${config.account}`, args, site.inPlatform);
  }
  const projects = begun.map((one): [string, ProjectParts] => [
    one.config.workload,
    { ...one, capabilities: equipProject(site, account, one) },
  ]);
  const codeExecution = createCodeExecution(site, connect, ground, begun);
  const components = projects.flatMap(([, { stores, project, capabilities }]) => [
    stores,
    project,
    capabilities,
  ]);
  return {
    projects: Object.fromEntries(projects),
    codeExecution,
    components: [...components, ...(codeExecution ? [codeExecution] : [])],
  };
}

function createCodeExecution(
  site: Site,
  connect: Connect,
  { config, codeSubnetId }: AgentGround,
  projects: readonly BegunProject[],
): CodeExecution | undefined {
  const users = projects.filter((project) => project.config.codeExecution);
  if (users.length === 0 || codeSubnetId === undefined) return undefined;
  const { prefix, home, monitoring, inPlatform } = site;
  const name = `${prefix}-code`;
  const sandboxes = new CodeExecution(
    name,
    {
      ...home,
      subnetId: codeSubnetId,
      workspaceId: monitoring.workspaceId,
      zoneRedundant: site.protected,
      pools: Object.fromEntries(
        users.map(({ config: { workload }, project }) => [workload, project.identity.principalId]),
      ),
      ...config.codeExecution,
    },
    inPlatform,
  );
  connect(sandboxes, name, []);
  return sandboxes;
}

/** What somebody who builds or calls agents needs to know of a workload's project. */
export function agentOutputs({ projects, codeExecution }: Agents): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(projects).map(([workload, { config, project, stores, capabilities }]) => [
      workload,
      {
        endpoint: project.endpoint,
        identity: project.identity.clientId,
        vectorKey: stores.vectors.keyUri,
        tools: config.tools.map((tool) =>
          definitionOfTool(toolOf(tool), known(capabilities.toolConnections, tool.name)),
        ),
        ...(config.codeExecution && codeExecution
          ? { codeExecution: known(codeExecution.endpoints, workload) }
          : {}),
      },
    ]),
  );
}
