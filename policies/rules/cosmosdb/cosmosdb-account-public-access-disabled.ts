import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const cosmosPublicAccessDisabled: ResourceRule = {
  id: "CS-0206",
  name: "cosmosdb-account-public-access-disabled",
  title: "Cosmos DB accounts have no public network access.",
  severity: "high",
  why: "Conversations with agents are kept here. With public access, one leaked token reads them from anywhere.",
  fix: {
    text: "Set publicNetworkAccess to Disabled, and add a private endpoint.",
    code: 'new cosmosdb.DatabaseAccount(name, { publicNetworkAccess: "Disabled" });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
  ],
  covers: [
    "azure-policy:797b37f7-06b8-444c-b1ad-fc62867f335a",
    "psrule-azure:Azure.Cosmos.PublicAccess",
    // Asks for chosen networks; none at all is narrower.
    "checkov:CKV_AZURE_99",
    "checkov:CKV_AZURE_101",
    "prowler-azure:cosmosdb_account_public_network_access_disabled",
  ],
  url: "https://learn.microsoft.com/azure/cosmos-db/how-to-configure-private-endpoints",
  scope: "resource",
  types: azure.cosmosAccount,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
