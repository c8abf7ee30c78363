import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe, notApplicable } from "../../verdicts";

export const networkFirewallThreatsDenied: ResourceRule = {
  id: "CS-0329",
  name: "network-firewall-threats-denied",
  title: "Firewalls refuse what Microsoft knows to be malicious.",
  severity: "medium",
  why: "An allowed host name that starts to resolve to a known bad address is let through by every rule, and only noted by default.",
  fix: {
    text: "Set threatIntelMode of the firewall's policy to Deny.",
    code: 'new network.FirewallPolicy(name, { threatIntelMode: "Deny" });',
  },
  controls: [
    ...ours("mcsb", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)", "164.312(e)(1)"),
  ],
  covers: [
    "checkov:CKV_AZURE_216",
    "psrule-azure:Azure.Firewall.Mode",
    "psrule-azure:Azure.Firewall.PolicyMode",
  ],
  url: "https://learn.microsoft.com/azure/firewall/threat-intel",
  scope: "resource",
  types: [...azure.firewall, ...azure.firewallPolicy],
  check: (inputs, { type }) =>
    azure.firewall.some((one) => one === type) && inputs.has("firewallPolicy.id")
      ? notApplicable("its policy says so")
      : mustBe(inputs, "threatIntelMode", "Deny"),
};
