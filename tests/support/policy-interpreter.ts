import { createHash, createHmac } from "node:crypto";
import { createContext, runInContext, type Context } from "node:vm";
import { XMLParser } from "fast-xml-parser";
import {
  operations,
  pathBackendId,
  v1BackendId,
  type GatewayOperation,
} from "../../components/gateway/operations";
import { regionalPools, type ModelPool } from "../../components/gateway/plan";
import { dotnet } from "./policy-dotnet";

/** A token as its issuer made it. */
export interface Token {
  readonly tenant: string;
  readonly audience: string;
  readonly claims: Readonly<Record<string, readonly string[]>>;
}

export interface GatewayRequest {
  readonly method: "GET" | "POST";
  /** Path below `<workload>/openai`. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: Token;
  /** The product that the call counts against; null when a subscription key takes it out of every product. */
  readonly product?: string | null;
  readonly requestId?: string;
  /** Display name of the region whose gateway takes the call. @default Sweden Central */
  readonly region?: string;
}

/** A call that reached a model. */
export interface BackendCall {
  readonly deployment: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a gateway is made of, as far as a request meets it. */
export interface GatewayUnderTest {
  readonly apiPolicy: string;
  readonly productPolicy: string;
  readonly pools: readonly ModelPool[];
  readonly namedValues: Readonly<Record<string, string>>;
  /** How a deployment answers. @default 200 */
  readonly answer?: (deployment: string) => number;
  /** What a deployment says where it answers with 200. @default nothing */
  readonly reply?: (deployment: string, body: string) => string;
  /** Whether the embeddings of a semantic cache come. @default they do */
  readonly embeddings?: () => boolean;
  /** How Content Safety answers. @default no attack */
  readonly shield?: { readonly status: number; readonly attackDetected: boolean } | ((url: string) => number);
  /** How any other service answers that a policy asks. @default no answer comes */
  readonly services?: (request: ServiceRequest) => ServiceAnswer | undefined;
  /** What the gateway's cache holds; given again, it keeps what calls before put there. */
  readonly cache?: Map<string, CacheEntry>;
  /** @default 2026-05-20T12:00:00Z */
  readonly now?: Date;
}

/** A value in the cache, and the seconds for which it was put there. */
export interface CacheEntry {
  readonly value: unknown;
  readonly seconds: number;
  /** When it was put there, in milliseconds, where that counts. */
  readonly at?: number;
}

/** A request that a policy sends by itself. */
export interface ServiceRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly status: number;
  readonly body: string;
  readonly calls: readonly BackendCall[];
  /** Attributes of each policy that counts tokens. */
  readonly counted: readonly Readonly<Record<string, string>>[];
  readonly dimensions: Readonly<Record<string, string>>;
  /** What was sent to Content Safety. */
  readonly checked: readonly { readonly url: string; readonly body: string }[];
  /** Headers of an answer that the gateway gave itself. */
  readonly headers: Readonly<Record<string, string>>;
  /** Metrics that a policy emitted itself. */
  readonly metrics: readonly { readonly name: string; readonly value: number; readonly dimensions: object }[];
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  readonly text: string;
}

class Answered extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`answered ${status}`);
  }
}

class ExpressionFailed extends Error {}

/** A cache had the answer: the rest of the section, and the backend, are passed over. */
class Found extends Error {}

/**
 * What API Management does with a request, for the policies that a gateway's documents consist of. Expressions run as
 * JavaScript after their C# casts and type arguments are taken away; a policy that is not known here fails the test.
 */
export function callGateway(gateway: GatewayUnderTest, request: GatewayRequest): Outcome {
  return new Run(gateway, request).outcome();
}

class Run {
  private readonly calls: BackendCall[] = [];
  private readonly counted: Readonly<Record<string, string>>[] = [];
  private readonly checked: { url: string; body: string }[] = [];
  private readonly dimensions: Record<string, string> = {};
  private readonly open = new Set<string>();
  private readonly ownCache = new Map<string, CacheEntry>();
  private readonly headers: Record<string, string>;
  private readonly context: Context = createContext({ createHash, createHmac, bytesOf, parseXml });
  private readonly metrics: { name: string; value: number; dimensions: object }[] = [];
  private backend: string | undefined;
  private path: string;
  private body: string | undefined;
  private status = 0;
  private answer = "";
  private readonly answerHeaders: Record<string, string> = {};
  private section: "inbound" | "outbound" = "inbound";
  /** What the request would be found under, once the semantic cache was asked. */
  private asked: string | undefined;

