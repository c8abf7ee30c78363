import * as pulumi from "@pulumi/pulumi";
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import { ComputeCluster } from "../learning/compute-cluster";
import { LearningResources } from "../learning/learning-resources";
import { LearningWorkspace } from "../learning/learning-workspace";
import type { KeyVault } from "../security/key-vault";
import { createVault, endpointsIn, placed, type Connect, type PrivateHome } from "./private-home";

/** Nodes of a {@link TrainingWorkspace} that come with a job and go after it. */
export interface TrainingCluster {
  /** Name of the cluster in the workspace: 2 to 16 letters, digits and hyphens, a letter first. */
  name: string;
  /** Size of a node, e.g. `Standard_NC24ads_A100_v4`. */
  vmSize: string;
  /** The most nodes that run at once. It scales to none. */
  maxNodes: number;
  /**
   * Minutes that a node waits for another job before it goes.
   * @default 10
   */
  idleMinutes?: number;
}

/** Arguments of a {@link TrainingWorkspace}. */
export interface TrainingWorkspaceArgs extends PrivateHome {
  /** Name of the workspace: 3 to 33 letters, digits, hyphens and underscores. */
  workspaceName: pulumi.Input<string>;
  /** Name of the vault of the workspace's own secrets, free in all of Azure: 3 to 24 characters. */
  secretsVaultName: pulumi.Input<string>;
  /** Name of its storage account, free in all of Azure: 3 to 24 lower-case letters and digits. */
  storageName: pulumi.Input<string>;
  /** Name of its container registry, free in all of Azure: 5 to 50 letters and digits. */
  registryName: pulumi.Input<string>;
  /** ARM ID of Application Insights: `applicationInsightsId` of `Monitoring`. */
  applicationInsightsId: pulumi.Input<string>;
  /**
   * ARM IDs of accounts whose models jobs may call, by a name that stays.
   * @default none
   */
  models?: Record<string, pulumi.Input<string>>;
  /**
   * Name in `models` of the account on which jobs may fine-tune.
   * @default none
   */
  fineTuning?: string;
  /**
   * Host names that compute may call beside the platform, e.g. `pypi.org`. They need a firewall that is billed by the hour.
   * @default none
   */
  allowedHosts?: string[];
  /**
   * True for sensitive data: Azure keeps less diagnostics of its own. Cannot be changed later.
   * @default false
   */
  highBusinessImpact?: boolean;
  /**
   * Its clusters.
   * @default none
   */
  clusters?: TrainingCluster[];
}

/**
 * An Azure Machine Learning workspace in a network that stands already: without public access or keys, encrypted with
 * customer-managed keys, on a vault, a storage account and a registry of its own, with compute that reaches nothing but what
 * is approved and scales to zero.
 */
export class TrainingWorkspace extends pulumi.ComponentResource {
  /** ARM ID of the workspace. */
  public readonly trainingWorkspaceId: pulumi.Output<string>;
  /** Host name of its container registry. */
  public readonly registryLoginServer: pulumi.Output<string>;
  /** Client ID of the identity that jobs act as. */
  public readonly jobsClientId: pulumi.Output<string>;
  /** Object ID of that identity's service principal: what roles on data are assigned to. */
  public readonly jobsPrincipalId: pulumi.Output<string>;

  constructor(name: string, args: TrainingWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:TrainingWorkspace", name, args, opts);
    const connect = endpointsIn(this, name, args);
    const vault = createVault(this, name, args, connect);
    const resources = createResources(this, name, args, { vault, connect });
    const workspace = createWorkspace(this, name, args, { vault, resources });
    connect(workspace, "workspace");
    createClusters(name, args, workspace);
    this.trainingWorkspaceId = workspace.id;
    this.registryLoginServer = resources.registry.loginServer;
    this.jobsClientId = workspace.jobs.clientId;
    this.jobsPrincipalId = workspace.jobs.principalId;
    this.registerOutputs({
      trainingWorkspaceId: this.trainingWorkspaceId,
      registryLoginServer: this.registryLoginServer,
      jobsClientId: this.jobsClientId,
      jobsPrincipalId: this.jobsPrincipalId,
    });
  }
}

/** What the workspace stands on, with the endpoints that its compute reaches it by. */
function createResources(
  parent: TrainingWorkspace,
  name: string,
  args: TrainingWorkspaceArgs,
  { vault, connect }: { vault: KeyVault; connect: Connect },
): LearningResources {
  const { tenantId } = getClientConfigOutput({ parent });
  const names = { vault: args.secretsVaultName, storage: args.storageName, registry: args.registryName };
  const resources = new LearningResources(name, { ...placed(args), vault, tenantId, names }, { parent });
  const { secrets, storage, registry } = resources;
  connect(secrets, "secrets");
  connect(storage, "storage");
  connect(storage, "storage-file", [], { ...storage.service, groupId: "file" });
  connect(registry, "images");
  return resources;
}

function createWorkspace(
  parent: TrainingWorkspace,
  name: string,
  args: TrainingWorkspaceArgs,
  { vault, resources }: { vault: KeyVault; resources: LearningResources },
): LearningWorkspace {
  const { workspaceName, applicationInsightsId, models = {}, fineTuning, allowedHosts = [] } = args;
  if (fineTuning !== undefined && !(fineTuning in models))
    throw new RangeError(
      `\`fineTuning\` names the account "${fineTuning}"; \`models\` has ${Object.keys(models).join(", ") || "none"}`,
    );
  return new LearningWorkspace(
    name,
    {
      ...placed(args),
      vault,
      workspaceName,
      resources,
      applicationInsightsId,
      models,
      allowedHosts,
      highBusinessImpact: args.highBusinessImpact ?? false,
      ...(fineTuning === undefined ? {} : { fineTuning }),
    },
    { parent },
  );
}

function createClusters(
  name: string,
  { location, tags, clusters = [] }: TrainingWorkspaceArgs,
  workspace: LearningWorkspace,
): void {
  for (const { name: clusterName, ...cluster } of clusters)
    new ComputeCluster(
      `${name}-${clusterName}`,
      { workspace, location, tags, clusterName, ...cluster },
      { parent: workspace },
    );
}
