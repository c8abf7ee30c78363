import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";

export const vaultPrivateEndpoint: GraphRule = {
  id: "CS-0026",
  name: "keyvault-vault-private-endpoint",
  title: "Key vaults have a private endpoint.",
  severity: "high",
  why: "With public access off, a private endpoint is the only way in for operators and workloads. Without one, somebody opens the vault to the internet on the day of an incident.",
  fix: {
    text: "Create a private endpoint for the group ID vault in the endpoint subnet.",
    code: 'new PrivateEndpoint(name, { resourceId: vault.id, groupId: "vault", subnetId: network.endpointSubnetId, zones });',
  },
  controls: [
    ...vendor("mcsb", "NS-2", "DP-8"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...vendor("nist80053", "AC-17", "AC-17(1)", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:a6abeaec-4d90-4a02-805f-6b26c4d3fbe9",
    "checkov:CKV2_AZURE_32",
    "prowler-azure:keyvault_private_endpoints",
  ],
  url: "https://learn.microsoft.com/azure/key-vault/general/private-link-service",
  scope: "graph",
  types: azure.vault,
  check: (vault, graph) => hasPrivateEndpoint(vault, graph, "vault"),
};