  constructor(
    private readonly gateway: GatewayUnderTest,
    private readonly request: GatewayRequest,
  ) {
    this.path = request.path;
    this.body = request.body;
    this.headers = { ...request.headers };
    runInContext(dotnet, this.context);
    runInContext(`const clock = ${this.now.getTime()};`, this.context);
  }

  outcome(): Outcome {
    const { calls, counted, dimensions, checked, metrics } = this;
    const seen = { calls, counted, dimensions, checked, metrics };
    try {
      this.run();
      return { status: this.status, body: this.answer, headers: this.answerHeaders, ...seen };
    } catch (error) {
      if (!(error instanceof Answered)) throw error;
      return { status: error.status, body: error.body, headers: error.headers, ...seen };
    }
  }

  private run(): void {
    const matched = match(this.request);
    if (!matched) throw new Answered(404, "no operation");
    const { token, product, requestId = "request", region = "Sweden Central" } = this.request;
    this.evaluate(
      `context.Operation = ${JSON.stringify({ Id: matched.operation.id })};
       context.Product = ${product === null ? "null" : JSON.stringify({ Id: product })};
       context.Deployment = ${JSON.stringify({ Region: region })};
       context.RequestId = ${JSON.stringify(requestId)};
       context.Request.MatchedParameters = ${JSON.stringify(matched.parameters)};
       context.claims = ${JSON.stringify(token?.claims ?? {})};`,
    );
    const api = this.parse(this.gateway.apiPolicy);
    try {
      try {
        this.all(section(api, "inbound"));
        this.all(section(api, "backend"));
      } catch (error) {
        if (!(error instanceof Found)) throw error;
      }
      this.section = "outbound";
      this.all(section(api, "outbound"));
    } catch (error) {
      if (!(error instanceof ExpressionFailed)) throw error;
      this.evaluate(`context.LastError = { Reason: "ExpressionValueEvaluationFailure" };`);
      this.all(section(api, "on-error"));
      throw new Answered(500, error.message);
    }
  }

  private all(nodes: readonly Node[]): void {
    for (const node of nodes) this.one(node);
  }

  private one(node: Node): void {
    const { name, attributes, children } = node;
    switch (name) {
      case "base":
        for (const inner of section(this.parse(this.gateway.productPolicy), this.section)) {
          if (inner.name !== "base") this.one(inner);
        }
        return;
      case "validate-azure-ad-token":
        this.checkToken(node);
        return;
      case "choose":
        this.all(
          children.find(
            (branch) => branch.name === "otherwise" || this.value(branch.attributes["condition"]!) === true,
          )?.children ?? [],
        );
        return;
      case "set-variable":
        this.setVariable(attributes["name"]!, this.value(attributes["value"]!));
        return;
      case "return-response":
        throw new Answered(
          Number(children.find((child) => child.name === "set-status")!.attributes["code"]),
          String(this.value(children.find((child) => child.name === "set-body")?.text ?? "")),
          this.headersOf(children),
        );
      case "llm-token-limit":
        this.counted.push(attributes);
        return;
      case "llm-emit-token-metric":
        for (const { attributes: dimension } of children) {
          this.dimensions[dimension["name"]!] = String(this.value(dimension["value"]!));
        }
        return;
      case "set-backend-service":
        this.backend = attributes["backend-id"];
        return;
      case "rewrite-uri":
        this.path = attributes["template"]!;
        return;
      case "set-body":
        this.body = String(this.value(node.text));
        return;
      case "set-header":
        if (this.section === "outbound")
          this.answerHeaders[attributes["name"]!] = String(this.value(children[0]?.text ?? ""));
        else if (attributes["exists-action"] === "delete")
          Reflect.deleteProperty(this.headers, attributes["name"]!);
        return;
      case "authentication-managed-identity":
        this.authenticate(attributes);
        return;
      case "cache-lookup-value": {
        const found = this.cache.get(attributes["key"]!);
        if (found) this.setVariable(attributes["variable-name"]!, found.value);
        return;
      }
      case "cache-store-value":
        this.cache.set(attributes["key"]!, {
          value: this.value(attributes["value"]!),
          seconds: Number(this.value(attributes["duration"]!)),
        });
        return;
      case "cache-remove-value":
        this.cache.delete(attributes["key"]!);
        return;
      case "llm-semantic-cache-lookup":
        this.lookUp(node);
        return;
      case "llm-semantic-cache-store":
        this.cache.set(this.asked!, {
          value: this.answer,
          seconds: Number(attributes["duration"]),
          at: this.now.getTime(),
        });
        return;
      case "emit-metric":
        this.metrics.push({
          name: attributes["name"]!,
          value: Number(this.value(attributes["value"]!)),
          dimensions: Object.fromEntries(
            children.map(({ attributes: dimension }) => [
              dimension["name"]!,
              String(this.value(dimension["value"]!)),
            ]),
          ),
        });
        return;
      case "send-request":
        this.sendRequest(node);
        return;
      case "retry":
        for (let tries = 0; tries <= Number(attributes["count"]); tries += 1) {
          this.all(children);
          if (this.value(attributes["condition"]!) !== true) return;
        }
        return;
      case "forward-request":
        this.forward();
        return;
      default:
        throw new Error(`the interpreter does not know the policy <${name}>`);
    }
  }

