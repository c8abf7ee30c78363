import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const accountOutboundRestricted: ResourceRule = {
  id: "CS-0008",
  name: "cognitiveservices-account-outbound-restricted",
  title: "AI accounts call out only to hosts on their allow list.",
  severity: "medium",
  why: "Features that fetch a URL (images, files, tools, on your data) let a crafted prompt make the account send data to a host of the attacker's choice.",
  fix: {
    text: "Set restrictOutboundNetworkAccess to true, and list the hosts that are needed in allowedFqdnList.",
    code: "new cognitiveservices.Account(name, { properties: { restrictOutboundNetworkAccess: true, allowedFqdnList: [] } });",
  },
  controls: [
    ...ours("mcsb", "NS-2"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "CM-7"),
    ...ours("iso27001", "A.8.12"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02", "LLM06"),
    ...ours("nistAiRmf", "MEASURE 2.10"),
  ],
  covers: ["checkov:CKV_AZURE_247", "prowler-azure:aiservices_account_outbound_network_restricted"],
  url: "https://learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention",
  scope: "resource",
  types: azure.account,
  check: (inputs) => mustBe(inputs, "properties.restrictOutboundNetworkAccess", true),
};
