import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

export const storageZoneRedundant: ResourceRule = {
  id: "CS-0171",
  name: "storage-account-zone-redundant",
  title: "Storage accounts of protected environments survive the loss of a zone.",
  severity: "low",
  why: "Locally redundant copies stand in one building. Copies in three zones of the region survive its loss, and stay where the data may stay.",
  fix: {
    text: 'Set sku.name to "Standard_ZRS"; geo-redundant tiers only where the paired region is inside the boundary.',
    code: 'new storage.StorageAccount(name, { sku: { name: "Standard_ZRS" } });',
  },
  controls: [
    ...ours("mcsb", "BR-1", "BR-2"),
    ...ours("gdpr", "32(1)(b)", "32(1)(c)"),
    ...ours("hipaa", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"),
    ...ours("nist80053", "CP-6", "CP-9", "CP-10"),
    ...ours("iso27001", "A.8.13", "A.8.14"),
    ...ours("euAiAct", "15(4)"),
  ],
  covers: ["azure-policy:85b005b2-95fc-4953-b9cb-f9ee6427c754"],
  url: "https://learn.microsoft.com/azure/storage/common/storage-redundancy",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs, _, { declaration }) => {
    const name = inputs.string("sku.name") ?? "";
    if (/zrs$/i.test(name)) return pass;
    return declaration.protected
      ? unlike(inputs, "sku.name", "must end in ZRS")
      : notApplicable(`the environment "${declaration.environment}" is not protected`);
  },
};
