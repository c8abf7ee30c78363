import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";

export const machinelearningservicesWorkspacePrivateEndpoint: GraphRule = {
  id: "CS-0314",
  name: "machinelearningservices-workspace-private-endpoint",
  title: "Machine Learning workspaces have a private endpoint.",
  severity: "high",
  why: "Without public access and without an endpoint, nobody submits a job; whoever opens public access to help has opened it to all.",
  fix: {
    text: "Give the workspace a private endpoint of the group amlworkspace, in both of its zones.",
    code: "new PrivateEndpoint(name, { ...home, service: workspace.service, subnet, dnsZones });",
  },
  controls: [...vendor("mcsb", "NS-2"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: ["azure-policy:45e05259-1eb5-4f70-9574-baf73e9d219b"],
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link",
  scope: "graph",
  types: azure.learningWorkspace,
  check: (resource, graph) => hasPrivateEndpoint(resource, graph, "amlworkspace"),
};
