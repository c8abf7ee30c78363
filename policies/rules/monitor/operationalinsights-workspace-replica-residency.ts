import { isRegionInBoundary, normalizeRegion } from "../../../catalog/regions";
import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

export const workspaceReplicaResidency: ResourceRule = {
  id: "CS-0177",
  name: "operationalinsights-workspace-replica-residency",
  title: "Copies of the logs stay inside the declared boundary.",
  severity: "high",
  why: "Logs hold who asked what. A workspace that is copied to another region takes them along.",
  fix: {
    text: "Choose a region inside the boundary, or switch the replication off.",
    code: 'replication: { enabled: true, location: "francecentral" }',
  },
  controls: [
    ...ours("gdpr", "28(3)(a)", "44", "46"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  covers: ["psrule-azure:Azure.Log.ReplicaLocation"],
  url: "https://learn.microsoft.com/azure/azure-monitor/logs/workspace-replication",
  scope: "resource",
  types: azure.workspace,
  check: (inputs, _, { declaration: { residency } }) => {
    if (inputs.boolean("replication.enabled") !== true) return notApplicable("it is not replicated");
    const region = normalizeRegion(inputs.string("replication.location") ?? "");
    const { allowedRegions, boundary } = residency;
    if (allowedRegions.length > 0 && !allowedRegions.some((allowed) => normalizeRegion(allowed) === region))
      return fail(
        `replication.location is "${region}", must be one of ${allowedRegions.join(", ")}`,
        "replication.location",
      );
    switch (isRegionInBoundary(region, boundary)) {
      case true:
        return pass;
      case false:
        return fail(
          `replication.location is "${region}", outside of the boundary "${boundary}"`,
          "replication.location",
        );
      case undefined:
        return unknown(`the catalog does not know the region "${region}" or the boundary "${boundary}"`);
    }
  },
};
