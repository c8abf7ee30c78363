import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";
import { createStoreEncryption, type StoreArgs, type StoreEncryption } from "../data/store-encryption";
import type { EndpointService } from "../network/private-endpoint";
import { WorkloadIdentity } from "../security/workload-identity";
import { sendDiagnostics } from "../shared/diagnostics";
import { holdsData } from "../shared/protection";
import { retried } from "../shared/retry";
import {
  allowFineTuning,
  assignLearningRoles,
  jobRoles,
  workspaceRoles,
  type LearningScope,
} from "./learning-roles";
import type { LearningResources } from "./learning-resources";
import type { MachineLearning } from "./machine-learning";
import { managedNetwork } from "./managed-network";

/** Arguments of a {@link LearningWorkspace}. */
export interface LearningWorkspaceArgs extends StoreArgs {
  /** Name of the workspace: 3 to 33 letters, digits, hyphens and underscores. */
  readonly workspaceName: pulumi.Input<string>;
  /** What the workspace stands on. */
  readonly resources: LearningResources;
  /** ARM ID of Application Insights. */
  readonly applicationInsightsId: pulumi.Input<string>;
  /** ARM IDs of accounts whose models jobs may call, by a stable key. */
  readonly models: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Key in `models` of the account on which jobs may fine-tune: upload examples, train and deploy.
   * @default none
   */
  readonly fineTuning?: string;
  /**
   * Host names that compute may call beside the platform, e.g. `pypi.org`. They need a firewall that is billed by the hour.
   * @default none
   */
  readonly allowedHosts?: readonly string[];
  /**
   * True for sensitive data: Azure keeps less diagnostics of its own. Cannot be changed later.
   * @default false
   */
  readonly highBusinessImpact?: boolean;
}

/**
 * A Machine Learning workspace without public access: encrypted with a customer-managed key, its compute in a network
 * that lets nothing out but what is approved. The workspace acts as one identity, jobs as another that can do less.
 */
export class LearningWorkspace extends pulumi.ComponentResource implements MachineLearning {
  /** ARM ID of the workspace. */
  public readonly id: pulumi.Output<string>;
  /** Name of the workspace. */
  public readonly workspaceName: pulumi.Output<string>;
  /** Name of the workspace's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** The identity of jobs: what runs on a cluster calls models as it. */
  public readonly jobs: WorkloadIdentity;
  /** The workspace as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: LearningWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vault, resources, ...own } = args;
    const inputs = { ...own, vaultId: vault.id, storageId: resources.storage.id };
    super("cornerstone:index:LearningWorkspace", name, inputs, opts);
    const { resourceGroupName, location, tags } = args;
    const encryption = createStoreEncryption(this, name, args);
    this.jobs = new WorkloadIdentity(`${name}-jobs`, { resourceGroupName, location, tags }, { parent: this });
    const scopes = scopesOf(args, this.jobs);
    const { principalId } = encryption.identity;
    const roles = assignLearningRoles(`${name}-operator`, principalId, workspaceRoles, scopes, this);
    const workspace = createWorkspace(this, name, args, encryption, roles);
    assignLearningRoles(`${name}-jobs`, this.jobs.principalId, jobRoles, scopes, this);
    const { fineTuning, models } = args;
    const trainedOn = fineTuning === undefined ? undefined : models[fineTuning];
    allowFineTuning(`${name}-jobs`, this.jobs.principalId, trainedOn, this);
    sendDiagnostics(
      `${name}-diagnostics`,
      { kind: "learningWorkspace", resourceId: workspace.id, workspaceId: args.workspaceId },
      { parent: this },
    );
    this.id = workspace.id;
    this.workspaceName = workspace.name;
    this.resourceGroupName = pulumi.output(resourceGroupName);
    this.service = {
      id: workspace.id,
      type: "Microsoft.MachineLearningServices/workspaces",
      groupId: "amlworkspace",
    };
    this.registerOutputs({ id: this.id, workspaceName: this.workspaceName });
  }
}

interface Scope {
  readonly kind: LearningScope;
  readonly key: string;
  readonly id: pulumi.Input<string>;
}

function scopesOf(args: LearningWorkspaceArgs, jobs: WorkloadIdentity): readonly Scope[] {
  const { storage, secrets, registry } = args.resources;
  return [
    { kind: "storage", key: "storage", id: storage.id },
    { kind: "secrets", key: "secrets", id: secrets.id },
    { kind: "registry", key: "registry", id: registry.id },
    { kind: "insights", key: "insights", id: args.applicationInsightsId },
    { kind: "job", key: "jobs", id: jobs.id },
    ...Object.entries(args.models).map(([key, id]): Scope => ({ kind: "model", key: `models-${key}`, id })),
  ];
}

function createWorkspace(
  parent: LearningWorkspace,
  name: string,
  args: LearningWorkspaceArgs,
  { identity, key, role }: StoreEncryption,
  roles: readonly pulumi.Resource[],
): machinelearningservices.Workspace {
  const { storage, secrets, registry } = args.resources;
  return new machinelearningservices.Workspace(
    `${name}-workspace`,
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      workspaceName: args.workspaceName,
      kind: "Default",
      sku: { name: "Basic", tier: "Basic" },
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      primaryUserAssignedIdentity: identity.id,
      storageAccount: storage.id,
      keyVault: secrets.id,
      containerRegistry: registry.id,
      applicationInsights: args.applicationInsightsId,
      encryption: {
        status: "Enabled",
        identity: { userAssignedIdentity: identity.id },
        keyVaultProperties: {
          keyVaultArmId: args.vault.id,
          keyIdentifier: pulumi.interpolate`${key.vaultUri}keys/${key.keyName}/${key.version}`,
        },
      },
      // Metadata stays with the service, encrypted with the key, instead of in a group of resources that nobody manages.
      enableServiceSideCMKEncryption: true,
      hbiWorkspace: args.highBusinessImpact ?? false,
      // Datastores are opened with identities: the storage account knows no keys.
      systemDatastoresAuthMode: "Identity",
      publicNetworkAccess: "Disabled",
      allowPublicAccessWhenBehindVnet: false,
      v1LegacyMode: false,
      managedNetwork: managedNetwork(args.models, args.allowedHosts ?? []),
      provisionNetworkNow: true,
      tags: { ...args.tags },
    },
    retried(holdsData(args.protected, { parent, dependsOn: [role, ...roles] })),
  );
}
