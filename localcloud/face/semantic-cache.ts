import type { Arm } from "../arm/arm";
import type { ArmResource } from "../arm/behaviour";
import { normalizeLocation, parseArmId } from "../arm/id";
import { at, objectsAt, stringAt } from "../arm/json";
import { cacheConnection } from "../behaviours/gateway-caches";
import { redisKeys } from "../behaviours/redis";
import { type FaceRequest, type Handler, type Reply, jsonOf } from "./http";
import type { Tokens } from "./tokens";

/** A call that a semantic cache may answer. */
export interface CachedCall {
  readonly service: ArmResource;
  /** The region whose gateway takes the call. */
  readonly region: string;
  /** The policy of the API, with its named values filled in. */
  readonly policy: string;
  readonly api: string;
  /** Addresses of the pool's deployments. */
  readonly members: readonly string[];
}

interface Entry {
  readonly reply: Reply;
  readonly until: number;
}

/** What the policy says of the cache. */
interface Settings {
  readonly region: string;
  readonly embeddings: string;
  readonly seconds: number;
}

/**
 * The semantic cache of a gateway. Similar is here the same text but for case and spaces: this cloud has no vectors. All that leads
 * to the cache is real: its connection string in the vault, a key that the Redis takes, embeddings that the gateway's own
 * identity may ask for. Where one is missing, the call goes on without the cache, as at Azure.
 */
export class SemanticCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly arm: Arm,
    private readonly tokens: Tokens,
    private readonly models: Handler,
  ) {}

  /** Answers with what was kept, else with what `answer` gives, and keeps that. */
  async through(call: CachedCall, request: FaceRequest, answer: () => Promise<Reply>): Promise<Reply> {
    const settings = settingsIn(call.policy);
    const key = settings && questionOf(call, jsonOf(request));
    if (!settings || key === undefined || settings.region !== call.region) return answer();
    if (!this.isConnected(call) || !(await this.hasEmbeddings(call, settings, request))) return answer();
    const kept = this.entries.get(key);
    if (kept && this.arm.now() < kept.until) {
      return { ...kept.reply, headers: { ...kept.reply.headers, "x-served-by": "semantic-cache" } };
    }
    const reply = await answer();
    if (reply.status === 200 && objectsAt(bodyOf(reply), "choices")[0]?.["finish_reason"] === "stop") {
      this.entries.set(key, { reply, until: this.arm.now() + settings.seconds * 1000 });
    }
    return reply;
  }

  /** Whether the gateway's connection string holds a key that a Redis of this cloud takes. */
  private isConnected({ service, region }: CachedCall): boolean {
    const [, host, password] =
      /^([^:]+):\d+,password=([^,]+)/.exec(cacheConnection(service, region, this.arm) ?? "") ?? [];
    const cluster = this.arm
      .ofType("Microsoft.Cache/redisEnterprise")
      .find(({ body }) => stringAt(body, "properties.hostName") === host);
    const database = cluster && this.arm.get(`${cluster.id}/databases/default`);
    if (!database || stringAt(database.body, "properties.accessKeysAuthentication") !== "Enabled")
      return false;
    return Object.values(redisKeys(database, this.arm)).includes(password);
  }

  private async hasEmbeddings(
    { service }: CachedCall,
    { embeddings }: Settings,
    request: FaceRequest,
  ): Promise<boolean> {
    const url = stringAt(this.arm.get(`${service.id}/backends/${embeddings}`)?.body, "properties.url") ?? "";
    const [, subdomain, deployment] =
      /^https:\/\/([^.]+)\.openai\.azure\.com\/openai\/deployments\/([^/]+)\/embeddings$/.exec(url) ?? [];
    const principal = stringAt(service.body, "identity.principalId");
    if (subdomain === undefined || principal === undefined) return false;
    try {
      const { status } = await this.models({
        ...request,
        path: `/${subdomain}/openai/v1/embeddings`,
        headers: {
          authorization: `Bearer ${this.tokens.issue(principal, "https://cognitiveservices.azure.com")}`,
        },
        body: JSON.stringify({ model: deployment, input: "question" }),
      });
      return status === 200;
    } catch {
      return false;
    }
  }
}

function settingsIn(policy: string): Settings | undefined {
  const text = policy.replaceAll("&quot;", '"');
  const [, embeddings] = /<llm-semantic-cache-lookup [^>]*embeddings-backend-id="([^"]+)"/.exec(text) ?? [];
  const [, seconds] = /<llm-semantic-cache-store duration="(\d+)"/.exec(text) ?? [];
  const [, region] =
    /context\.Deployment\.Region == "([^"]+)"[^>]*>\s*<set-variable name="semantic-cache-partition"/.exec(
      text,
    ) ?? [];
  if (embeddings === undefined || seconds === undefined || region === undefined) return undefined;
  return { embeddings, seconds: Number(seconds), region: normalizeLocation(region) };
}

/** Settings with which a request is one of the kind that the policy looks up. */
const settings = new Set([
  ...["model", "messages", "temperature", "top_p", "max_tokens", "max_completion_tokens"],
  ...["frequency_penalty", "presence_penalty", "seed", "stop", "response_format"],
  ...["reasoning_effort", "verbosity"],
]);

/** One question in words, with all that must be the same beside it; undefined for every other request. */
function questionOf({ service, policy, api, members }: CachedCall, body: FaceBody): string | undefined {
  if (api !== "chat/completions") return undefined;
  if ((body["stream"] ?? false) !== false) return undefined;
  const rest = Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== "stream" && name !== "model"),
  );
  if (Object.keys(rest).some((name) => !settings.has(name))) return undefined;
  const messages = objectsAt(rest, "messages");
  const isPlain = messages.every(
    (message) =>
      ["user", "system"].includes(stringAt(message, "role") ?? "") &&
      typeof message["content"] === "string" &&
      at(message, "name") === undefined,
  );
  if (!isPlain || messages.filter((message) => message["role"] === "user").length !== 1) return undefined;
  const said = messages.map((message) => {
    const content = stringAt(message, "content") ?? "";
    return message["role"] === "user" ? content.toLowerCase().replace(/\s+/g, " ").trim() : content;
  });
  const workload = /<vary-by>([^<]*)<\/vary-by>/.exec(policy)?.[1];
  return JSON.stringify([parseArmId(service.id).key, workload, members, { ...rest, messages: said }]);
}

type FaceBody = ReturnType<typeof jsonOf>;

function bodyOf({ body }: Reply): FaceBody {
  return typeof body === "object" && body !== null ? (body as FaceBody) : {};
}
