import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const bedrockGuardrailPersonalData: ResourceRule = {
  id: "CS-0402",
  name: "bedrock-guardrail-personal-data",
  title: "Guardrails keep personal data and credentials out of answers.",
  severity: "medium",
  why: "A model repeats what stood in its prompt, in a document or in what it learned. A filter for personal data or patterns blocks or masks it before a caller sees it.",
  fix: {
    text: "Add the kinds of data that no answer may hold, with the action ANONYMIZE or BLOCK on outputs.",
    code: `sensitiveInformationPolicyConfig: {
  piiEntitiesConfigs: [{ type: "PASSWORD", action: "BLOCK" }, { type: "CREDIT_DEBIT_CARD_NUMBER", action: "ANONYMIZE" }],
}`,
  },
  controls: serving(themes.contentFilter, ours("gdpr", "5(1)(c)"), ours("owaspLlm", "LLM02")),
  covers: [
    "prowler-aws:bedrock_guardrail_sensitive_information_filter_enabled",
    "prowler-aws:bedrock_guardrail_sensitive_information_filter_enforced",
  ],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html",
  scope: "resource",
  types: aws.guardrail,
  check: (inputs) => {
    const path = "sensitiveInformationPolicyConfig";
    const filters = ["piiEntitiesConfigs", "regexesConfigs"].flatMap((kind) =>
      inputs.list(`${path}.${kind}`),
    );
    if (filters.length === 0) return fail("no kind of personal data is looked for", path);
    const acts = filters.some(
      (filter) =>
        filter.boolean("outputEnabled") !== false &&
        ["BLOCK", "ANONYMIZE"].includes(filter.string("outputAction") ?? filter.string("action") ?? ""),
    );
    return acts ? pass : fail("personal data in answers is found but let through", path);
  },
};
