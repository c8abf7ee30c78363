import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, same, unlike } from "../../verdicts";

export const storageContainerPrivate: ResourceRule = {
  id: "CS-0038",
  name: "storage-container-private",
  title: "Blob containers are private.",
  severity: "critical",
  why: "A public container serves its blobs, or even their list, to everybody who knows or guesses its name.",
  fix: {
    text: 'Leave publicAccess at "None".',
    code: 'new storage.BlobContainer(name, { publicAccess: "None" });',
  },
  controls: [
    ...ours("mcsb", "NS-2"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: ["psrule-azure:Azure.Storage.BlobAccessType", "checkov:CKV_AZURE_34"],
  url: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure",
  scope: "resource",
  types: azure.blobContainer,
  check: (inputs) =>
    same(inputs.string("publicAccess") ?? "None", "None")
      ? pass
      : unlike(inputs, "publicAccess", 'must be "None"'),
};
