import type { PropertyReader, ResourceRule, Verdict } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, firstFailure, pass } from "../../verdicts";

const path = "contentPolicyConfig.filtersConfigs";
const categories = ["HATE", "SEXUAL", "VIOLENCE", "INSULTS", "MISCONDUCT"];

export const bedrockGuardrailHarmBlocked: ResourceRule = {
  id: "CS-0400",
  name: "bedrock-guardrail-harm-blocked",
  title:
    "Guardrails block hate, sexual content, violence, insults and misconduct, in prompts and in answers.",
  severity: "high",
  why: "What a model is asked and what it answers reaches customers and systems. A filter that lets medium severity through, or only notes it, is no filter; the strength must be that of the platform's content filters.",
  fix: {
    text: "Set all five filters to MEDIUM or HIGH for input and output, with the action BLOCK.",
    code: `contentPolicyConfig: {
  filtersConfigs: ["HATE", "SEXUAL", "VIOLENCE", "INSULTS", "MISCONDUCT"].map((type) => ({
    type, inputStrength: "HIGH", outputStrength: "HIGH", inputAction: "BLOCK", outputAction: "BLOCK",
  })),
}`,
  },
  controls: themes.contentFilter,
  covers: ["aws-sra-bedrock:sra-bedrock-check-guardrails"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-content-filters.html",
  scope: "resource",
  types: aws.guardrail,
  check: (inputs) => {
    const filters = inputs.list(path);
    return firstFailure(
      ...categories.flatMap((type) => {
        const filter = filters.find((each) => each.string("type") === type);
        return (["input", "output"] as const).map((side) => () => mustBlock(filter, type, side));
      }),
    );
  },
};

function mustBlock(filter: PropertyReader | undefined, type: string, side: "input" | "output"): Verdict {
  const what = `${type} in ${side === "input" ? "prompts" : "answers"}`;
  if (!filter || filter.boolean(`${side}Enabled`) === false)
    return fail(`${what} is not filtered`, filter?.path ?? path);
  const strength = filter.string(`${side}Strength`);
  if (strength !== "MEDIUM" && strength !== "HIGH")
    return fail(
      `${what} is filtered with strength ${filter.show(`${side}Strength`)}, must be "MEDIUM" or "HIGH"`,
      filter.path,
    );
  return (filter.string(`${side}Action`) ?? "BLOCK") === "BLOCK"
    ? pass
    : fail(
        `${what} is found but let through (${side}Action is ${filter.show(`${side}Action`)})`,
        filter.path,
      );
}
