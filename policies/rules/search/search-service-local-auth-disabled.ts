import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const searchLocalAuthDisabled: ResourceRule = {
  id: "CS-0200",
  name: "search-service-local-auth-disabled",
  title: "AI Search services accept Entra ID tokens only, no API keys.",
  severity: "high",
  why: "An admin key reads, changes and deletes every index, names no caller, and is passed on in configuration files.",
  fix: {
    text: "Set disableLocalAuth to true, and give callers roles.",
    code: "new search.Service(name, { disableLocalAuth: true });",
  },
  controls: [
    ...vendor("mcsb", "IM-1"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(i)", "164.312(d)"),
  ],
  covers: ["azure-policy:6300012e-e9a4-4649-b41f-a85f5c43be91"],
  url: "https://learn.microsoft.com/azure/search/search-security-enable-roles",
  scope: "resource",
  types: azure.searchService,
  check: (inputs) => mustBe(inputs, "disableLocalAuth", true),
};
