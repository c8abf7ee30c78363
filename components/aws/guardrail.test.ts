import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awsResolver } from "../../tests/support/aws-resolver";
import { only, record } from "../../tests/support/record";
import { Guardrail, type GuardrailArgs } from "./guardrail";
import { contentFilters, selfHarmTopic } from "./guardrail-filters";
import { personalData } from "./personal-data";

const severity = fc.constantFrom("low" as const, "medium" as const, "high" as const);
const shield = fc.constantFrom("block" as const, "annotate" as const, "off" as const);
const harms = fc.record({ hate: severity, sexual: severity, selfHarm: severity, violence: severity });

const strict = { hate: "low", sexual: "low", selfHarm: "low", violence: "low" } as const;
const args: GuardrailArgs = {
  region: "eu-central-1",
  accountId: "111122223333",
  tags: { environment: "test" },
  guardrailName: "test-strict",
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/k",
  tier: "standard",
  geography: "eu",
  prompt: { ...strict, attack: "block" },
  completion: strict,
  personalData: "identifiers",
  terms: [
    { pattern: "project nightjar", regex: false, inPrompts: false, inCompletions: true },
    { pattern: "nj-\\d{4}", regex: true, inPrompts: true, inCompletions: true },
  ],
  deniedTopics: [],
};
const type = "aws:bedrock/guardrail:Guardrail";

describe("contentFilters", () => {
  /** The less a severity lets through, the stronger the filter. */
  const strength = { low: "HIGH", medium: "MEDIUM", high: "LOW" } as const;

  it("block every harm on both sides, as strictly as the severity asks", () => {
    fc.assert(
      fc.property(harms, harms, shield, (prompt, completion, attack) => {
        const filters = contentFilters({ ...prompt, attack }, completion);
        const of = (category: string) => filters.find((filter) => filter.type === category);
        for (const [category, harm] of [
          ["HATE", "hate"],
          ["INSULTS", "hate"],
          ["SEXUAL", "sexual"],
          ["MISCONDUCT", "violence"],
        ] as const) {
          expect(of(category)).toMatchObject({
            inputStrength: strength[prompt[harm]],
            outputStrength: strength[completion[harm]],
            inputAction: "BLOCK",
            outputAction: "BLOCK",
          });
        }
        const strictest = [prompt.violence, prompt.selfHarm].includes("low")
          ? "HIGH"
          : [prompt.violence, prompt.selfHarm].includes("medium")
            ? "MEDIUM"
            : "LOW";
        expect(of("VIOLENCE")?.inputStrength).toBe(strictest);
        const found = of("PROMPT_ATTACK");
        expect(found?.inputAction).toBe({ block: "BLOCK", annotate: "NONE", off: undefined }[attack]);
        // AWS refuses any other strength of answers.
        if (found) expect(found.outputStrength).toBe("NONE");
      }),
    );
  });

  it("define self-harm in the 200 characters that a topic has", () => {
    expect(selfHarmTopic.definition.length).toBeLessThanOrEqual(200);
  });
});

describe("personalData", () => {
  it("blocks credentials on both sides, masks the rest in answers alone, and names nothing twice", () => {
    expect(personalData("none")).toEqual([]);
    const [few, all] = [personalData("identifiers"), personalData("all")];
    expect(few.map((entity) => entity.type)).not.toContain("NAME");
    expect(all).toEqual(expect.arrayContaining(few));
    expect(new Set(all.map((entity) => entity.type)).size).toBe(all.length);
    for (const entity of all) expect(entity.inputEnabled).toBe(entity.action === "BLOCK");
    expect(all.filter(({ action }) => action === "BLOCK").map((entity) => entity.type)).toContain("PASSWORD");
  });
});

describe("Guardrail", () => {
  it("refuses terms on the sides that name them, and stays in its geography", async () => {
    const graph = await record(() => new Guardrail("strict", args), { resolver: awsResolver() });
    const { inputs } = only(graph, type);
    expect(inputs["wordPolicyConfig"]).toMatchObject({
      wordsConfigs: [{ text: "project nightjar", inputEnabled: false, outputEnabled: true }],
    });
    expect(inputs["sensitiveInformationPolicyConfig"]).toMatchObject({
      regexesConfigs: [{ pattern: "nj-\\d{4}", inputEnabled: true, outputEnabled: true }],
    });
    expect(inputs["crossRegionConfig"]).toEqual({
      guardrailProfileIdentifier:
        "arn:aws:bedrock:eu-central-1:111122223333:guardrail-profile/eu.guardrail.v1:0",
    });
  });

  it("is evaluated in its region alone in the classic tier", async () => {
    const graph = await record(() => new Guardrail("strict", { ...args, tier: "classic" }), {
      resolver: awsResolver(),
    });
    expect(only(graph, type).inputs).not.toHaveProperty("crossRegionConfig");
  });
});
