import { tokensPerMinutePerUnit } from "../../catalog/quotas";
import { findSku } from "../../catalog/skus";
import type { Arm } from "../arm/arm";
import type { ArmResource } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { at, objectsAt, stringAt } from "../arm/json";
import type { LocalCloud } from "../cloud";
import type { Json, JsonObject } from "../store/store";
import { actionOf } from "../types/index";
import { isPermitted } from "./access";
import { type FaceRequest, type Handler, type Reply, jsonOf } from "./http";
import {
  type Prompt,
  chatChunks,
  chatCompletion,
  embeddings,
  filteredMark,
  response,
  responseEvents,
  textsOf,
  tokensOf,
  usageOf,
} from "./inference-answers";
import { blocksPrompts } from "./content-filter";
import type { FaceState } from "./state";
import { TokenRate } from "./token-rate";
import { type Tokens, same } from "./tokens";

/**
 * Where a listener stands: `private` is inside the network of the platform, where the name of an account leads to its
 * private endpoint; `public` is the internet. A caller chooses its place by the port that it calls.
 */
export type Position = "private" | "public";

type Api = "chat/completions" | "responses" | "embeddings";

interface Call {
  readonly account: ArmResource;
  readonly api: Api;
  /** From the path; else the body's `model` names it. */
  readonly deployment?: string | undefined;
  /** As the service writes the operation in its refusals. */
  readonly operation: string;
}

/**
 * The data action of each operation, as `catalog/role-permissions.ts` has them. No source names the one of the responses
 * API: whoever may chat may use it here.
 */
const dataActions: Readonly<Record<Api, string>> = {
  "chat/completions": "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
  responses: "Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
  embeddings: "Microsoft.CognitiveServices/accounts/OpenAI/deployments/embeddings/action",
};

/**
 * The data plane of Azure OpenAI, as far as it takes to see that a platform stands: who may call which deployment from
 * where, with canned answers that say what they are. An account is called by its own host name, or by its subdomain as
 * the first segment of the path: `https://127.0.0.1:PORT/<subdomain>/openai/...`.
 */
export function inferenceFace(
  { arm }: Pick<LocalCloud, "arm">,
  { tokens, telemetry, outages }: FaceState,
  position: Position,
): Handler {
  const rate = new TokenRate(() => arm.now());
  return (request) => {
    const call = callOf(request, arm);
    outages.requireUp(stringAt(call.account.body, "location") ?? "");
    requireReachable(call.account, position, arm);
    const log = (status: number): void => {
      telemetry.record({ account: call.account.id, operation: call.operation, status });
    };
    try {
      authorize(call, request, tokens, arm);
      const body = jsonOf(request);
      const reply = answer(call, body, deploymentOf(call, body, arm), arm, rate);
      log(reply.status);
      return reply;
    } catch (error) {
      if (error instanceof CloudError) log(error.status);
      throw error;
    }
  };
}

function callOf({ method, path, headers }: FaceRequest, arm: Arm): Call {
  const host = /^([^.]+)\.(openai|cognitiveservices|services\.ai)\.azure\.com(:\d+)?$/i.exec(
    headers["host"] ?? "",
  )?.[1];
  const [, subdomain = "", rest = ""] =
    host === undefined ? (/^\/([^/]+)(\/.*)$/.exec(path) ?? []) : ["", host, path];
  const account = arm
    .ofType("Microsoft.CognitiveServices/accounts")
    .find(
      ({ body }) =>
        stringAt(body, "properties.customSubDomainName")?.toLowerCase() === subdomain.toLowerCase(),
    );
  if (!account)
    throw new CloudError(404, "404", `Resource not found: no account has the subdomain '${subdomain}'.`);
  const [, deployment, named] =
    /^\/openai\/deployments\/([^/]+)\/(chat\/completions|embeddings)$/.exec(rest) ?? [];
  const [, versionless] = /^\/openai\/(?:v1\/)?(chat\/completions|responses|embeddings)$/.exec(rest) ?? [];
  const api = (named ?? versionless) as Api | undefined;
  if (api === undefined || method !== "POST") throw new CloudError(404, "404", "Resource not found");
  const operation =
    deployment === undefined ? `POST /openai/v1/${api}` : `POST /openai/deployments/{deployment-id}/${api}`;
  return { account, api, deployment, operation };
}

/** Inside the network a name leads to the private endpoint, if there is one, and to the public address otherwise. */
function requireReachable(account: ArmResource, position: Position, arm: Arm): void {
  if (position === "private" && hasPrivateEndpoint(account, arm)) return;
  if (stringAt(account.body, "properties.publicNetworkAccess") === "Disabled")
    throw new CloudError(403, "403", "Public access is disabled. Please configure private endpoint.");
  if (stringAt(account.body, "properties.networkAcls.defaultAction") === "Deny")
    throw new CloudError(403, "403", "Access denied due to Virtual Network/Firewall rules.");
}

function hasPrivateEndpoint({ id }: ArmResource, arm: Arm): boolean {
  return arm
    .ofType("Microsoft.Network/privateEndpoints")
    .some(({ body }) =>
      objectsAt(body, "properties.privateLinkServiceConnections").some(
        (connection) =>
          stringAt(connection, "properties.privateLinkServiceId")?.toLowerCase() === id.toLowerCase() &&
          stringAt(connection, "properties.privateLinkServiceConnectionState.status") === "Approved",
      ),
    );
}

const audiences = ["https://cognitiveservices.azure.com", "https://ai.azure.com"];

