import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure, mustBe, pass, unlike } from "../../verdicts";

export const searchCustomerKey: ResourceRule = {
  id: "CS-0203",
  name: "search-service-customer-key",
  title:
    "AI Search services demand a customer-managed key of every index, and have an identity that may use one.",
  severity: "medium",
  why: "Search takes the key index by index. Without the demand, an index that somebody makes without a key looks like all the others.",
  fix: {
    text: "Set encryptionWithCmk.enforcement to Enabled, and assign an identity that may use the key.",
    code: 'new search.Service(name, { encryptionWithCmk: { enforcement: "Enabled" }, identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] } });',
  },
  controls: [
    ...vendor("mcsb", "DP-5"),
    ...ours("gdpr", "32(1)(a)", "34(3)(a)"),
    ...ours("hipaa", "164.312(a)(2)(iv)"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/search/search-security-manage-encryption-keys",
  scope: "resource",
  types: azure.searchService,
  check: (inputs) =>
    firstFailure(
      () => mustBe(inputs, "encryptionWithCmk.enforcement", "Enabled"),
      () =>
        /userassigned/i.test(inputs.string("identity.type") ?? "")
          ? pass
          : unlike(inputs, "identity.type", 'must contain "UserAssigned", through which keys are used'),
    ),
};
