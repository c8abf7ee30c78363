import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, unlike } from "../../verdicts";

export const credentialIssuerHttps: ResourceRule = {
  id: "CS-0056",
  name: "managedidentity-credential-issuer-https",
  title: "Federated credentials trust an issuer by its exact https address.",
  severity: "high",
  why: "Azure reads the issuer's signing keys from this address. Over plain http anybody on the way can put in keys of his own, and sign tokens for the identity.",
  fix: {
    text: "Use the issuer's https address, e.g. https://token.actions.githubusercontent.com.",
    code: 'new managedidentity.FederatedIdentityCredential(name, { issuer: "https://token.actions.githubusercontent.com" });',
  },
  controls: [
    ...ours("mcsb", "IM-3"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
    ...ours("nist80053", "AC-6", "IA-9"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
  ],
  covers: ["azure-policy:2571b7c3-3056-4a61-b00a-9bc5232234f5"],
  url: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  scope: "resource",
  types: azure.federatedCredential,
  check: (inputs) =>
    /^https:\/\/[^/*?\s]+\.[^*?\s]+$/.test(inputs.string("issuer") ?? "")
      ? pass
      : unlike(inputs, "issuer", "must be an https address without wildcards"),
};