/** By a key where the account takes keys, else by a token. Text of the refusal of a role: AzureAgentToM365#3. */
function authorize(
  { account, api, operation }: Call,
  { headers }: FaceRequest,
  tokens: Tokens,
  arm: Arm,
): void {
  const caller = tokens.caller(headers["authorization"]);
  const key =
    headers["api-key"] ??
    (caller ? undefined : /^Bearer ([0-9a-f]{32})$/.exec(headers["authorization"] ?? "")?.[1]);
  if (key !== undefined) {
    requireKey(account, key, arm);
    return;
  }
  if (!caller || (caller.audience !== "*" && !audiences.includes(caller.audience)))
    throw new CloudError(
      401,
      "401",
      "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
    );
  const action = dataActions[api];
  // Whoever owns the subscription may manage an account, and still needs a role for its data.
  if (isPermitted(arm, caller.principal, action, account.id, "data")) return;
  throw new CloudError(
    401,
    "PermissionDenied",
    `The principal \`${caller.principal}\` lacks the required data action \`${action}\` to perform \`${operation}\` operation.`,
  );
}

function requireKey(account: ArmResource, key: string, arm: Arm): void {
  if (at(account.body, "properties.disableLocalAuth") === true)
    throw new CloudError(
      403,
      "AuthenticationTypeDisabled",
      "Key based authentication is disabled for this resource.",
    );
  const keys = actionOf("azure-native:cognitiveservices:listAccountKeys")?.answer(account, arm) ?? {};
  if (Object.values(keys).some((one) => typeof one === "string" && same(one, key))) return;
  throw new CloudError(
    401,
    "401",
    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.",
  );
}

function deploymentOf({ account, deployment }: Call, body: JsonObject, arm: Arm): ArmResource {
  const name = deployment ?? stringAt(body, "model") ?? "";
  const found = name === "" || name.includes("/") ? undefined : arm.get(`${account.id}/deployments/${name}`);
  if (found && stringAt(found.body, "properties.provisioningState") === "Succeeded") return found;
  throw new CloudError(
    404,
    "DeploymentNotFound",
    "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.",
  );
}

function answer({ api }: Call, body: JsonObject, deployment: ArmResource, arm: Arm, rate: TokenRate): Reply {
  const name = stringAt(deployment.body, "name") ?? "";
  const model = stringAt(deployment.body, "properties.model.name") ?? "";
  const isEmbedding = model.includes("embedding");
  if (isEmbedding !== (api === "embeddings"))
    throw new CloudError(
      400,
      "OperationNotSupported",
      `The ${api} operation does not work with the specified model, ${model}. Please choose different model and try again.`,
    );
  const prompt: Prompt = {
    text: [body["instructions"], body["messages"], body["input"]].map(textsOf).join("\n").trim(),
    deployment: name,
    model: `${model}-${stringAt(deployment.body, "properties.model.version") ?? ""}`,
    created: Math.floor(arm.now() / 1_000),
    seed: arm.seed,
  };
  if (prompt.text === "")
    throw new CloudError(
      400,
      "BadRequest",
      `Missing required parameter: '${api === "chat/completions" ? "messages" : "input"}'.`,
    );
  if (prompt.text.includes(filteredMark) && blocksPrompts(deployment, arm)) return filtered();
  rate.take(deployment.id, wanted(body, prompt, isEmbedding), limitOf(deployment, model), api);
  if (isEmbedding) {
    const texts = listOf(body["input"]);
    return {
      status: 200,
      body: embeddings(
        texts,
        prompt,
        dimensionsOf(body, model),
        stringAt(body, "encoding_format") === "base64" ? "base64" : "float",
      ),
    };
  }
  const streamed = body["stream"] === true;
  if (api === "responses")
    return streamed
      ? { status: 200, events: responseEvents(prompt) }
      : { status: 200, body: response(prompt) };
  return streamed
    ? { status: 200, events: chatChunks(prompt, at(body, "stream_options.include_usage") === true) }
    : { status: 200, body: chatCompletion(prompt) };
}

/** What a request counts against the rate limit: its prompt and the most that it may answer. */
function wanted(body: JsonObject, prompt: Prompt, isEmbedding: boolean): number {
  if (isEmbedding) return tokensOf(prompt.text);
  const most = body["max_completion_tokens"] ?? body["max_tokens"] ?? body["max_output_tokens"];
  return typeof most === "number" ? tokensOf(prompt.text) + most : usageOf(prompt).total_tokens;
}

/** Tokens a minute; undefined where capacity is not counted in tokens. */
function limitOf({ body }: ArmResource, model: string): number | undefined {
  if (findSku(stringAt(body, "sku.name") ?? "")?.capacityUnit !== "tpm") return undefined;
  const capacity = at(body, "sku.capacity");
  return (typeof capacity === "number" ? capacity : 1) * tokensPerMinutePerUnit(model);
}

function dimensionsOf(body: JsonObject, model: string): number {
  const asked = body["dimensions"];
  if (typeof asked === "number" && Number.isInteger(asked) && asked > 0 && asked <= 4_096) return asked;
  return model.endsWith("large") ? 3_072 : 1_536;
}

function listOf(input: Json | undefined): readonly string[] {
  if (typeof input === "string") return [input];
  return Array.isArray(input)
    ? (input as readonly Json[]).map((one) => (typeof one === "string" ? one : JSON.stringify(one)))
    : [];
}

/** https://learn.microsoft.com/azure/foundry/openai/concepts/content-filter */
function filtered(): Reply {
  return {
    status: 400,
    body: {
      error: {
        code: "content_filter",
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
        param: "prompt",
        type: null,
        status: 400,
        innererror: {
          code: "ResponsibleAIPolicyViolation",
          content_filter_result: { violence: { filtered: true, severity: "medium" } },
        },
      },
    },
  };
}
