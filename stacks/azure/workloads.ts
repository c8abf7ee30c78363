import { Budget, firstOfMonth } from "../../components/operations/budget";
import { WorkloadIdentity } from "../../components/security/workload-identity";
import { workloadTags } from "../../components/shared/tags";
import type { Site } from "./site";

/** An identity and a budget for each workload; the identities by the workload's name. */
export function createWorkloads(site: Site): Readonly<Record<string, WorkloadIdentity>> {
  const { config, prefix, group, home, now, inPlatform } = site;
  const identities = config.workloads.map((workload): [string, WorkloadIdentity] => {
    const name = `${prefix}-workload-${workload.name}`;
    const tags = workloadTags(home.tags, workload);
    const identity = new WorkloadIdentity(
      name,
      { ...home, tags, federation: workload.federation },
      inPlatform,
    );
    new Budget(
      name,
      {
        scope: group.id,
        workload: workload.name,
        monthlyAmount: workload.monthlyBudget,
        emails: [workload.owner],
        startDate: firstOfMonth(now),
      },
      inPlatform,
    );
    return [workload.name, identity];
  });
  return Object.fromEntries(identities);
}
