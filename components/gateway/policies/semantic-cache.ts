import { choose, element, type PolicyElement } from "./document";
import { expression, inRegion, isOneOf, variable } from "./expressions";

/** How a workload's answers are kept. */
export interface SemanticCachePolicy {
  /** Region whose units reach the cache; those of any other do without. */
  readonly region: string;
  /** ID of the backend that turns prompts into vectors. */
  readonly embeddingsBackendId: string;
  /** How far apart two prompts may be that count as the same, from 0 (the same text) to 1. */
  readonly scoreThreshold: number;
  /** Seconds for which an answer is kept. */
  readonly seconds: number;
}

/** Variable that says how the cache was asked: `asked` after a hit, `miss` after a miss, not set where it was not asked. */
const state = "semantic-cache";
/** Variable with what a request must share with another one, beside its question, to be given the same answer. */
const partition = "semantic-cache-partition";

const isChat = isOneOf("context.Operation.Id", ["v1-chat-completions", "azure-chat-completions"]);

/**
 * Settings of a chat completion that change how it is answered, and nothing else. A request with any other one (a stream, tools,
 * `store`, a user's name, several answers) is not for the cache.
 */
const settings = [
  ...["model", "messages", "temperature", "top_p", "max_tokens", "max_completion_tokens"],
  ...["frequency_penalty", "presence_penalty", "seed", "stop", "response_format"],
  ...["reasoning_effort", "verbosity"],
];

/**
 * Empty for a request that is not for the cache. Only one question in words is, with or without instructions of the system:
 * the more two conversations share, the more similar they are, however different their last turns. Instructions and settings
 * must be the same to the letter.
 */
const partitionOf = [
  "@{",
  `if (!(${isChat})) { return ""; }`,
  "var body = context.Request.Body.As<JObject>(preserveContent: true);",
  'if (body["messages"] == null || body["messages"].Type != JTokenType.Array) { return ""; }',
  "var parts = new JArray();",
  "foreach (var property in body.Properties()) {",
  'if (property.Name == "stream" && property.Value.ToString(Newtonsoft.Json.Formatting.None) == "false") { continue; }',
  `if (!"|${settings.join("|")}|".Contains("|" + property.Name + "|")) { return ""; }`,
  'if (property.Name == "messages" || property.Name == "model") { continue; }',
  "parts.Add(property.Name);",
  "parts.Add(property.Value.ToString(Newtonsoft.Json.Formatting.None));",
  "}",
  "var questions = 0;",
  'foreach (var message in (JArray)body["messages"]) {',
  'var role = message.Value<string>("role");',
  'var content = message["content"];',
  'if (content == null || content.Type != JTokenType.String || message["name"] != null) { return ""; }',
  'if (role != "user" && role != "system") { return ""; }',
  'if (role == "user") { questions = questions + 1; } else { parts.Add((string)content); }',
  "}",
  'if (questions != 1) { return ""; }',
  "var bytes = System.Text.Encoding.UTF8.GetBytes(parts.ToString(Newtonsoft.Json.Formatting.None));",
  'return BitConverter.ToString(System.Security.Cryptography.SHA256.Create().ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();',
  "}",
].join(" ");

/**
 * Looks for the answer to a similar question. What is found is answered with; the rest of the section, limits among it, is for
 * what is not. A cache or embeddings that do not answer raise no error: the call goes on.
 * https://learn.microsoft.com/azure/api-management/llm-semantic-cache-lookup-policy
 */
export function lookUp(cache: SemanticCachePolicy, workload: string): readonly PolicyElement[] {
  return [
    choose([{ when: expression(inRegion(cache.region)), then: [set(partition, partitionOf)] }]),
    choose([
      {
        when: expression(`${variable(partition)} != ""`),
        then: [
          set(state, "asked"),
          count("Cache Lookups", workload),
          element(
            "llm-semantic-cache-lookup",
            {
              "score-threshold": String(cache.scoreThreshold),
              "embeddings-backend-id": cache.embeddingsBackendId,
              "embeddings-backend-auth": "system-assigned",
              "ignore-system-messages": "true",
            },
            element("vary-by", {}, workload),
            element("vary-by", {}, expression(variable("pool"))),
            element("vary-by", {}, expression(variable(partition))),
          ),
          set(state, "miss"),
          count("Cache Misses", workload),
        ],
      },
    ]),
  ];
}

/** Whether the request waits for an answer that the cache would keep: such an answer is read before it is sent on. */
export const isAwaited = `${variable(state)} == "miss"`;

/**
 * Keeps a complete answer of a deployment, and tells the caller of one that came from the cache.
 * https://learn.microsoft.com/azure/api-management/llm-semantic-cache-store-policy
 */
export function store({ seconds }: SemanticCachePolicy): PolicyElement {
  const finish =
    'context.Response.Body.As<JObject>(preserveContent: true).SelectToken("choices[0].finish_reason")';
  return choose([
    {
      when: expression(
        `${isAwaited} && context.Response.StatusCode == 200 && (${finish} ?? "").ToString() == "stop"`,
      ),
      then: [element("llm-semantic-cache-store", { duration: String(seconds) })],
    },
    {
      when: expression(`${variable(state)} == "asked"`),
      then: [
        element(
          "set-header",
          { name: "x-served-by", "exists-action": "override" },
          element("value", {}, "semantic-cache"),
        ),
      ],
    },
  ]);
}

function count(name: string, workload: string): PolicyElement {
  return element(
    "emit-metric",
    { name, namespace: "model-gateway", value: "1" },
    element("dimension", { name: "Workload", value: workload }),
    element("dimension", { name: "Model", value: expression(variable("model")) }),
    element("dimension", { name: "Deployment", value: expression(variable("deployment")) }),
  );
}

function set(name: string, value: string): PolicyElement {
  return element("set-variable", { name, value });
}
