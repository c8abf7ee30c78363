import type * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import type { WorkloadIdentity } from "../security/workload-identity";

/** A Machine Learning workspace that clusters and roles are made in: one of the platform's own, or one that stands already. */
export interface MachineLearning extends pulumi.ComponentResource {
  /** ARM ID of the workspace. */
  readonly id: pulumi.Output<string>;
  /** Name of the workspace. */
  readonly workspaceName: pulumi.Output<string>;
  /** Name of the workspace's resource group. */
  readonly resourceGroupName: pulumi.Output<string>;
  /** The identity of jobs: what runs on a cluster of the platform calls models as it. */
  readonly jobs: WorkloadIdentity;
  /** The workspace as the target of a private endpoint. */
  readonly service: EndpointService;
}
