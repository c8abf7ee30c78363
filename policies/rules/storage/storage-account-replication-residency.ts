import { findRegion, isRegionInBoundary } from "../../../catalog/regions";
import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unknown, unlike } from "../../verdicts";

export const storageReplicationResidency: ResourceRule = {
  id: "CS-0036",
  name: "storage-account-replication-residency",
  title: "Storage accounts replicate only to regions inside the residency boundary.",
  severity: "medium",
  why: "Public rule sets ask for geo-redundant storage; its copy stands in the paired region, which Azure chooses and which may lie in another country. Inside a boundary, zone redundancy protects as well without leaving the region.",
  fix: {
    text: "Choose Standard_ZRS, or a geo-redundant SKU in a region whose pair is inside the boundary.",
    code: 'new storage.StorageAccount(name, { sku: { name: "Standard_ZRS" } });',
  },
  controls: [
    ...ours("gdpr", "32(1)(b)", "44"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...vendor("nist80053", "CP-6"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:bf045164-79ba-4215-8f95-f8048dc1780b",
    "psrule-azure:Azure.Storage.UseReplication",
    "checkov:CKV_AZURE_206",
  ],
  url: "https://learn.microsoft.com/azure/storage/common/storage-redundancy",
  scope: "resource",
  types: azure.storageAccount,
  check: (inputs, _, { declaration }) => {
    const sku = inputs.string("sku.name");
    if (sku === undefined) return unlike(inputs, "sku.name", "must name a SKU");
    if (!/GRS|GZRS/i.test(sku)) return pass;
    const location = inputs.string("location");
    const region = location === undefined ? undefined : findRegion(location);
    if (!region)
      return unknown(`location is ${inputs.show("location")}, whose paired region the catalog does not know`);
    const outside = region.paired.find(
      (pair) => isRegionInBoundary(pair, declaration.residency.boundary) !== true,
    );
    return outside === undefined
      ? pass
      : unlike(
          inputs,
          "sku.name",
          `which copies to ${outside}, not known to be inside the boundary "${declaration.residency.boundary}"`,
        );
  },
};
