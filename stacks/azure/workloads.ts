import type * as pulumi from "@pulumi/pulumi";
import { Budget, firstOfMonth } from "../../components/operations/budget";
import { WorkloadIdentity } from "../../components/security/workload-identity";
import type { Placement } from "../../components/shared/placement";
import { workloadTags } from "../../components/shared/tags";
import type { StackConfig } from "../config";

/** What the workloads of a stack are made from. */
export interface WorkloadContext {
  readonly config: StackConfig;
  readonly placement: Placement;
  /** ARM ID of the resource group. */
  readonly groupId: pulumi.Output<string>;
  readonly now: Date;
}

/** An identity and a budget for each workload; the identities by the workload's name. */
export function createWorkloads(
  prefix: string,
  { config, placement, groupId, now }: WorkloadContext,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, WorkloadIdentity>> {
  const identities = config.workloads.map((workload): [string, WorkloadIdentity] => {
    const name = `${prefix}-workload-${workload.name}`;
    const identity = new WorkloadIdentity(
      name,
      { ...placement, tags: workloadTags(placement.tags, workload), federation: workload.federation },
      opts,
    );
    new Budget(
      name,
      {
        scope: groupId,
        workload: workload.name,
        monthlyAmount: workload.monthlyBudget,
        emails: [workload.owner],
        startDate: firstOfMonth(now),
      },
      opts,
    );
    return [workload.name, identity];
  });
  return Object.fromEntries(identities);
}
