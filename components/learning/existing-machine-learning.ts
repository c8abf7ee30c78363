import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { WorkloadIdentity } from "../security/workload-identity";
import { armIdParts } from "../shared/arm-id";
import type { Placement } from "../shared/placement";
import { allowFineTuning, assignLearningRoles, jobRoles, type LearningScope } from "./learning-roles";
import type { MachineLearning } from "./machine-learning";
import { openManagedNetwork } from "./managed-network-rules";

/** Arguments of an {@link ExistingMachineLearning}. */
export interface ExistingMachineLearningArgs extends Placement {
  /** ARM ID of the workspace, in the subscription of the platform. */
  readonly workspaceId: string;
  /**
   * ARM ID of the storage account of its datastores: jobs get to read and write there.
   * @default the workspace's owner lets them
   */
  readonly storageAccountId?: string | undefined;
  /**
   * ARM ID of its container registry: jobs get to pull images from it.
   * @default the workspace's owner lets them
   */
  readonly registryId?: string | undefined;
  /**
   * Object ID of the workspace's identity, where its compute runs in a network that Azure manages. That network then gets a
   * private endpoint to each account of `models`, which the identity approves.
   * @default none: compute reaches the accounts by its owner's network
   */
  readonly networkIdentity?: string | undefined;
  /** ARM IDs of accounts whose models jobs may call, by a stable key. */
  readonly models: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Key in `models` of the account on which jobs may fine-tune: upload examples, train and deploy.
   * @default none
   */
  readonly fineTuning?: string;
  /**
   * The last writes to the accounts: endpoints to them come after.
   * @default none
   */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * A Machine Learning workspace that stands already, in the place of a {@link LearningWorkspace}: the platform makes clusters in
 * it, an identity that their jobs act as, and the way to the models. The identity is the platform's own: the workspace's would
 * let everybody's jobs call, and its ID is not told by that of the workspace. All else of it is its owner's.
 */
export class ExistingMachineLearning extends pulumi.ComponentResource implements MachineLearning {
  /** ARM ID of the workspace. */
  public readonly id: pulumi.Output<string>;
  /** Name of the workspace. */
  public readonly workspaceName: pulumi.Output<string>;
  /** Name of the workspace's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** The identity of jobs: what runs on a cluster of the platform calls models as it. */
  public readonly jobs: WorkloadIdentity;
  /** The workspace as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: ExistingMachineLearningArgs, opts?: pulumi.ComponentResourceOptions) {
    const { after = [], ...inputs } = args;
    super("cornerstone:index:ExistingMachineLearning", name, inputs, opts);
    const { workspaceId, resourceGroupName, location, tags, fineTuning, models } = args;
    const workspace = armIdParts(workspaceId);
    this.id = pulumi.output(workspaceId);
    this.workspaceName = pulumi.output(workspace.name);
    this.resourceGroupName = pulumi.output(workspace.resourceGroupName);
    this.jobs = new WorkloadIdentity(`${name}-jobs`, { resourceGroupName, location, tags }, { parent: this });
    const { principalId } = this.jobs;
    assignLearningRoles(`${name}-jobs`, principalId, jobRoles, scopesOf(args), this);
    allowFineTuning(
      `${name}-jobs`,
      principalId,
      fineTuning === undefined ? undefined : models[fineTuning],
      this,
    );
    if (args.networkIdentity !== undefined)
      openManagedNetwork(this, name, { workspace, principalId: args.networkIdentity, models, after });
    this.service = {
      id: workspaceId,
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

function scopesOf({ storageAccountId, registryId, models }: ExistingMachineLearningArgs): readonly Scope[] {
  return [
    ...(storageAccountId === undefined
      ? []
      : [{ kind: "storage", key: "storage", id: storageAccountId } as const]),
    ...(registryId === undefined ? [] : [{ kind: "registry", key: "registry", id: registryId } as const]),
    ...Object.entries(models).map(([key, id]): Scope => ({ kind: "model", key: `models-${key}`, id })),
  ];
}
