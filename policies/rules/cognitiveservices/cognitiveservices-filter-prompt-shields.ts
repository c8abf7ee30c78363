import { mustBlock } from "../../content-filters";
import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { firstFailure } from "../../verdicts";

export const filterPromptShields: ResourceRule = {
  id: "CS-0017",
  name: "cognitiveservices-filter-prompt-shields",
  title: "Content filters block jailbreaks and instructions hidden in documents.",
  severity: "high",
  why: "Whoever writes a prompt, or a document that is read into one, can otherwise take over the model: its instructions, its tools and the data it may read. The shield against documents is off in Azure's default filter.",
  fix: {
    text: 'List "Jailbreak" and "Indirect Attack" for Prompt, enabled and blocking.',
    code: '{ name: "Indirect Attack", source: "Prompt", enabled: true, blocking: true }',
  },
  controls: [
    ...ours("mcsb", "AI-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.308(a)(1)(ii)(B)"),
    ...ours("nist80053", "SI-4", "SI-10", "SI-15"),
    ...ours("iso27001", "A.8.7", "A.8.28"),
    ...ours("euAiAct", "9", "15(5)"),
    ...ours("owaspLlm", "LLM01", "LLM05"),
    ...ours("nistAiRmf", "MEASURE 2.6"),
  ],
  covers: [
    "azure-policy:f3a9c2e0-7b4d-4d8f-9c3a-2e1f6b9a8d4e",
    "prowler-azure:aiservices_deployment_content_filter_prompt_shield_enabled",
  ],
  url: "https://learn.microsoft.com/azure/ai-services/content-safety/concepts/jailbreak-detection",
  scope: "resource",
  types: azure.raiPolicy,
  check: (inputs) =>
    firstFailure(
      () => mustBlock(inputs, "Jailbreak", "Prompt"),
      () => mustBlock(inputs, "Indirect Attack", "Prompt"),
    ),
};
