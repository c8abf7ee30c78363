import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const searchPublicAccessDisabled: ResourceRule = {
  id: "CS-0201",
  name: "search-service-public-access-disabled",
  title: "AI Search services have no public network access.",
  severity: "high",
  why: "An index holds excerpts of the documents that it was made from. With public access, one leaked token reads it from anywhere.",
  fix: {
    text: "Set publicNetworkAccess to Disabled, and add a private endpoint.",
    code: 'new search.Service(name, { publicNetworkAccess: "Disabled" });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
  ],
  covers: [
    "azure-policy:ee980b6d-0eca-4501-8d54-f6290fd512c3",
    "checkov:CKV_AZURE_124",
    "prowler-azure:aisearch_service_not_publicly_accessible",
  ],
  url: "https://learn.microsoft.com/azure/search/service-create-private-endpoint",
  scope: "resource",
  types: azure.searchService,
  check: (inputs) => mustBe(inputs, "publicNetworkAccess", "Disabled"),
};
