import { AgentApplications } from "../../components/agents/agent-applications";
import { AgentCapabilities } from "../../components/agents/agent-capabilities";
import { AgentProject } from "../../components/agents/agent-project";
import { AgentStores } from "../../components/agents/agent-stores";
import type { AgentTool } from "../../components/agents/tools";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import { workloadTags } from "../../components/shared/tags";
import type { StackConfig, WorkloadConfig } from "../config";
import type { AgentGround } from "./agent-ground";
import { groupOf, type Directory } from "./identity";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

type ProjectConfig = NonNullable<StackConfig["agents"]>["projects"][number];

/** The agents of one workload, complete. */
export interface ProjectParts {
  readonly config: ProjectConfig;
  readonly stores: AgentStores;
  readonly project: AgentProject;
  readonly capabilities: AgentCapabilities;
}

/** A project before its agents have anything to work with. */
export type BegunProject = Omit<ProjectParts, "capabilities">;

/** The stores of a workload, each with its private endpoint, and the project that is bound to them. */
export function beginProject(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  account: Account,
  directory: Directory,
  ground: AgentGround,
  config: ProjectConfig,
): BegunProject {
  const { home, monitoring, inPlatform } = site;
  const workload = workloadOf(site, config);
  const name = nameOf(site, config);
  const tags = workloadTags(home.tags, workload);
  const stores = new AgentStores(
    name,
    {
      ...home,
      tags,
      vault: known(vaults, home.location),
      protected: site.protected,
      workspaceId: monitoring.workspaceId,
      names: known(ground.storeNames, config.workload),
      searchSku: config.searchSku,
    },
    inPlatform,
  );
  for (const store of ["threads", "vectors", "files"] as const)
    connect(stores[store], `${name}-${store}`, []);
  const project = new AgentProject(
    name,
    {
      ...home,
      tags,
      account,
      projectName: config.workload,
      description: config.description,
      stores,
      group: groupOf(workload, directory),
      after: [account, stores],
    },
    inPlatform,
  );
  return { config, stores, project };
}

/** What makes agents of a project work: connections, roles, its capability host, applications. */
export function equipProject(
  site: Site,
  account: Account,
  { config, stores, project }: BegunProject,
): AgentCapabilities {
  const name = nameOf(site, config);
  const capabilities = new AgentCapabilities(
    name,
    {
      account,
      project,
      projectName: config.workload,
      location: site.home.location,
      stores,
      tools: config.tools.map(toolOf),
    },
    site.inPlatform,
  );
  if (config.applications.length > 0) {
    new AgentApplications(name, { account, project, applications: config.applications }, site.inPlatform);
  }
  return capabilities;
}

/** A tool as its connection is made from it. */
export function toolOf({
  name,
  kind,
  url,
  audience,
  description,
}: ProjectConfig["tools"][number]): AgentTool {
  return {
    name,
    kind,
    url,
    ...(audience === undefined ? {} : { audience }),
    ...(description === undefined ? {} : { description }),
  };
}

function nameOf({ prefix }: Site, { workload }: ProjectConfig): string {
  return `${prefix}-agents-${workload}`;
}

function workloadOf({ config }: Site, { workload: name }: ProjectConfig): WorkloadConfig {
  return known(Object.fromEntries(config.workloads.map((workload) => [workload.name, workload])), name);
}