  private checkToken({ attributes, children }: Node): void {
    const { token } = this.request;
    const audiences = children.find(({ name }) => name === "audiences")!.children.map(({ text }) => text);
    if (token?.tenant !== attributes["tenant-id"] || !audiences.includes(token?.audience ?? "")) {
      throw new Answered(Number(attributes["failed-validation-httpcode"]), "");
    }
    this.evaluate(
      `context.Variables[${JSON.stringify(attributes["output-token-variable-name"])}] = { Claims: claimsOf(context.claims) };`,
    );
  }

  /** Similar is, for this interpreter, the same but for case and spaces. */
  private lookUp({ attributes, children }: Node): void {
    if (attributes["embeddings-backend-auth"] !== "system-assigned")
      throw new Error("embeddings-backend-auth must be system-assigned");
    if (this.gateway.embeddings?.() === false) return;
    const { messages } = JSON.parse(this.body ?? "null") as {
      messages: { role: string; content: string }[];
    };
    const ignored = attributes["ignore-system-messages"] === "true" ? ["system"] : [];
    const prompt = messages
      .filter(({ role }) => !ignored.includes(role))
      .map(({ role, content }) => `${role}: ${content.toLowerCase().replace(/\s+/g, " ").trim()}`);
    const partition = children.map(({ text }) => String(this.value(text)));
    this.asked = JSON.stringify(["semantic", ...partition, ...prompt]);
    const found = this.cache.get(this.asked);
    if (!found || this.now.getTime() >= (found.at ?? 0) + found.seconds * 1000) return;
    this.respond(200, String(found.value));
    throw new Found();
  }

  private respond(status: number, body: string): void {
    this.status = status;
    this.answer = body;
    this.evaluate(`context.Response = responseOf(${status}, ${JSON.stringify(body)}, {});`);
  }

  private get now(): Date {
    return this.gateway.now ?? new Date("2026-05-20T12:00:00Z");
  }

  private sendRequest({ attributes, children }: Node): void {
    const child = (name: string): Node => children.find((candidate) => candidate.name === name)!;
    const url = String(this.value(child("set-url").text));
    const body = String(this.value(child("set-body").text));
    const answer = url.includes("/contentsafety/")
      ? this.shieldAnswer(url, body)
      : this.gateway.services?.({
          url,
          body,
          method: child("set-method").text,
          headers: this.headersOf(children),
        });
    const variable = JSON.stringify(attributes["response-variable-name"]);
    if (!answer) {
      if (attributes["ignore-error"] !== "true") throw new Error(`no answer from ${url}`);
      this.evaluate(`context.Variables[${variable}] = null;`);
      return;
    }
    this.evaluate(
      `context.Variables[${variable}] = responseOf(${answer.status}, ${JSON.stringify(answer.body)}, ${JSON.stringify(answer.headers ?? {})});`,
    );
  }

  private shieldAnswer(url: string, body: string): ServiceAnswer {
    this.checked.push({ url, body });
    const { shield = { status: 200, attackDetected: false } } = this.gateway;
    const { status, attackDetected } =
      typeof shield === "function" ? { status: shield(url), attackDetected: false } : shield;
    return { status, body: JSON.stringify({ userPromptAnalysis: { attackDetected } }) };
  }

  private headersOf(children: readonly Node[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
      children
        .filter(({ name }) => name === "set-header")
        .map(({ attributes, children: values }) => [
          attributes["name"]!,
          String(this.value(values[0]?.text ?? "")),
        ]),
    );
  }

  /** A token is `client@resource`, in the header or, where a variable is named, in that. */
  private authenticate(attributes: Readonly<Record<string, string>>): void {
    const token = `${attributes["client-id"]!}@${attributes["resource"]!}`;
    const variable = attributes["output-token-variable-name"];
    if (variable === undefined) this.headers["Authorization"] = `Bearer ${token}`;
    else this.setVariable(variable, token);
  }

