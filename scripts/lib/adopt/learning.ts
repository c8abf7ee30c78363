import type { PropertyMap } from "../../../graph/types";
import { accountsWith, principalOf, type Around } from "./assignments";
import { isMap, isWithin, numberAt, ofType, textAt, valueAt, type Existing } from "./existing";

/** The section `learning`: a workspace of Machine Learning, its clusters, and the models that their jobs call. */
export function learningOf(around: Around): Record<string, unknown> | undefined {
  const { estate } = around;
  const [workspace] = ofType(estate, "microsoft.machinelearningservices/workspaces");
  if (!workspace) return undefined;
  const clusters = ofType(estate, "microsoft.machinelearningservices/workspaces/computes").filter(
    (compute) => isWithin(compute.id, workspace.id) && textAt(compute, "computeType") === "AmlCompute",
  );
  const jobs = jobsOf(clusters, around);
  const [fineTuning] = accountsWith(around, jobs, "cognitiveServicesOpenAIContributor");
  const models = accountsWith(around, jobs, "cognitiveServicesOpenAIUser");
  const allowedHosts = outboundRulesOf(workspace).flatMap(({ type, category, destination }) =>
    type === "FQDN" && category === "UserDefined" && typeof destination === "string" ? [destination] : [],
  );
  return {
    ...(models.length > 0 ? { models } : {}),
    ...(fineTuning === undefined ? {} : { fineTuning }),
    ...(clusters.length > 0 ? { clusters: clusters.map(clusterOf) } : {}),
    ...(allowedHosts.length > 0 ? { allowedHosts } : {}),
  };
}

/** Whom jobs act as: the identity of the clusters, or, where there is none yet, the one that is named after them. */
function jobsOf(clusters: readonly Existing[], { estate }: Around): string | undefined {
  const [cluster] = clusters;
  if (cluster) return principalOf(cluster, estate);
  const identity = ofType(estate, "microsoft.managedidentity/userassignedidentities").find(({ name }) =>
    name.includes("-learning-jobs-identity"),
  );
  return identity && textAt(identity, "principalId");
}

function clusterOf(cluster: Existing): Record<string, unknown> {
  const idle = /^PT(\d+)M$/.exec(
    textAt(cluster, "properties.scaleSettings.nodeIdleTimeBeforeScaleDown") ?? "",
  )?.[1];
  return {
    name: cluster.name,
    vmSize: textAt(cluster, "properties.vmSize"),
    maxNodes: numberAt(cluster, "properties.scaleSettings.maxNodeCount"),
    ...(idle === undefined || idle === "10" ? {} : { idleMinutes: Number(idle) }),
  };
}

function outboundRulesOf(workspace: Existing): readonly PropertyMap[] {
  const rules = valueAt(workspace, "managedNetwork.outboundRules");
  return isMap(rules) ? Object.values(rules).filter(isMap) : [];
}
