import type * as inputs from "@pulumi/aws/types/input";
import type { SeverityThreshold, Shield } from "../openai/content-filter";

/** Harms that a guardrail looks for, in the words of the platform's content filters. */
export interface GuardrailHarms {
  /** Hate, unfairness and insults. */
  readonly hate: SeverityThreshold;
  /** Sexual content. */
  readonly sexual: SeverityThreshold;
  /** Self-harm. */
  readonly selfHarm: SeverityThreshold;
  /** Violence and misconduct. */
  readonly violence: SeverityThreshold;
}

/** What a guardrail looks for in prompts. */
export interface GuardrailPrompt extends GuardrailHarms {
  /** Attempts to override the model's instructions. */
  readonly attack: Shield;
}

type Filter = inputs.bedrock.GuardrailContentPolicyConfigFiltersConfig;

/** The strength of Bedrock that blocks as much as a severity of Azure: the lower the severity, the stronger the filter. */
const strengths = { low: "HIGH", medium: "MEDIUM", high: "LOW" } as const;

/** From the one that blocks the most to the one that blocks the least. */
const byStrictness = ["low", "medium", "high"] as const;

/**
 * Filters that block at least what Azure's of the same severities block. Bedrock divides harms otherwise: insults belong to
 * Azure's hate; self-harm has no category of its own, falls under violence as far as injury goes, and is a denied topic
 * beside. https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-content-filters.html
 */
export function contentFilters(prompt: GuardrailPrompt, completion: GuardrailHarms): Filter[] {
  const sides = [categories(prompt), categories(completion)] as const;
  const harms = (Object.keys(sides[0]) as (keyof ReturnType<typeof categories>)[]).map((type): Filter => ({
    type,
    inputStrength: strengths[sides[0][type]],
    outputStrength: strengths[sides[1][type]],
    inputAction: "BLOCK",
    outputAction: "BLOCK",
    inputEnabled: true,
    outputEnabled: true,
  }));
  return prompt.attack === "off" ? harms : [...harms, attacks(prompt.attack)];
}

function categories({ hate, sexual, selfHarm, violence }: GuardrailHarms) {
  return {
    HATE: hate,
    INSULTS: hate,
    SEXUAL: sexual,
    VIOLENCE: stricter(violence, selfHarm),
    MISCONDUCT: violence,
  };
}

function stricter(a: SeverityThreshold, b: SeverityThreshold): SeverityThreshold {
  return byStrictness.find((severity) => severity === a || severity === b) ?? "low";
}

/** Attacks come in prompts alone; AWS wants the strength of answers to be none. */
function attacks(setting: Shield): Filter {
  return {
    type: "PROMPT_ATTACK",
    inputStrength: "HIGH",
    outputStrength: "NONE",
    inputAction: setting === "block" ? "BLOCK" : "NONE",
    inputEnabled: true,
    outputEnabled: false,
  };
}

/** Self-harm, of which Bedrock has no category. A definition takes 200 characters. */
export const selfHarmTopic = {
  name: "Self-harm",
  type: "DENY",
  definition:
    "Encouraging, glorifying or describing ways to hurt or kill oneself, or to develop an eating disorder. Offering help " +
    "to people in distress does not belong to it.",
} as const satisfies inputs.bedrock.GuardrailTopicPolicyConfigTopicsConfig;
