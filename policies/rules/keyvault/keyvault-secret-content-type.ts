import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

export const secretContentType: ResourceRule = {
  id: "CS-0160",
  name: "keyvault-secret-content-type",
  title: "Secrets say what they hold.",
  severity: "low",
  why: "Who renews a secret, and how, depends on what it is. Its value does not tell, and must not be looked at to find out.",
  fix: {
    text: "Set contentType to a word for what the secret is.",
    code: 'new keyvault.Secret(name, { properties: { contentType: "salesforce client secret" } });',
  },
  controls: [
    ...ours("mcsb", "IM-8", "DP-6"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "IA-5"),
    ...ours("iso27001", "A.5.17"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM02"),
  ],
  covers: ["azure-policy:75262d3e-ba4a-4f43-85f8-9f72c090e5e3", "checkov:CKV_AZURE_114"],
  url: "https://learn.microsoft.com/azure/key-vault/secrets/about-secrets",
  scope: "resource",
  types: azure.secret,
  check: (inputs) =>
    inputs.string("properties.contentType")
      ? pass
      : unlike(inputs, "properties.contentType", "must say what it is"),
};
