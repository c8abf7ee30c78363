import type * as pulumi from "@pulumi/pulumi";
import { ComputeCluster } from "../../components/learning/compute-cluster";
import { LearningResources } from "../../components/learning/learning-resources";
import { LearningWorkspace } from "../../components/learning/learning-workspace";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import { physicalName } from "../../components/shared/naming";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

/** Where models are trained. */
export interface Learning {
  readonly resources: LearningResources;
  readonly workspace: LearningWorkspace;
  /** What a lock has to wait for. */
  readonly components: readonly pulumi.Resource[];
}

/** A Machine Learning workspace on resources of its own, its private endpoints, and its clusters. */
export function createLearning(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Readonly<Record<string, Account>>,
): Learning | undefined {
  const config = site.config.learning;
  if (!config) return undefined;
  const { prefix, home, group, monitoring, tenantId, inPlatform } = site;
  const name = `${prefix}-learning`;
  const store = {
    ...home,
    vault: known(vaults, home.location),
    protected: site.protected,
    workspaceId: monitoring.workspaceId,
  };
  const resources = new LearningResources(name, { ...store, tenantId, names: namesOf(site) }, inPlatform);
  connectResources(connect, name, resources);
  const { fineTuning } = config;
  const workspace = new LearningWorkspace(
    name,
    {
      ...store,
      workspaceName: group.id.apply((id) =>
        physicalName("Microsoft.MachineLearningServices/workspaces", [name], id),
      ),
      resources,
      applicationInsightsId: monitoring.applicationInsightsId,
      models: Object.fromEntries(config.models.map((account) => [account, known(accounts, account).id])),
      allowedHosts: config.allowedHosts,
      highBusinessImpact: site.config.compliance.frameworks.includes("hipaa"),
      ...(fineTuning === undefined ? {} : { fineTuning }),
    },
    inPlatform,
  );
  connect(workspace, name, []);
  for (const { name: clusterName, ...cluster } of config.clusters) {
    const { location, tags } = home;
    new ComputeCluster(
      `${name}-${clusterName}`,
      { workspace, location, tags, clusterName, ...cluster },
      { parent: workspace },
    );
  }
  return { resources, workspace, components: [resources, workspace] };
}

function connectResources(connect: Connect, name: string, resources: LearningResources): void {
  const { secrets, storage, registry } = resources;
  connect(secrets, `${name}-secrets`, []);
  connect(storage, `${name}-storage`, []);
  connect(storage, `${name}-storage-file`, [], { ...storage.service, groupId: "file" });
  connect(registry, `${name}-images`, []);
}

/** Everybody in Azure shares these names, and those of storage accounts and registries take no hyphen. */
function namesOf({ prefix, group }: Site) {
  return {
    vault: group.id.apply((id) => physicalName("Microsoft.KeyVault/vaults", [prefix, "learning"], id)),
    storage: group.id.apply((id) =>
      physicalName("Microsoft.Storage/storageAccounts", [prefix, "learning"], id).replaceAll("-", ""),
    ),
    registry: group.id.apply((id) =>
      physicalName("Microsoft.ContainerRegistry/registries", [prefix, "learning"], id).replaceAll("-", ""),
    ),
  };
}

/** What whoever trains needs to know. */
export function learningOutputs({ resources, workspace }: Learning): Record<string, unknown> {
  return {
    workspace: workspace.workspaceName,
    registry: resources.registry.loginServer,
    jobs: workspace.jobs.clientId,
  };
}
