import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";

export const accountPrivateEndpoint: GraphRule = {
  id: "CS-0004",
  name: "cognitiveservices-account-private-endpoint",
  title: "AI accounts have a private endpoint.",
  severity: "high",
  why: "With public access off, a private endpoint is the only way in. Without one the account is unreachable today, and tomorrow somebody opens it to the internet to make it work.",
  fix: {
    text: "Create a private endpoint for the group ID account in the endpoint subnet.",
    code: 'new PrivateEndpoint(name, { resourceId: account.id, groupId: "account", subnetId: network.endpointSubnetId, zones });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...vendor("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:d6759c02-b87f-42b7-892e-71b3f471d782",
    "psrule-azure:Azure.AI.PrivateEndpoints",
    "prowler-azure:aiservices_account_uses_private_endpoint",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks#use-private-endpoints",
  scope: "graph",
  types: azure.account,
  check: (account, graph) => hasPrivateEndpoint(account, graph, "account"),
};
