import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const credentialSubjectExact: ResourceRule = {
  id: "CS-0055",
  name: "managedidentity-credential-subject-exact",
  title: "Federated credentials trust one exact subject.",
  severity: "high",
  why: "The subject is all that stands between the identity and everybody else at the same issuer. A pattern, or every pull request of a repository, lets in code that nobody has reviewed.",
  fix: {
    text: "Name one environment or branch of one repository, or one service account.",
    code: 'new managedidentity.FederatedIdentityCredential(name, { subject: "repo:contoso/shop:environment:prod" });',
  },
  controls: [
    ...ours("mcsb", "IM-3"),
    ...ours("gdpr", "32(1)(b)", "32(4)"),
    ...ours("hipaa", "164.312(d)"),
    ...ours("nist80053", "AC-6", "IA-9"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM06"),
  ],
  covers: [
    "azure-policy:fd1a8e20-2c4f-4a6c-9354-b58d786d9a1f",
    "azure-policy:ae62c456-33de-4dc8-b100-7ce9028a7d99",
  ],
  url: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
  scope: "resource",
  types: azure.federatedCredential,
  check: (inputs) => {
    const subject = inputs.string("subject");
    if (!subject) return unlike(inputs, "subject", "must name one subject");
    if (/[*?]/.test(subject)) return fail(`subject is "${subject}", must contain no wildcard`, "subject");
    return /:pull_request$/.test(subject)
      ? fail(`subject is "${subject}", which trusts code before its review`, "subject")
      : pass;
  },
};
