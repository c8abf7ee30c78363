import { mustBlock } from "../../content-filters";
import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";

export const filterProtectedMaterial: ResourceRule = {
  id: "CS-0018",
  name: "cognitiveservices-filter-protected-material",
  title: "Content filters block protected text in completions.",
  severity: "medium",
  why: "Lyrics, articles and recipes that the model repeats from its training are somebody's property. Blocking them is also a condition of Microsoft's customer copyright commitment.",
  fix: {
    text: 'List "Protected Material Text" for Completion, enabled and blocking.',
    code: '{ name: "Protected Material Text", source: "Completion", enabled: true, blocking: true }',
  },
  controls: [
    ...ours("mcsb", "AI-2"),
    ...ours("nist80053", "SI-4", "SI-10", "SI-15"),
    ...ours("iso27001", "A.8.7", "A.8.28"),
    ...ours("euAiAct", "9", "15(5)"),
    ...ours("owaspLlm", "LLM01", "LLM05"),
    ...ours("nistAiRmf", "MEASURE 2.6"),
  ],
  covers: ["azure-policy:af253d37-136a-42f8-a1fc-30010c083d41"],
  url: "https://learn.microsoft.com/legal/cognitive-services/openai/customer-copyright-commitment",
  scope: "resource",
  types: azure.raiPolicy,
  check: (inputs) => mustBlock(inputs, "Protected Material Text", "Completion"),
};
