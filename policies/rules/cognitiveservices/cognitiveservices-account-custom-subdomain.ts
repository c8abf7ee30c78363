import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const accountCustomSubdomain: ResourceRule = {
  id: "CS-0010",
  name: "cognitiveservices-account-custom-subdomain",
  title: "AI accounts have a subdomain of their own.",
  severity: "medium",
  why: "Entra ID tokens and private endpoints work only on a custom subdomain. Without one, callers fall back to keys on the shared regional host, and the subdomain cannot be changed later.",
  fix: {
    text: "Set customSubDomainName to a name that is unique in Azure.",
    code: "new cognitiveservices.Account(name, { properties: { customSubDomainName: accountName } });",
  },
  controls: [
    ...ours("mcsb", "IM-1", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(d)"),
    ...ours("nist80053", "AC-2", "AC-3", "IA-2"),
    ...ours("iso27001", "A.5.16", "A.8.5"),
    ...ours("euAiAct", "15(5)"),
    ...ours("owaspLlm", "LLM10"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains",
  scope: "resource",
  types: azure.account,
  check: (inputs) => {
    const path = "properties.customSubDomainName";
    return inputs.string(path) ? pass : fail(`${path} is ${inputs.show(path)}, must name a subdomain`, path);
  },
};
