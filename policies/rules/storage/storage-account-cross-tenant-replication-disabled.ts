import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const storageCrossTenantReplicationDisabled: ResourceRule = {
  id: "CS-0035",
  name: "storage-account-cross-tenant-replication-disabled",
  title: "Storage accounts do not replicate to other tenants.",
  severity: "medium",
  why: "Object replication to another tenant copies data out of the organisation, and out of every rule of this stack, without a reader.",
  fix: {
    text: "Set allowCrossTenantReplication to false.",
    code: "new storage.StorageAccount(name, { allowCrossTenantReplication: false });",
  },
  controls: [
    ...ours("mcsb", "DP-2"),
    ...ours("gdpr", "44", "32(1)(b)"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:92a89a79-6c52-4a7e-a03f-61306fc49312",
    "prowler-azure:storage_cross_tenant_replication_disabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/blobs/object-replication-prevent-cross-tenant-policies",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs) => mustBe(inputs, "allowCrossTenantReplication", false),
};
