import { ours, vendor } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const storagePrivateEndpoint: GraphRule = {
  id: "CS-0163",
  name: "storage-account-private-endpoint",
  title: "Storage accounts are reached through a private endpoint.",
  severity: "high",
  why: "With the public address closed there is no other way in; with it open, data goes over it.",
  fix: {
    text: "Add a private endpoint for each service that is used.",
    code: 'new network.PrivateEndpoint(name, { privateLinkServiceConnections: [{ privateLinkServiceId: account.id, groupIds: ["blob"] }] });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...vendor("nist80053", "AC-17", "AC-17(1)", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:6edd7eda-6dd8-40f7-810d-67160c639cd9",
    "azure-policy:1604f626-4d8d-4124-8bb8-b1e5f95562de",
    "checkov:CKV2_AZURE_33",
    "prowler-azure:storage_ensure_private_endpoints_in_storage_accounts",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/storage-private-endpoints",
  scope: "graph",
  types: azure.storageAccount,
  check: (account, graph) =>
    graph.someReferrer(account, azure.privateEndpoint, "privateLinkServiceConnections[].privateLinkServiceId")
      ? pass
      : fail("no private endpoint of this stack leads to it"),
};
