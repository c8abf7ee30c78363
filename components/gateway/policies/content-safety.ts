import { choose, element, refuse, type PolicyElement } from "./document";
import { expression, inRegion } from "./expressions";

/** The services that look at prompts. */
export interface ContentSafety {
  /** Accounts that offer Content Safety, one a region; the first one is asked by gateways of all other regions. */
  readonly endpoints: readonly [SafetyEndpoint, ...SafetyEndpoint[]];
  /** Named value with the client ID of the identity that calls it. */
  readonly clientId: string;
}

/** An account that offers Content Safety. */
export interface SafetyEndpoint {
  /** Named value with its address. */
  readonly endpoint: string;
  /** Its region. */
  readonly region: string;
}

/** The last 10,000 characters of the prompt: what the service takes, and where an attack would have to stand. */
const prompt = [
  "@{",
  "var body = context.Request.Body.As<JObject>(preserveContent: true);",
  'var text = (body["messages"] ?? body["input"] ?? "").ToString();',
  "var part = text.Length > 10000 ? text.Substring(text.Length - 10000) : text;",
  'return new JObject(new JProperty("userPrompt", part), new JProperty("documents", new JArray())).ToString();',
  "}",
].join(" ");

/**
 * Asks Content Safety whether the prompt tries to override the model's instructions, before a model sees it: in the gateway's
 * own region, and where that does not answer, in the next. A check that nobody makes refuses the call.
 *
 * Not the policy `llm-content-safety`: its backend needs managed-identity credentials, which API version 2024-05-01 of the
 * provider cannot write, or a key. https://learn.microsoft.com/azure/ai-services/content-safety/concepts/jailbreak-detection
 */
export function contentSafety({ endpoints, clientId }: ContentSafety): readonly PolicyElement[] {
  const [first, ...others] = endpoints;
  const inTurn = ([one, ...rest]: readonly [SafetyEndpoint, ...SafetyEndpoint[]]) => [
    ask(one, clientId),
    ...rest.map((next) => choose([{ when: unanswered, then: [ask(next, clientId)] }])),
  ];
  const elsewhere = others.map((own) => ({
    when: expression(inRegion(own.region)),
    then: inTurn([own, ...endpoints.filter((endpoint) => endpoint !== own)]),
  }));
  return [
    ...(elsewhere.length > 0 ? [choose(elsewhere, inTurn([first, ...others]))] : inTurn([first])),
    choose([
      {
        when: unanswered,
        then: [
          refuse(503, "Service Unavailable", "ContentSafetyUnavailable", "The prompt cannot be checked."),
        ],
      },
      {
        when: expression(
          '((IResponse)context.Variables["shield"]).Body.As<JObject>(preserveContent: true).SelectToken("userPromptAnalysis.attackDetected").Value<bool>()',
        ),
        then: [
          refuse(
            400,
            "Bad Request",
            "content_filter",
            "The prompt tries to override the model's instructions.",
          ),
        ],
      },
    ]),
  ];
}

const unanswered = expression(
  'context.Variables["shield"] == null || ((IResponse)context.Variables["shield"]).StatusCode != 200',
);

function ask({ endpoint }: SafetyEndpoint, clientId: string): PolicyElement {
  return element(
    "send-request",
    { mode: "new", "response-variable-name": "shield", timeout: "10", "ignore-error": "true" },
    element("set-url", {}, `${endpoint}/contentsafety/text:shieldPrompt?api-version=2024-09-01`),
    element("set-method", {}, "POST"),
    element(
      "set-header",
      { name: "Content-Type", "exists-action": "override" },
      element("value", {}, "application/json"),
    ),
    element("set-body", {}, prompt),
    element("authentication-managed-identity", {
      resource: "https://cognitiveservices.azure.com",
      "client-id": clientId,
    }),
  );
}
