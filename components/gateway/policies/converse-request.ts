/**
 * Fields of a chat completion that Converse has no equal for, and the value with which they mean nothing. A request that uses
 * one is not translated: half an answer is worse than none.
 */
const untranslatable: Readonly<Record<string, string>> = {
  n: "1",
  logprobs: "false",
  top_logprobs: "0",
  logit_bias: "{}",
  functions: "[]",
  audio: "",
  prediction: "",
  web_search_options: "",
};

const isThere = (token: string) => `${token} != null && ${token}.Type != JTokenType.Null`;
const isArray = (token: string) => `${token} != null && ${token}.Type == JTokenType.Array`;
const object = (...properties: readonly (readonly [name: string, value: string])[]) =>
  `new JObject(${properties.map(([name, value]) => `new JProperty("${name}", ${value})`).join(", ")})`;

const refuseUntranslatable = Object.entries(untranslatable).map(
  ([field, harmless]) =>
    `if (${isThere(`body["${field}"]`)} && body["${field}"].ToString(Newtonsoft.Json.Formatting.None) != "${harmless}") { return ""; }`,
);

/** Parts of a message as blocks; a picture only as data, for Converse fetches none. */
const contentBlocks = [
  `if (content != null && content.Type == JTokenType.String && (string)content != "") { blocks.Add(${object(["text", "(string)content"])}); }`,
  `if (${isArray("content")}) { foreach (var part in (JArray)content) {`,
  'var kind = part.Value<string>("type");',
  'if (kind != "text" && kind != "image_url") { return ""; }',
  `if (kind == "text") { blocks.Add(${object(["text", 'part.Value<string>("text")'])}); }`,
  'if (kind == "image_url") {',
  'var url = part["image_url"].Value<string>("url");',
  'if (!url.StartsWith("data:image/")) { return ""; }',
  'var format = url.Substring(11, url.IndexOf(";") - 11);',
  'var data = url.Substring(url.IndexOf(",") + 1);',
  `blocks.Add(${object(["image", object(["format", "format"], ["source", object(["bytes", "data"])])])});`,
  "} } }",
];

/** What a tool answered is said by the user; what the assistant asked of tools stands in its own turn. */
const toolBlocks = [
  'if (role == "tool") {',
  `var result = ${object(["toolUseId", 'message.Value<string>("tool_call_id")'], ["content", "new JArray(blocks)"])};`,
  "blocks = new List<JObject>();",
  `blocks.Add(${object(["toolResult", "result"])});`,
  "}",
  `if (${isArray('message["tool_calls"]')}) { foreach (var call in (JArray)message["tool_calls"]) {`,
  'var input = JObject.Parse(call["function"].Value<string>("arguments"));',
  `var use = ${object(["toolUseId", 'call.Value<string>("id")'], ["name", 'call["function"].Value<string>("name")'], ["input", "input"])};`,
  `blocks.Add(${object(["toolUse", "use"])});`,
  "} }",
];

/** Turns must alternate: what one side says in a row becomes one turn. */
const messages = [
  "var system = new List<JObject>();",
  "var turns = new List<JObject>();",
  'foreach (var message in (JArray)body["messages"]) {',
  'var role = message.Value<string>("role");',
  'var content = message["content"];',
  "var blocks = new List<JObject>();",
  ...contentBlocks,
  ...toolBlocks,
  'if (role == "system" || role == "developer") { system.AddRange(blocks); continue; }',
  'var speaker = role == "assistant" ? "assistant" : "user";',
  'if (turns.Count > 0 && turns.Last().Value<string>("role") == speaker) {',
  'var said = (JArray)turns.Last()["content"];',
  "foreach (var block in blocks) { said.Add(block); }",
  "} else {",
  `turns.Add(${object(["role", "speaker"], ["content", "new JArray(blocks)"])});`,
  "}",
  "}",
  'if (turns.Count == 0 || turns[0].Value<string>("role") != "user") { return ""; }',
  `var converse = ${object(["messages", "new JArray(turns)"])};`,
  'if (system.Count > 0) { converse["system"] = new JArray(system); }',
];

/** Some models take one of temperature and top_p, none above 1. */
const limits = [
  "var limits = new JObject();",
  'var most = body.Value<int?>("max_completion_tokens") ?? body.Value<int?>("max_tokens");',
  'if (most != null) { limits["maxTokens"] = most; }',
  `if (${isThere('body["temperature"]')}) { limits["temperature"] = Math.Min(1.0, body.Value<double>("temperature")); }`,
  `else if (${isThere('body["top_p"]')}) { limits["topP"] = body.Value<double>("top_p"); }`,
  'var stop = body["stop"];',
  'if (stop != null && stop.Type == JTokenType.String) { limits["stopSequences"] = new JArray((string)stop); }',
  `if (${isArray("stop")}) { limits["stopSequences"] = stop; }`,
  'converse["inferenceConfig"] = limits;',
];

const tools = [
  `if (${isArray('body["tools"]')}) {`,
  "var tools = new List<JObject>();",
  'foreach (var tool in (JArray)body["tools"]) {',
  'if (tool.Value<string>("type") != "function") { return ""; }',
  'var definition = tool["function"];',
  `var schema = definition["parameters"] ?? ${object(["type", '"object"'])};`,
  `var spec = ${object(["name", 'definition.Value<string>("name")'], ["inputSchema", object(["json", "schema"])])};`,
  `if (${isThere('definition["description"]')}) { spec["description"] = definition["description"]; }`,
  `tools.Add(${object(["toolSpec", "spec"])});`,
  "}",
  `var config = ${object(["tools", "new JArray(tools)"])};`,
  'var choice = body["tool_choice"];',
  'if (choice != null && choice.Type == JTokenType.String && (string)choice == "none") { return ""; }',
  `if (choice != null && choice.Type == JTokenType.String && (string)choice == "required") { config["toolChoice"] = ${object(["any", "new JObject()"])}; }`,
  `if (choice != null && choice.Type == JTokenType.Object) { config["toolChoice"] = ${object(["tool", object(["name", 'choice["function"].Value<string>("name")'])])}; }`,
  'converse["toolConfig"] = config;',
  "}",
];

/** What a request of a workload gets along on its way to Bedrock. Guardrail and version are references to named values. */
export interface ConverseExtras {
  readonly workload: string;
  readonly guardrail: string;
  readonly guardrailVersion: string;
}

/**
 * The expression that turns a chat completion into a request of Bedrock's Converse API, under a guardrail; empty where the
 * request asks for something that Converse has no equal for.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
export function converseRequest({ workload, guardrail, guardrailVersion }: ConverseExtras): string {
  const format = 'body["response_format"]';
  return [
    "@{",
    "var body = context.Request.Body.As<JObject>(preserveContent: true);",
    ...refuseUntranslatable,
    `if (${isThere(format)} && ${format}.Value<string>("type") != "text") { return ""; }`,
    `if (!(${isArray('body["messages"]')})) { return ""; }`,
    ...messages,
    ...limits,
    ...tools,
    `converse["guardrailConfig"] = ${object(["guardrailIdentifier", `"${guardrail}"`], ["guardrailVersion", `"${guardrailVersion}"`])};`,
    `converse["requestMetadata"] = ${object(["workload", `"${workload}"`])};`,
    "return converse.ToString(Newtonsoft.Json.Formatting.None);",
    "}",
  ].join(" ");
}
