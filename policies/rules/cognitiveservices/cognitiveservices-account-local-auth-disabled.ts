import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { mustBe } from "../../verdicts";

export const accountLocalAuthDisabled: ResourceRule = {
  id: "CS-0001",
  name: "cognitiveservices-account-local-auth-disabled",
  title: "AI accounts accept Entra ID tokens only.",
  severity: "high",
  why: "An account key is a shared password: it names nobody, does not expire, and gives every holder all of the account. With keys on, role assignments and content logs prove nothing about who called.",
  fix: {
    text: "Set disableLocalAuth to true, and let callers sign in with a managed identity.",
    code: "new cognitiveservices.Account(name, { properties: { disableLocalAuth: true } });",
  },
  controls: [
    ...vendor("mcsb", "IM-1"),
    ...ours("gdpr", "25(2)", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(2)(i)", "164.312(d)"),
    ...vendor("nist80053", "AC-2", "AC-2(1)", "AC-2(7)", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:71ef260a-8f18-47b7-abcb-62d0673d94dc",
    "psrule-azure:Azure.AI.DisableLocalAuth",
    "checkov:CKV_AZURE_236",
    "prowler-azure:aiservices_account_local_auth_disabled",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/disable-local-auth",
  scope: "resource",
  types: azure.account,
  check: (inputs) => mustBe(inputs, "properties.disableLocalAuth", true),
};
