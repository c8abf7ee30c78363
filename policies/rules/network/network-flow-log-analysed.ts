import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe, pass, unlike } from "../../verdicts";

export const networkFlowLogAnalysed: ResourceRule = {
  id: "CS-0327",
  name: "network-flow-log-analysed",
  title: "Flow logs are on, kept for 90 days or longer, and analysed.",
  severity: "medium",
  why: "After an incident, flows are the only record of what left the network. Many incidents are found after months.",
  fix: {
    text: "Set enabled, a retention of at least 90 days, and traffic analytics.",
    code: "new network.FlowLog(name, { enabled: true, retentionPolicy: { enabled: true, days: 90 }, flowAnalyticsConfiguration });",
  },
  controls: [...vendor("mcsb", "LT-4"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(b)")],
  covers: [
    "azure-policy:27960feb-a23c-4577-8d36-ef8b5f35e0be",
    "azure-policy:2f080164-9f4d-497e-9db6-416dc9f7b48a",
    "checkov:CKV_AZURE_12",
  ],
  url: "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview",
  scope: "resource",
  types: azure.flowLog,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "enabled", true),
      () => {
        const days = inputs.number("retentionPolicy.days") ?? 0;
        return days === 0 || days >= 90
          ? pass
          : unlike(inputs, "retentionPolicy.days", "must be 90 or more, or 0 for ever");
      },
      () =>
        mustBe(inputs, "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled", true),
    ),
};
