import OpenAI from "openai";
import { findModel } from "../../../catalog/models";
import { findSku } from "../../../catalog/skus";
import type { Deployment } from "./platform";

/** How a deployment answered, with what may be shown of it: never a prompt, a completion or a token. */
export type Answer =
  | {
      readonly ok: true;
      readonly said: string;
      /** Whether the answer tells what the content filter thought of it. */
      readonly annotated: boolean;
    }
  | {
      readonly ok: false;
      readonly said: string;
      /** HTTP status; undefined where no answer came at all. */
      readonly status: number | undefined;
      readonly code: string | undefined;
    };

const harmless = "Answer with the word ready.";
/** No key of anything: whether keys are taken shows in how it is refused. */
export const madeUpKey = "0".repeat(32);
/** Room for a reasoning model to come to an end of its own; a longer answer is cut. */
const mostTokens = 64;

/** What a deployment can be asked for; undefined where no check knows how. */
export function kindOf({ model, version, sku }: Deployment): "chat" | "embeddings" | undefined {
  if (findSku(sku)?.batch === true) return undefined;
  const capabilities = findModel(model, version)?.capabilities ?? [];
  if (capabilities.includes("embeddings") || model.includes("embedding")) return "embeddings";
  return capabilities.includes("chatCompletion") ? "chat" : undefined;
}

/** Asks a deployment for a completion or an embedding. */
export async function answerOf(
  client: OpenAI,
  deployment: Deployment,
  prompt: string = harmless,
): Promise<Answer> {
  const { deployment: model } = deployment;
  try {
    if (kindOf(deployment) === "embeddings") {
      const { data } = await client.embeddings.create({ model, input: prompt });
      const length = data[0]?.embedding.length ?? 0;
      return length > 0
        ? { ok: true, said: `an embedding of ${length} dimensions`, annotated: false }
        : { ok: false, said: "an answer without an embedding", status: 200, code: undefined };
    }
    const completion = await client.chat.completions.create({
      model,
      max_completion_tokens: mostTokens,
      messages: [{ role: "user", content: prompt }],
    });
    const [choice] = completion.choices;
    if (!choice) return { ok: false, said: "an answer without a choice", status: 200, code: undefined };
    return {
      ok: true,
      said: `a completion by ${completion.model} (${choice.finish_reason})`,
      annotated: "prompt_filter_results" in completion,
    };
  } catch (error) {
    if (error instanceof OpenAI.APIError) return refusalOf(error as Error);
    throw error;
  }
}

function refusalOf(error: Error): Answer {
  const { status, code } = error as { status?: number; code?: string | null };
  if (status === undefined)
    return { ok: false, said: connectionProblem(error), status: undefined, code: undefined };
  const named = code && code !== String(status) ? ` ${code}` : "";
  return { ok: false, said: `${status}${named}`, status, code: code ?? undefined };
}

/** The innermost reason why no connection came about: `ECONNREFUSED`, `ENOTFOUND`. */
function connectionProblem(error: Error): string {
  let at: unknown = error;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  const { code } = at as { code?: string };
  return code ?? (at instanceof Error ? at.message : "no connection");
}
