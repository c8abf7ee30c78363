import { ours, vendor } from "../../controls";
import { defaultDeny } from "../../network-acl";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";

export const accountNetworkDefaultDeny: ResourceRule = {
  id: "CS-0003",
  name: "cognitiveservices-account-network-default-deny",
  title: "The firewall of AI accounts denies by default and lets no address range of the internet in.",
  severity: "high",
  why: "The firewall is what is left when somebody turns public access on in the portal. Azure's default lets everything in, and 0.0.0.0/0 does so under the name of a rule.",
  fix: {
    text: 'Set networkAcls.defaultAction to "Deny" and remove IP rules that span the internet.',
    code: 'new cognitiveservices.Account(name, { properties: { networkAcls: { defaultAction: "Deny", bypass: "None" } } });',
  },
  controls: [
    ...vendor("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)"),
    ...vendor("nist80053", "AC-4", "SC-7", "SC-7(3)"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:037eea7a-bd0a-46c5-9a66-03aea78705d3",
    "prowler-azure:aiservices_account_network_acls_default_action_deny",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
  scope: "resource",
  types: azure.account,
  check: (inputs) => defaultDeny(inputs, "properties.networkAcls", "value"),
};
