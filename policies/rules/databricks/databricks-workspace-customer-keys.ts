import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe } from "../../verdicts";

export const databricksWorkspaceCustomerKeys: ResourceRule = {
  id: "CS-0303",
  name: "databricks-workspace-customer-keys",
  title: "Databricks workspaces encrypt notebooks, disks and managed storage with customer-managed keys.",
  severity: "medium",
  why: "Whoever holds the key can end access to everything at once. Databricks keeps data in three places, and a key for one says nothing of the others.",
  fix: {
    text: "Set encryption.entities for the control plane and disks, and parameters.prepareEncryption for the managed storage, whose key follows.",
    code: "new databricks.Workspace(name, { encryption: { entities: { managedServices, managedDisk } }, parameters: { prepareEncryption: { value: true } } });",
  },
  controls: [...ours("mcsb", "DP-5"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(a)(2)(iv)")],
  covers: ["checkov:CKV2_AZURE_48", "prowler-azure:databricks_workspace_cmk_encryption_enabled"],
  url: "https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-keys",
  scope: "resource",
  types: azure.databricksWorkspace,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "encryption.entities.managedServices.keySource", "Microsoft.Keyvault"),
      () => mustBe(inputs, "encryption.entities.managedDisk.keySource", "Microsoft.Keyvault"),
      () => mustBe(inputs, "parameters.prepareEncryption.value", true),
    ),
};
