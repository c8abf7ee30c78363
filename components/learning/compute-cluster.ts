import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { Tags } from "../shared/tags";
import type { MachineLearning } from "./machine-learning";

/** Arguments of a {@link ComputeCluster}. */
export interface ComputeClusterArgs {
  /** The workspace whose jobs it runs. */
  readonly workspace: MachineLearning;
  /** Azure region of the workspace. */
  readonly location: string;
  /** Tags of the cluster. */
  readonly tags: Tags;
  /** Name of the cluster in the workspace: 2 to 16 letters, digits and hyphens, a letter first. */
  readonly clusterName: string;
  /** Size of a node, e.g. `Standard_NC24ads_A100_v4`. */
  readonly vmSize: string;
  /** The most nodes that run at once. It scales to none. */
  readonly maxNodes: number;
  /**
   * Minutes that a node waits for another job before it goes.
   * @default 10
   */
  readonly idleMinutes?: number;
  /**
   * `LowPriority` costs less, and Azure may take nodes away in the middle of a job.
   * @default "Dedicated"
   */
  readonly priority?: "Dedicated" | "LowPriority";
}

/**
 * Nodes that come with a job and go after it, without public addresses, SSH or keys. Jobs act as the workspace's identity
 * of jobs. A change of anything but the scale makes a new cluster, since Azure changes nothing else of one.
 */
export class ComputeCluster extends pulumi.ComponentResource {
  /** ARM ID of the cluster. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: ComputeClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const { workspace, ...inputs } = args;
    super("cornerstone:index:ComputeCluster", name, { ...inputs, workspaceId: workspace.id }, opts);
    this.id = createCluster(this, name, args).id;
    this.registerOutputs({ id: this.id });
  }
}

function createCluster(
  parent: ComputeCluster,
  name: string,
  args: ComputeClusterArgs,
): machinelearningservices.Compute {
  const { workspace } = args;
  return new machinelearningservices.Compute(
    `${name}-cluster`,
    {
      resourceGroupName: workspace.resourceGroupName,
      workspaceName: workspace.workspaceName,
      computeName: args.clusterName,
      location: args.location,
      identity: { type: "UserAssigned", userAssignedIdentities: [workspace.jobs.id] },
      properties: {
        computeType: "AmlCompute",
        disableLocalAuth: true,
        properties: {
          osType: "Linux",
          vmSize: args.vmSize,
          vmPriority: args.priority ?? "Dedicated",
          scaleSettings: {
            minNodeCount: 0,
            maxNodeCount: args.maxNodes,
            nodeIdleTimeBeforeScaleDown: `PT${args.idleMinutes ?? 10}M`,
          },
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: "Disabled",
        },
      },
      tags: { ...args.tags },
    },
    retried({
      parent,
      replaceOnChanges: ["properties.properties.vmSize", "properties.properties.vmPriority"],
      deleteBeforeReplace: true,
    }),
  );
}
