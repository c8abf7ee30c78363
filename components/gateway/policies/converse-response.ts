const object = (...properties: readonly (readonly [name: string, value: string])[]) =>
  `new JObject(${properties.map(([name, value]) => `new JProperty("${name}", ${value})`).join(", ")})`;
const json = (token: string) => `${token}.ToString(Newtonsoft.Json.Formatting.None)`;

/** Variable that holds Bedrock's answer. */
export const answerVariable = "stand-in";

const readAnswer = `((IResponse)context.Variables["${answerVariable}"]).Body.As<JObject>(preserveContent: true)`;

/** Why an answer ends, in the words of the chat completions API. */
const finish = [
  'var stopped = answer.Value<string>("stopReason");',
  'var finish = stopped == "max_tokens" || stopped == "model_context_window_exceeded" ? "length"',
  ': stopped == "tool_use" ? "tool_calls"',
  ': stopped == "guardrail_intervened" || stopped == "content_filtered" ? "content_filter" : "stop";',
];

/** Text and tool calls of the answer; whatever else it holds (reasoning) the chat completions API has no place for. */
const message = [
  'var text = "";',
  "var calls = new List<JObject>();",
  'foreach (var block in (JArray)answer["output"]["message"]["content"]) {',
  'if (block["text"] != null) { text = text + block.Value<string>("text"); }',
  'if (block["toolUse"] != null) {',
  'var use = block["toolUse"];',
  `var called = ${object(["name", 'use.Value<string>("name")'], ["arguments", json('use["input"]')])};`,
  `calls.Add(${object(["index", "calls.Count"], ["id", 'use.Value<string>("toolUseId")'], ["type", '"function"'], ["function", "called"])});`,
  "} }",
  `var message = ${object(["role", '"assistant"'], ["content", "text"])};`,
  'if (calls.Count > 0) { message["tool_calls"] = new JArray(calls); }',
];

const usage = [
  'var counted = answer["usage"];',
  `var usage = ${object(
    ["prompt_tokens", 'counted.Value<int>("inputTokens")'],
    ["completion_tokens", 'counted.Value<int>("outputTokens")'],
    ["total_tokens", 'counted.Value<int>("totalTokens")'],
  )};`,
];

/** Whether the caller asked for a stream. */
export const streamWanted = `context.Request.Body.As<JObject>(preserveContent: true).Value<bool?>("stream") == true`;

/**
 * The expression that turns an answer of Converse into a chat completion. A caller that asked for a stream gets one: the answer
 * in a single piece, for Bedrock's own stream (binary frames) is nothing that a policy could turn into events.
 * https://platform.openai.com/docs/api-reference/chat-streaming
 *
 * @param model the model's name, as C#
 */
export function chatCompletion(model: string): string {
  const envelope = (kind: string, choices: string) =>
    object(
      ["id", '"chatcmpl-" + context.RequestId.ToString()'],
      ["object", `"${kind}"`],
      ["created", "DateTimeOffset.UtcNow.ToUnixTimeSeconds()"],
      ["model", model],
      ["choices", choices],
    );
  const choice = (part: string, reason: string) =>
    `new JArray(${object(["index", "0"], [part, part === "delta" ? "delta" : "message"], ["finish_reason", reason])})`;
  return [
    "@{",
    `var answer = ${readAnswer};`,
    ...finish,
    ...message,
    ...usage,
    `if (!(${streamWanted})) {`,
    `var whole = ${envelope("chat.completion", choice("message", "finish"))};`,
    'whole["usage"] = usage;',
    `return ${json("whole")};`,
    "}",
    "var delta = message;",
    `var piece = ${envelope("chat.completion.chunk", choice("delta", "null"))};`,
    "delta = new JObject();",
    `var end = ${envelope("chat.completion.chunk", choice("delta", "finish"))};`,
    `var last = ${envelope("chat.completion.chunk", "new JArray()")};`,
    'last["usage"] = usage;',
    `return "data: " + ${json("piece")} + "\\n\\ndata: " + ${json("end")} + "\\n\\ndata: " + ${json("last")} + "\\n\\ndata: [DONE]\\n\\n";`,
    "}",
  ].join(" ");
}

/** A count of the answer's usage, as an expression: `inputTokens`, `outputTokens`, `totalTokens`. */
export function tokenCount(name: "inputTokens" | "outputTokens" | "totalTokens"): string {
  return `@(${readAnswer}["usage"].Value<double>("${name}"))`;
}
