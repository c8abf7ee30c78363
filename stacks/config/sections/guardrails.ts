import { z } from "zod";
import { blocklistName, severityField, shieldField } from "./content-filters";
import { nameField } from "./fields";

/** How much personal data a guardrail keeps out of answers. */
export const personalDataLevels = ["none", "identifiers", "all"] as const;

function harms() {
  return {
    hate: severityField("hate, unfairness and insults"),
    sexual: severityField("sexual content"),
    selfHarm: severityField("self-harm"),
    violence: severityField("violence and misconduct"),
    blocklists: z.array(blocklistName).default([]).meta({ description: "Names of blocklists that apply." }),
  };
}

const deniedTopic = z
  .strictObject({
    name: z
      .string()
      .regex(/^[0-9a-zA-Z-_ !?.]{1,100}$/)
      .meta({
        description: "Name of the topic.",
        examples: ["Investment advice"],
        allowed: "1 to 100 letters",
      }),
    definition: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: "What belongs to it, in a sentence.",
        examples: ["Recommendations to buy or sell a security."],
        allowed: "1 to 200 characters",
      }),
  })
  .meta({ description: "A subject that models must not speak of." });

const grounding = z
  .strictObject({
    grounded: z.number().min(0).max(0.99).default(0.7).meta({
      description: "Least score of an answer's agreement with its sources.",
      allowed: "0 to 0.99",
    }),
    relevant: z.number().min(0).max(0.99).default(0.7).meta({
      description: "Least score of an answer's relevance to the question.",
      allowed: "0 to 0.99",
    }),
  })
  .meta({ description: "Blocks answers that their sources do not support, where a call names sources." });

/** A guardrail of Bedrock, in the words of `models.contentFilters`: the same severities mean the same strength. */
export const guardrail = z
  .strictObject({
    name: nameField("Name of the guardrail, unique in the stack. Models refer to it.", {
      max: 30,
      example: "strict",
    }),
    tier: z
      .enum(["classic", "standard"])
      .default("classic")
      .meta({
        description:
          "`classic` understands English, French and Spanish, in the region; `standard` understands some sixty languages and is " +
          "evaluated anywhere in the geography of the region.",
      }),
    prompt: z
      .strictObject({
        ...harms(),
        attack: shieldField(
          "attempts to override the model's instructions, by people or hidden in documents",
        ),
      })
      .prefault({})
      .meta({ description: "What is filtered in prompts." }),
    completion: z
      .strictObject(harms())
      .prefault({})
      .meta({ description: "What is filtered in completions." }),
    personalData: z
      .enum(personalDataLevels)
      .default("identifiers")
      .meta({
        description:
          "What is masked in answers: `identifiers` (cards, accounts, numbers of authorities; credentials are blocked), `all` (also " +
          "names, addresses, contacts), or `none`.",
      }),
    deniedTopics: z.array(deniedTopic).max(29).default([]).meta({
      description: "Subjects that models must not speak of, beside self-harm.",
      allowed: "at most 29",
    }),
    grounding: grounding.optional(),
  })
  .meta({ description: "A guardrail: what it looks for in prompts and completions, and how strictly." });
