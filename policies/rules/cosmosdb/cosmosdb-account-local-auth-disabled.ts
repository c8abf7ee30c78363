import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const cosmosLocalAuthDisabled: ResourceRule = {
  id: "CS-0205",
  name: "cosmosdb-account-local-auth-disabled",
  title: "Cosmos DB accounts accept Entra ID tokens only, no account keys.",
  severity: "high",
  why: "An account key opens all data to every holder and names no caller: whoever read a conversation cannot be told afterwards.",
  fix: {
    text: "Set disableLocalAuth to true, and assign data-plane roles.",
    code: "new cosmosdb.DatabaseAccount(name, { disableLocalAuth: true });",
  },
  controls: [
    ...vendor("mcsb", "IM-1"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(i)", "164.312(d)"),
  ],
  covers: [
    "azure-policy:5450f5bd-9c72-4390-a9c4-a7aba4edfdd2",
    "psrule-azure:Azure.Cosmos.NoSQLLocalAuth",
    "checkov:CKV_AZURE_140",
    "prowler-azure:cosmosdb_account_use_aad_and_rbac",
  ],
  url: "https://learn.microsoft.com/azure/cosmos-db/nosql/how-to-connect-role-based-access-control",
  scope: "resource",
  types: azure.cosmosAccount,
  check: (inputs) => mustBe(inputs, "disableLocalAuth", true),
};
