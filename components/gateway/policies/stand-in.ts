import type { ModelPool } from "../plan";
import { authorization, securityToken } from "./aws-signature";
import { closeSession, header, openSession, session, type AwsAccess } from "./aws-session";
import { converseRequest } from "./converse-request";
import { answerVariable, chatCompletion, streamWanted, tokenCount } from "./converse-response";
import { choose, element, type PolicyElement } from "./document";
import { expression, isOneOf, literal, variable } from "./expressions";

/** A model of Amazon Bedrock that answers for a pool. Every value but the name is a reference to a named value. */
export interface StandIn {
  /** Name of the model in the second cloud's stack. */
  readonly name: string;
  /** ID of the model, as callers are told it. */
  readonly modelId: string;
  /** ARN of the workload's inference profile. */
  readonly profile: string;
  /** Regions that the profile may be processed in, as callers are told them. */
  readonly regions: string;
  /** ARN of the guardrail, and its version. */
  readonly guardrail: string;
  readonly guardrailVersion: string;
}

/** The second cloud of a workload: how it is reached, and which model stands in for which pool. */
export interface SecondCloud {
  readonly access: AwsAccess;
  /** Stand-ins by the ID of the pool. */
  readonly standIns: Readonly<Record<string, StandIn>>;
}

/** Answers that the deployments of a pool failed to give. */
const failed =
  "context.Response == null || context.Response.StatusCode == 429 || context.Response.StatusCode >= 500";
const isChat = isOneOf("context.Operation.Id", ["v1-chat-completions", "azure-chat-completions"]);
/** Seconds that a stand-in is left alone after a failure, where it does not say how long. */
const restSeconds = 30;

const request = "stand-in-request";
const time = "stand-in-time";
const closed = "stand-in-closed";
const answered = `((IResponse)context.Variables["${answerVariable}"])`;

/**
 * Lets a model of another cloud answer a chat completion that every deployment of the pool failed to answer. It is called by
 * `send-request`, not by a backend: a backend's path cannot be changed any more once the request was forwarded. So the breaker
 * of a backend is rebuilt here: a stand-in that fails is left alone for a while, for all workloads.
 * https://learn.microsoft.com/azure/api-management/rewrite-uri-policy (inbound only)
 */
export function standIn(
  pool: ModelPool,
  workload: string,
  { access, standIns }: SecondCloud,
): readonly PolicyElement[] {
  const model = standIns[pool.id];
  if (!model) return [];
  const breaker = { key: `stand-in-closed-${model.name}`, "caching-type": "internal" };
  const call = [
    element("set-variable", {
      name: time,
      value: expression('DateTime.UtcNow.ToString("yyyyMMddTHHmmssZ")'),
    }),
    converse(access, model),
    choose([
      {
        when: expression(`${answered} != null && ${answered}.StatusCode == 200`),
        then: answer(workload, model),
      },
      {
        when: expression(
          `${answered} == null || ${answered}.StatusCode == 429 || ${answered}.StatusCode >= 500`,
        ),
        then: [element("cache-store-value", { ...breaker, value: "closed", duration: retryAfter })],
      },
      // A session that is not accepted any more must not be tried until it would have ended.
      { when: expression(`${answered}.StatusCode == 403`), then: [closeSession(workload)] },
    ]),
  ];
  return [
    choose([
      {
        when: expression(`(${failed}) && (${isChat})`),
        then: [
          element("cache-lookup-value", { ...breaker, "variable-name": closed }),
          element("set-variable", { name: request, value: converseRequest({ workload, ...model }) }),
          choose([
            {
              when: expression(
                `!context.Variables.ContainsKey(${literal(closed)}) && ${variable(request)} != ""`,
              ),
              then: [
                ...openSession(access, workload),
                choose([
                  { when: expression(`context.Variables.ContainsKey(${literal(session)})`), then: call },
                ]),
              ],
            },
          ]),
        ],
      },
    ]),
  ];
}

/** How long a failed stand-in rests: as it says in seconds, else half a minute. */
const retryAfter = [
  "@{",
  `var said = ${answered} == null ? "" : ${answered}.Headers.GetValueOrDefault("Retry-After", "");`,
  `return Regex.IsMatch(said, "^[1-9][0-9]{0,3}$") ? int.Parse(said) : ${restSeconds};`,
  "}",
].join(" ");

/** The call of Converse, signed for this one request. */
function converse({ region }: AwsAccess, { profile }: StandIn): PolicyElement {
  const host = `"bedrock-runtime.${region}.amazonaws.com"`;
  const path = `"/model/" + Uri.EscapeDataString("${profile}") + "/converse"`;
  const signature = authorization({
    host,
    path,
    body: variable(request),
    time: variable(time),
    region: `"${region}"`,
    service: '"bedrock"',
  });
  return element(
    "send-request",
    { mode: "new", "response-variable-name": answerVariable, timeout: "240", "ignore-error": "true" },
    element("set-url", {}, expression(`"https://bedrock-runtime.${region}.amazonaws.com" + ${path}`)),
    element("set-method", {}, "POST"),
    header("Content-Type", "application/json"),
    header("X-Amz-Date", expression(variable(time))),
    header("X-Amz-Security-Token", securityToken),
    header("Authorization", signature),
    element("set-body", {}, expression(variable(request))),
  );
}

/** Counts the tokens as those of any other deployment, and answers as one. */
function answer(workload: string, { name, modelId, regions }: StandIn): readonly PolicyElement[] {
  const metric = (title: string, count: Parameters<typeof tokenCount>[0]) =>
    element(
      "emit-metric",
      { name: title, namespace: "model-gateway", value: tokenCount(count) },
      element("dimension", { name: "Workload", value: workload }),
      element("dimension", { name: "Model", value: modelId }),
      element("dimension", { name: "Deployment", value: `stand-in ${name}` }),
    );
  return [
    metric("Prompt Tokens", "inputTokens"),
    metric("Completion Tokens", "outputTokens"),
    metric("Total Tokens", "totalTokens"),
    element(
      "return-response",
      {},
      element("set-status", { code: "200", reason: "OK" }),
      header("Content-Type", expression(`${streamWanted} ? "text/event-stream" : "application/json"`)),
      header("x-served-by", modelId),
      header("x-processed-in", regions),
      element("set-body", {}, chatCompletion(`"${modelId}"`)),
    ),
  ];
}
