import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const accountPublicAccessDisabled: ResourceRule = {
  id: "CS-0002",
  name: "cognitiveservices-account-public-access-disabled",
  title: "AI accounts cannot be reached from the public internet.",
  severity: "high",
  why: "A stolen token or a misassigned role is only useful where the endpoint can be reached. Azure's built-in policy is content with a firewall that denies by default; this rule is not, because one added address would open the account again.",
  fix: {
    text: 'Set publicNetworkAccess to "Disabled", and reach the account through a private endpoint.',
    code: 'new cognitiveservices.Account(name, { properties: { publicNetworkAccess: "Disabled" } });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...vendor("nist80053", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:037eea7a-bd0a-46c5-9a66-03aea78705d3",
    "psrule-azure:Azure.AI.PublicAccess",
    "checkov:CKV_AZURE_134",
    "prowler-azure:aiservices_account_public_network_access_disabled",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
  scope: "resource",
  types: azure.account,
  check: (inputs) => mustBe(inputs, "properties.publicNetworkAccess", "Disabled"),
};
