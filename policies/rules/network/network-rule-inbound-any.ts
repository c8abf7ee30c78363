import { canonicalType } from "../../../graph/types";
import { ours } from "../../controls";
import type { PropertyReader, ResourceRule, Verdict } from "../../rule";
import { azure } from "../../types";
import { fail, firstFailure, pass, same } from "../../verdicts";

/** What Azure takes for "everybody"; also a prefix that spans half of the address space. */
const anybody = /^(\*|any|internet|0\.0\.0\.0|0\.0\.0\.0\/[01]|128\.0\.0\.0\/1|::\/[01])$/i;

export const ruleInboundAny: ResourceRule = {
  id: "CS-0040",
  name: "network-rule-inbound-any",
  title: "Network security groups let nothing in from anywhere.",
  severity: "critical",
  why: "An inbound rule whose source is everybody opens the subnet to the internet, whatever its ports are meant for.",
  fix: {
    text: "Name the source: an address range, a service tag or an application security group.",
    code: '{ direction: "Inbound", access: "Allow", sourceAddressPrefix: "VirtualNetwork", destinationPortRange: "443" }',
  },
  controls: [
    ...ours("mcsb", "NS-1"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "psrule-azure:Azure.NSG.AnyInboundSource",
    "checkov:CKV_AZURE_9",
    "checkov:CKV_AZURE_10",
    "checkov:CKV_AZURE_160",
    "checkov:CKV_AZURE_77",
    "prowler-azure:network_http_internet_access_restricted",
    "prowler-azure:network_rdp_internet_access_restricted",
    "prowler-azure:network_ssh_internet_access_restricted",
    "prowler-azure:network_udp_internet_access_restricted",
  ],
  url: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  scope: "resource",
  types: [...azure.networkSecurityGroup, ...azure.securityRule],
  check: (inputs, resource) =>
    canonicalType(resource.type) === azure.securityRule[0]
      ? judge(inputs)
      : firstFailure(...inputs.list("securityRules").map((rule) => () => judge(rule))),
};

function judge(rule: PropertyReader): Verdict {
  if (!same(rule.string("direction"), "Inbound") || !same(rule.string("access"), "Allow")) return pass;
  const prefix = rule.string("sourceAddressPrefix");
  const sources = [...(prefix === undefined ? [] : [prefix]), ...rule.strings("sourceAddressPrefixes")];
  const open = sources.find((source) => anybody.test(source));
  if (open === undefined) return pass;
  const name = rule.has("name") ? `the rule ${rule.show("name")}` : "it";
  return fail(`${name} lets in traffic from "${open}"`, rule.path || undefined);
}
