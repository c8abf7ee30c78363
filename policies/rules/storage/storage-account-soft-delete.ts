import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const storageSoftDelete: GraphRule = {
  id: "CS-0165",
  name: "storage-account-soft-delete",
  title: "Deleted blobs and containers can be brought back for seven days or more.",
  severity: "medium",
  why: "Without soft delete a wrong script, or an angry one, deletes for good.",
  fix: {
    text: "Set both retention policies on the blob service.",
    code: "new storage.BlobServiceProperties(name, { deleteRetentionPolicy: { enabled: true, days: 30 }, containerDeleteRetentionPolicy: { enabled: true, days: 30 } });",
  },
  controls: [
    ...ours("mcsb", "BR-1", "BR-2"),
    ...ours("gdpr", "32(1)(b)", "32(1)(c)"),
    ...ours("hipaa", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"),
    ...ours("nist80053", "CP-6", "CP-9", "CP-10"),
    ...ours("iso27001", "A.8.13", "A.8.14"),
    ...ours("euAiAct", "15(4)"),
  ],
  covers: [
    "psrule-azure:Azure.Storage.SoftDelete",
    "psrule-azure:Azure.Storage.ContainerSoftDelete",
    "checkov:CKV2_AZURE_38",
    "prowler-azure:storage_ensure_soft_delete_is_enabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview",
  scope: "graph",
  types: azure.storageAccount,
  check: (account, graph) => {
    const kept = graph.someReferrer(account, azure.blobServiceProperties, "accountName", (service) =>
      ["deleteRetentionPolicy", "containerDeleteRetentionPolicy"].every((policy) => {
        const inputs = graph.inputs(service);
        return inputs.boolean(`${policy}.enabled`) === true && (inputs.number(`${policy}.days`) ?? 0) >= 7;
      }),
    );
    return kept
      ? pass
      : fail("its blob service does not keep deleted blobs and containers for seven days or more");
  },
};
