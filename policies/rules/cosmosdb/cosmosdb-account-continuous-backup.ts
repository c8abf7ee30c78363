import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const cosmosContinuousBackup: ResourceRule = {
  id: "CS-0210",
  name: "cosmosdb-account-continuous-backup",
  title: "Cosmos DB accounts can be restored to any moment.",
  severity: "medium",
  why: "A periodic backup is restored by a support request, hours old. A continuous one brings back the moment before the mistake.",
  fix: {
    text: "Set backupPolicy.type to Continuous.",
    code: 'new cosmosdb.DatabaseAccount(name, { backupPolicy: { type: "Continuous" } });',
  },
  controls: [...ours("mcsb", "BR-2"), ...ours("gdpr", "32(1)(c)"), ...ours("hipaa", "164.308(a)(7)(ii)(A)")],
  covers: [
    "psrule-azure:Azure.Cosmos.ContinuousBackup",
    "prowler-azure:cosmosdb_account_backup_policy_continuous",
  ],
  url: "https://learn.microsoft.com/azure/cosmos-db/continuous-backup-restore-introduction",
  scope: "resource",
  types: azure.cosmosAccount,
  check: (inputs) => mustBe(inputs, "backupPolicy.type", "Continuous"),
};
