import { z } from "zod";
import { nameField } from "./fields";

/** A list of terms that prompts or completions must not contain. */
export const blocklist = z
  .strictObject({
    name: nameField("Name of the blocklist, unique in the stack. Content filters refer to it.", {
      max: 40,
      example: "project-names",
    }),
    description: z.string().max(1024).optional().meta({ description: "What the list is for." }),
    items: z
      .array(
        z
          .strictObject({
            pattern: z.string().min(1).max(1000).meta({ description: "Term, or regular expression." }),
            regex: z
              .boolean()
              .default(false)
              .meta({ description: "Whether the pattern is a regular expression." }),
          })
          .meta({ description: "One term of the list." }),
      )
      .min(1)
      .meta({ description: "Terms of the list.", allowed: "a list of one term or more" }),
  })
  .meta({ description: "A list of terms that prompts or completions must not contain." });

/** Makes the schema of a severity from which something is blocked. */
export function severityField(
  subject: string,
): z.ZodDefault<z.ZodEnum<{ low: "low"; medium: "medium"; high: "high" }>> {
  return z
    .enum(["low", "medium", "high"])
    .default("medium")
    .meta({ description: `Lowest severity of ${subject} that is blocked; \`low\` blocks the most.` });
}

/** Makes the schema of what happens to a match. */
export function shieldField(
  subject: string,
): z.ZodDefault<z.ZodEnum<{ block: "block"; annotate: "annotate"; off: "off" }>> {
  return z
    .enum(["block", "annotate", "off"])
    .default("block")
    .meta({ description: `What happens to ${subject}: blocked, marked in the answer, or not looked for.` });
}

/** The name of a blocklist, where a filter refers to it. */
export const blocklistName = z
  .string()
  .meta({ description: "Name of a blocklist.", examples: ["code-names"] });

/** A content filter. Its defaults are Azure's default filter with every shield blocking. */
export const contentFilter = z
  .strictObject({
    name: nameField("Name of the content filter, unique in the stack. Deployments refer to it.", {
      max: 40,
      example: "strict",
    }),
    streaming: z.enum(["blocking", "asynchronous"]).default("blocking").meta({
      description:
        "How a streamed answer is filtered: `blocking` holds text back until it is judged, `asynchronous` sends it first and cuts afterwards.",
    }),
    prompt: z
      .strictObject({
        hate: severityField("hate and unfairness"),
        sexual: severityField("sexual content"),
        selfHarm: severityField("self-harm"),
        violence: severityField("violence"),
        jailbreak: shieldField("attempts to override the model's instructions"),
        indirectAttack: shieldField("instructions hidden in documents"),
        blocklists: z
          .array(blocklistName)
          .default([])
          .meta({ description: "Names of blocklists that apply to prompts." }),
      })
      .prefault({})
      .meta({ description: "What is filtered in prompts." }),
    completion: z
      .strictObject({
        hate: severityField("hate and unfairness"),
        sexual: severityField("sexual content"),
        selfHarm: severityField("self-harm"),
        violence: severityField("violence"),
        protectedText: shieldField("protected text, such as lyrics and articles"),
        protectedCode: shieldField("code of public repositories"),
        blocklists: z
          .array(blocklistName)
          .default([])
          .meta({ description: "Names of blocklists that apply to completions." }),
      })
      .prefault({})
      .meta({ description: "What is filtered in completions." }),
  })
  .meta({
    description:
      "A content filter: what it looks for in prompts and completions, and from which severity it blocks.",
  });
