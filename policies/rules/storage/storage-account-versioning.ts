import { ours } from "../../controls";
import type { GraphRule } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const storageVersioning: GraphRule = {
  id: "CS-0166",
  name: "storage-account-versioning",
  title: "Overwritten blobs can be brought back.",
  severity: "low",
  why: "Soft delete does not help against a wrong write; versions do.",
  fix: {
    text: "Set isVersioningEnabled on the blob service.",
    code: "new storage.BlobServiceProperties(name, { isVersioningEnabled: true });",
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
    "azure-policy:c36a325b-ae04-4863-ad4f-19c6678f8e08",
    "prowler-azure:storage_blob_versioning_is_enabled",
  ],
  url: "https://learn.microsoft.com/azure/storage/blobs/versioning-overview",
  scope: "graph",
  types: azure.storageAccount,
  check: (account, graph) => {
    if (graph.inputs(account).boolean("isHnsEnabled") === true)
      return notApplicable("it has a hierarchical namespace, which has no versions");
    const versioned = graph.someReferrer(
      account,
      azure.blobServiceProperties,
      "accountName",
      (service) => graph.inputs(service).boolean("isVersioningEnabled") === true,
    );
    return versioned ? pass : fail("its blob service keeps no versions");
  },
};
