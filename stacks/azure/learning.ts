import type * as pulumi from "@pulumi/pulumi";
import { ComputeCluster } from "../../components/learning/compute-cluster";
import { ExistingMachineLearning } from "../../components/learning/existing-machine-learning";
import { LearningResources } from "../../components/learning/learning-resources";
import { LearningWorkspace } from "../../components/learning/learning-workspace";
import type { MachineLearning } from "../../components/learning/machine-learning";
import type { Account } from "../../components/openai/account";
import type { Vault } from "../../components/security/vault";
import { physicalName } from "../../components/shared/naming";
import type { StackConfig } from "../config";
import { joinsExisting } from "../config/section-services";
import { known } from "./known";
import type { Connect } from "./networking";
import type { Site } from "./site";

/** Where models are trained. */
export interface Learning {
  /** What a workspace that the stack makes stands on. */
  readonly resources?: LearningResources;
  readonly workspace: MachineLearning;
  /** What a lock has to wait for. */
  readonly components: readonly pulumi.Resource[];
}

type LearningConfig = NonNullable<StackConfig["learning"]>;
type Accounts = Readonly<Record<string, Account>>;

/** A Machine Learning workspace, new or existing, its private endpoints, and the platform's clusters in it. */
export function createLearning(
  site: Site,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Accounts,
): Learning | undefined {
  const config = site.config.learning;
  if (!config) return undefined;
  const name = `${site.prefix}-learning`;
  const learning = config.existing
    ? joinWorkspace(site, name, config, config.existing, accounts)
    : createWorkspace(site, name, config, connect, vaults, accounts);
  const { workspace } = learning;
  if (!config.existing || joinsExisting(site.config)) connect(workspace, name, []);
  const { location, tags } = site.home;
  for (const { name: clusterName, ...cluster } of config.clusters) {
    new ComputeCluster(
      `${name}-${clusterName}`,
      { workspace, location, tags, clusterName, ...cluster },
      { parent: workspace },
    );
  }
  return learning;
}

function createWorkspace(
  site: Site,
  name: string,
  config: LearningConfig,
  connect: Connect,
  vaults: Readonly<Record<string, Vault>>,
  accounts: Accounts,
): Learning {
  const { home, group, monitoring, tenantId, inPlatform } = site;
  const store = {
    ...home,
    vault: known(vaults, home.location),
    protected: site.protected,
    workspaceId: monitoring.workspaceId,
  };
  const resources = new LearningResources(name, { ...store, tenantId, names: namesOf(site) }, inPlatform);
  connectResources(connect, name, resources);
  const workspace = new LearningWorkspace(
    name,
    {
      ...store,
      ...modelsOf(config, accounts),
      workspaceName: group.id.apply((id) =>
        physicalName("Microsoft.MachineLearningServices/workspaces", [name], id),
      ),
      resources,
      applicationInsightsId: monitoring.applicationInsightsId,
      allowedHosts: config.allowedHosts,
      highBusinessImpact: site.config.compliance.frameworks.includes("hipaa"),
    },
    inPlatform,
  );
  return { resources, workspace, components: [resources, workspace] };
}

function joinWorkspace(
  { home, inPlatform }: Site,
  name: string,
  config: LearningConfig,
  existing: NonNullable<LearningConfig["existing"]>,
  accounts: Accounts,
): Learning {
  const after = config.models.flatMap((account) => known(accounts, account).settled());
  const workspace = new ExistingMachineLearning(
    name,
    { ...home, ...existing, ...modelsOf(config, accounts), after },
    inPlatform,
  );
  return { workspace, components: [workspace] };
}

/** The accounts that jobs may call, and the one on which they may fine-tune. */
function modelsOf({ models, fineTuning }: LearningConfig, accounts: Accounts) {
  return {
    models: Object.fromEntries(models.map((account) => [account, known(accounts, account).id])),
    ...(fineTuning === undefined ? {} : { fineTuning }),
  };
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
    ...(resources ? { registry: resources.registry.loginServer } : {}),
    jobs: workspace.jobs.clientId,
  };
}
