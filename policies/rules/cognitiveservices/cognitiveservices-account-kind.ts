import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { pass, same, unlike } from "../../verdicts";

export const accountKind: ResourceRule = {
  id: "CS-0011",
  name: "cognitiveservices-account-kind",
  title: "AI accounts are of the kind AIServices or OpenAI.",
  severity: "low",
  why: "Content filters, deployments and agents exist on these two kinds only. Older kinds (CognitiveServices, and single services) stand outside of what the other rules can prove.",
  fix: {
    text: 'Create the account with kind "AIServices"; the kind of an account cannot be changed, except from OpenAI to AIServices.',
    code: 'new cognitiveservices.Account(name, { kind: "AIServices" });',
  },
  controls: [...ours("mcsb", "AM-2"), ...ours("nist80053", "CM-7"), ...ours("iso27001", "A.8.9")],
  covers: [],
  url: "https://learn.microsoft.com/azure/ai-foundry/how-to/upgrade-azure-openai",
  scope: "resource",
  types: azure.account,
  check: (inputs) => {
    const kind = inputs.string("kind");
    return same(kind, "AIServices") || same(kind, "OpenAI")
      ? pass
      : unlike(inputs, "kind", 'must be "AIServices" or "OpenAI"');
  },
};
