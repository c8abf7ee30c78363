import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const cosmosMinimumTls: ResourceRule = {
  id: "CS-0209",
  name: "cosmosdb-account-minimum-tls",
  title: "Cosmos DB accounts accept TLS 1.2 only.",
  severity: "medium",
  why: "TLS 1.0 and 1.1 have known weaknesses, and are accepted unless an account says otherwise.",
  fix: {
    text: "Set minimalTlsVersion to Tls12.",
    code: 'new cosmosdb.DatabaseAccount(name, { minimalTlsVersion: "Tls12" });',
  },
  controls: [...vendor("mcsb", "DP-3"), ...ours("gdpr", "32(1)(a)"), ...ours("hipaa", "164.312(e)(1)")],
  covers: ["psrule-azure:Azure.Cosmos.MinTLS", "prowler-azure:cosmosdb_account_minimum_tls_version"],
  url: "https://learn.microsoft.com/azure/cosmos-db/self-serve-minimum-tls-enforcement",
  scope: "resource",
  types: azure.cosmosAccount,
  check: (inputs) => mustBe(inputs, "minimalTlsVersion", "Tls12"),
};
