import { isObject, stringAt } from "../arm/json";
import type { Seed } from "../arm/seed";
import type { Json, JsonObject } from "../store/store";

/** What a canned answer is made of. */
export interface Prompt {
  /** All texts of the request, joined. */
  readonly text: string;
  /** The deployment that answers. */
  readonly deployment: string;
  /** `gpt-5.1-2025-11-13` */
  readonly model: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly seed: Seed;
}

/** A prompt that holds this is refused by the content filter. */
export const filteredMark = "[local-cloud:filtered]";

/** Tokens of a text: about four characters each, as OpenAI's rule of thumb has it. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** The text that every deployment answers: nobody can take it for a model's. */
export function cannedText({ deployment, model }: Prompt): string {
  return `[local cloud] Canned answer of deployment ${deployment} (${model}). No model was asked.`;
}

/** Every text in a request's `messages`, `input` or `instructions`, at any depth. */
export function textsOf(value: Json | undefined): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(textsOf).join("\n");
  if (!isObject(value)) return "";
  return [value["content"], value["text"]]
    .map(textsOf)
    .filter((text) => text !== "")
    .join("\n");
}

const safe = Object.fromEntries(
  ["hate", "self_harm", "sexual", "violence"].map((category) => [
    category,
    { filtered: false, severity: "safe" },
  ]),
);

/** https://learn.microsoft.com/azure/foundry/openai/reference, chat completions */
export function chatCompletion(prompt: Prompt): JsonObject {
  const content = cannedText(prompt);
  return {
    id: idOf("chatcmpl", prompt),
    object: "chat.completion",
    created: prompt.created,
    model: prompt.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, refusal: null },
        finish_reason: "stop",
        logprobs: null,
        content_filter_results: safe,
      },
    ],
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: safe }],
    usage: chatUsage(prompt),
    system_fingerprint: "fp_local_cloud",
  };
}

/** The same answer as chunks, the data of server-sent events. */
export function chatChunks(prompt: Prompt, withUsage: boolean): readonly string[] {
  const chunk = (choices: readonly JsonObject[], usage?: JsonObject) =>
    JSON.stringify({
      id: idOf("chatcmpl", prompt),
      object: "chat.completion.chunk",
      created: prompt.created,
      model: prompt.model,
      choices,
      ...(withUsage ? { usage: usage ?? null } : {}),
    });
  const delta = (content: JsonObject, finish: string | null = null) =>
    chunk([{ index: 0, delta: content, finish_reason: finish }]);
  return [
    delta({ role: "assistant", content: "" }),
    ...pieces(cannedText(prompt)).map((content) => delta({ content })),
    delta({}, "stop"),
    ...(withUsage ? [chunk([], chatUsage(prompt))] : []),
    "[DONE]",
  ];
}

function chatUsage(prompt: Prompt): JsonObject {
  const { input_tokens, output_tokens, total_tokens } = usageOf(prompt);
  return { prompt_tokens: input_tokens, completion_tokens: output_tokens, total_tokens };
}

/** How many tokens a request and its answer take. */
export function usageOf(prompt: Prompt): {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
} {
  const input = tokensOf(prompt.text);
  const output = tokensOf(cannedText(prompt));
  return { input_tokens: input, output_tokens: output, total_tokens: input + output };
}

/** The answer of the responses API. */
export function response(prompt: Prompt): JsonObject {
  return {
    ...openResponse(prompt),
    status: "completed",
    output: [message(prompt)],
    usage: responseUsage(prompt),
  };
}

function responseUsage(prompt: Prompt): JsonObject {
  return {
    ...usageOf(prompt),
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  };
}

/** The same answer as server-sent events. */
export function responseEvents(prompt: Prompt): readonly string[] {
  const item = { ...message(prompt), status: "in_progress", content: [] };
  const place = { item_id: stringAt(item, "id"), output_index: 0, content_index: 0 };
  const text = cannedText(prompt);
  const part = (value: string) => ({ type: "output_text", text: value, annotations: [] });
  const events: readonly JsonObject[] = [
    { type: "response.created", response: openResponse(prompt) },
    { type: "response.in_progress", response: openResponse(prompt) },
    { type: "response.output_item.added", output_index: 0, item },
    { type: "response.content_part.added", ...place, part: part("") },
    ...pieces(text).map((delta) => ({ type: "response.output_text.delta", ...place, delta, logprobs: [] })),
    { type: "response.output_text.done", ...place, text, logprobs: [] },
    { type: "response.content_part.done", ...place, part: part(text) },
    { type: "response.output_item.done", output_index: 0, item: message(prompt) },
    { type: "response.completed", response: response(prompt) },
  ];
  return events.map((event, index) => JSON.stringify({ ...event, sequence_number: index }));
}

function openResponse(prompt: Prompt): JsonObject {
  return {
    id: idOf("resp", prompt),
    object: "response",
    created_at: prompt.created,
    status: "in_progress",
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    model: prompt.deployment,
    output: [],
    parallel_tool_calls: true,
    previous_response_id: null,
    temperature: 1,
    text: { format: { type: "text" } },
    tool_choice: "auto",
    tools: [],
    top_p: 1,
    usage: null,
  };
}

function message(prompt: Prompt): JsonObject {
  return {
    id: idOf("msg", prompt),
    type: "message",
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text: cannedText(prompt), annotations: [] }],
  };
}

/** Vectors of length one that depend on their text alone. */
export function embeddings(
  texts: readonly string[],
  { model, seed }: Pick<Prompt, "model" | "seed">,
  dimensions: number,
  encoding: "float" | "base64",
): JsonObject {
  const tokens = texts.reduce((sum, text) => sum + tokensOf(text), 0);
  return {
    object: "list",
    model,
    data: texts.map((text, index) => {
      const vector = vectorOf(text, seed, dimensions);
      return {
        object: "embedding",
        index,
        embedding: encoding === "float" ? [...vector] : Buffer.from(vector.buffer).toString("base64"),
      };
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function vectorOf(text: string, seed: Seed, dimensions: number): Float32Array {
  const vector = Float32Array.from({ length: dimensions });
  for (let index = 0; index < dimensions; index += 8) {
    const digits = seed.hex(`embedding:${index}:${text}`, 64);
    for (let part = 0; part < 8 && index + part < dimensions; part++)
      vector[index + part] = parseInt(digits.slice(part * 8, part * 8 + 8), 16) / 0x8000_0000 - 1;
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

function idOf(prefix: string, { text, deployment, created, seed }: Prompt): string {
  return `${prefix}-${seed.hex(`${prefix}:${deployment}:${created}:${text}`, 24)}`;
}

function pieces(text: string): readonly string[] {
  return text.match(/\S+\s*/g) ?? [];
}