  private setVariable(name: string, value: unknown): void {
    this.evaluate(`context.Variables[${JSON.stringify(name)}] = ${JSON.stringify(value)};`);
  }

  private get cache(): Map<string, CacheEntry> {
    return this.gateway.cache ?? this.ownCache;
  }

  /** A backend whose circuit is open answers 503 without being called; a pool passes it over. */
  private forward(): void {
    const pool = this.gateway.pools.flatMap(regionalPools).find(({ id }) => id === this.backend);
    const target = pool
      ? pool.members.map(({ deployment }) => pathBackendId(deployment)).find((id) => !this.open.has(id))
      : this.backend;
    const [status, body] =
      target === undefined || this.open.has(target) ? [503, ""] : this.callBackend(target);
    this.respond(status, body);
  }

  private callBackend(id: string): readonly [status: number, body: string] {
    const members = this.gateway.pools.flatMap((pool) => pool.members.map(({ deployment }) => deployment));
    const deployment = members.find((name) => [pathBackendId(name), v1BackendId(name)].includes(id));
    if (deployment === undefined) throw new Error(`there is no backend "${id}"`);
    const base = id === v1BackendId(deployment) ? "/openai" : `/openai/deployments/${deployment}`;
    this.calls.push({
      deployment,
      path: `${base}${this.path}`,
      body: this.body,
      headers: { ...this.headers },
    });
    const status = this.gateway.answer?.(deployment) ?? 200;
    if (status === 429 || status >= 500) this.open.add(id);
    return [status, status === 200 ? (this.gateway.reply?.(deployment, this.body ?? "") ?? "") : ""];
  }

  /** A literal, or what an expression comes to. */
  private value(text: string): unknown {
    const code = /^@\((?<single>[^]*)\)$/.exec(text)?.groups?.["single"];
    const block = /^@\{(?<block>[^]*)\}$/.exec(text)?.groups?.["block"];
    if (code === undefined && block === undefined) return text;
    return this.evaluate(code === undefined ? `(() => {${block!}})()` : `(${code})`);
  }

  private evaluate(csharp: string): unknown {
    const script = csharp
      .replace(/\((Jwt|IResponse|string|JArray)\)(?=[\w("])/g, "")
      .replace(/<(string|int\??|bool\??|double|JObject|XElement)>(?=\()/g, "")
      .replace(/\bforeach \(var (\w+) in /g, "for (const $1 of ")
      .replace(/\bpreserveContent: true\b/g, "");
    runInContext(`context.body = ${JSON.stringify(this.body ?? null)};`, this.context);
    try {
      return runInContext(script, this.context);
    } catch (error) {
      throw new ExpressionFailed(`${script}: ${String(error)}`);
    }
  }

  private parse(document: string): Node {
    const text = document.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
      const value = this.gateway.namedValues[name];
      if (value === undefined) throw new Error(`there is no named value "${name}"`);
      return value;
    });
    const [root] = nodesOf(parser.parse(text) as readonly unknown[]);
    return root!;
  }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "utf8");
}

/** Every element of an XML text that holds text alone: its local name and the text. */
function parseXml(xml: string): readonly (readonly [string, string])[] {
  const leaves = (nodes: readonly Node[]): readonly (readonly [string, string])[] =>
    nodes.flatMap(({ name, children, text }) => [
      [name.replace(/^.*:/, ""), text] as const,
      ...leaves(children),
    ]);
  return leaves(nodesOf(parser.parse(xml) as readonly unknown[]));
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
});

function nodesOf(parsed: readonly unknown[]): readonly Node[] {
  return (parsed as readonly Record<string, unknown>[]).flatMap((entry) => {
    const name = Object.keys(entry).find((key) => key !== ":@" && key !== "#text");
    if (name === undefined) return [];
    const inner = entry[name] as readonly Record<string, unknown>[];
    return [
      {
        name,
        attributes: (entry[":@"] ?? {}) as Record<string, string>,
        children: nodesOf(inner),
        text: inner.map((child) => (child["#text"] as string | undefined) ?? "").join(""),
      },
    ];
  });
}

function section(root: Node, name: string): readonly Node[] {
  return root.children.find((child) => child.name === name)?.children ?? [];
}

function match({
  method,
  path,
}: GatewayRequest):
  | { readonly operation: GatewayOperation; readonly parameters: Readonly<Record<string, string>> }
  | undefined {
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const pattern = operation.urlTemplate.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found) return { operation, parameters: { ...found.groups } };
  }
  return undefined;
}
