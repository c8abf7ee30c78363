import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const bedrockGuardrailPromptAttack: ResourceRule = {
  id: "CS-0401",
  name: "bedrock-guardrail-prompt-attack",
  title: "Guardrails block attacks on the prompt at full strength.",
  severity: "high",
  why: "A document that a model reads can carry orders to it. The filter for such attacks works on inputs only, and below HIGH lets the doubtful ones through.",
  fix: {
    text: "Add the filter PROMPT_ATTACK with inputStrength HIGH.",
    code: '{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" }',
  },
  controls: serving(themes.contentFilter),
  covers: ["prowler-aws:bedrock_guardrail_prompt_attack_filter_enabled"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-prompt-attack.html",
  scope: "resource",
  types: aws.guardrail,
  check: (inputs) => {
    const path = "contentPolicyConfig.filtersConfigs";
    const filter = inputs.list(path).find((each) => each.string("type") === "PROMPT_ATTACK");
    if (!filter || filter.boolean("inputEnabled") === false)
      return fail("attacks on the prompt are not filtered", path);
    if (filter.string("inputStrength") !== "HIGH") return unlike(filter, "inputStrength", 'must be "HIGH"');
    return (filter.string("inputAction") ?? "BLOCK") === "BLOCK"
      ? pass
      : unlike(filter, "inputAction", 'must be "BLOCK"');
  },
};
