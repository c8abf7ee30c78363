import { ours, vendor } from "../../controls";
import { hasPrivateEndpoint } from "../../private-endpoints";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";

export const cosmosPrivateEndpoint: GraphRule = {
  id: "CS-0207",
  name: "cosmosdb-account-private-endpoint",
  title: "Cosmos DB accounts have a private endpoint.",
  severity: "high",
  why: "With public access off, a private endpoint is the only way in. Without one the account is unreachable today, and somebody opens it tomorrow to make it work.",
  fix: {
    text: "Create a private endpoint for the group ID Sql.",
    code: "new PrivateEndpoint(name, { service: cosmos.service, subnet, dnsZones });",
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
  ],
  covers: [
    "azure-policy:58440f8a-10c5-4151-bdce-dfbaad4a20b7",
    "prowler-azure:cosmosdb_account_use_private_endpoints",
  ],
  url: "https://learn.microsoft.com/azure/cosmos-db/how-to-configure-private-endpoints",
  scope: "graph",
  types: azure.cosmosAccount,
  check: (service, graph) => hasPrivateEndpoint(service, graph, "Sql"),
};
