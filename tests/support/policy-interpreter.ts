import { createContext, runInContext, type Context } from "node:vm";
import { XMLParser } from "fast-xml-parser";
import {
  operations,
  pathBackendId,
  v1BackendId,
  type GatewayOperation,
} from "../../components/gateway/operations";
import type { ModelPool } from "../../components/gateway/plan";

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
  /** How Content Safety answers. @default no attack */
  readonly shield?: { readonly status: number; readonly attackDetected: boolean };
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
  ) {
    super(`answered ${status}`);
  }
}

class ExpressionFailed extends Error {}

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
  private readonly headers: Record<string, string>;
  private readonly context: Context = createContext({});
  private backend: string | undefined;
  private path: string;
  private body: string | undefined;
  private status = 0;

  constructor(
    private readonly gateway: GatewayUnderTest,
    private readonly request: GatewayRequest,
  ) {
    this.path = request.path;
    this.body = request.body;
    this.headers = { ...request.headers };
    runInContext(prelude, this.context);
  }

  outcome(): Outcome {
    const { calls, counted, dimensions, checked } = this;
    try {
      this.run();
      return { status: this.status, body: "", calls, counted, dimensions, checked };
    } catch (error) {
      if (!(error instanceof Answered)) throw error;
      return { status: error.status, body: error.body, calls, counted, dimensions, checked };
    }
  }

  private run(): void {
    const matched = match(this.request);
    if (!matched) throw new Answered(404, "no operation");
    const { token, product, requestId = "request" } = this.request;
    this.evaluate(
      `context.Operation = ${JSON.stringify({ Id: matched.operation.id })};
       context.Product = ${product === null ? "null" : JSON.stringify({ Id: product })};
       context.RequestId = ${JSON.stringify(requestId)};
       context.Request.MatchedParameters = ${JSON.stringify(matched.parameters)};
       context.claims = ${JSON.stringify(token?.claims ?? {})};`,
    );
    const api = this.parse(this.gateway.apiPolicy);
    try {
      this.all(section(api, "inbound"));
      this.all(section(api, "backend"));
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
        for (const inner of section(this.parse(this.gateway.productPolicy), "inbound")) {
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
        this.evaluate(
          `context.Variables[${JSON.stringify(attributes["name"])}] = ${JSON.stringify(this.value(attributes["value"]!))};`,
        );
        return;
      case "return-response":
        throw new Answered(
          Number(children.find((child) => child.name === "set-status")!.attributes["code"]),
          children.find((child) => child.name === "set-body")?.text ?? "",
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
        if (attributes["exists-action"] === "delete")
          Reflect.deleteProperty(this.headers, attributes["name"]!);
        return;
      case "authentication-managed-identity":
        this.headers["Authorization"] = `Bearer ${attributes["client-id"]!}@${attributes["resource"]!}`;
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

  private sendRequest({ attributes, children }: Node): void {
    const child = (name: string): Node => children.find((candidate) => candidate.name === name)!;
    this.checked.push({ url: child("set-url").text, body: String(this.value(child("set-body").text)) });
    const { status, attackDetected } = this.gateway.shield ?? { status: 200, attackDetected: false };
    const body = JSON.stringify({ userPromptAnalysis: { attackDetected } });
    this.evaluate(
      `context.Variables[${JSON.stringify(attributes["response-variable-name"])}] =
         { StatusCode: ${status}, Body: { As: () => JSON.parse(${JSON.stringify(body)}) } };`,
    );
  }

  /** A backend whose circuit is open answers 503 without being called; a pool passes it over. */
  private forward(): void {
    const pool = this.gateway.pools.find(({ id }) => id === this.backend);
    const target = pool
      ? pool.members.map(({ deployment }) => pathBackendId(deployment)).find((id) => !this.open.has(id))
      : this.backend;
    this.status = target === undefined || this.open.has(target) ? 503 : this.callBackend(target);
    this.evaluate(`context.Response = { StatusCode: ${this.status} };`);
  }

  private callBackend(id: string): number {
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
    return status;
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
      .replace(/\((Jwt|IResponse)\)/g, "")
      .replace(/<(string|int|bool|JObject)>(?=\()/g, "")
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

/** The members of .NET's types that the expressions use. */
const prelude = `
  const define = (prototype, members) => {
    for (const [name, value] of Object.entries(members))
      Object.defineProperty(prototype, name, { value, configurable: true });
  };
  define(Object.prototype, {
    ToString() { const own = this.valueOf(); return typeof own === "object" ? JSON.stringify(own) : String(own); },
    Value(name) { return name === undefined ? this.valueOf() : this[name] ?? null; },
    SelectToken(path) { return path.split(".").reduce((value, key) => value?.[key], this); },
  });
  define(String.prototype, {
    StartsWith(text) { return this.startsWith(text); },
    Split(text) { return this.split(text); },
    Substring(from) { return this.substring(from); },
    GetHashCode() { let hash = 0; for (const char of this) hash = (hash * 31 + char.codePointAt(0)) | 0; return hash; },
  });
  Object.defineProperty(String.prototype, "Length", { get() { return this.length; } });
  define(Array.prototype, { Contains(value) { return this.includes(value); } });
  Math.Abs = Math.abs;
  function JProperty(name, value) { this.name = name; this.value = value; }
  function JObject(...properties) { return Object.fromEntries(properties.map(({ name, value }) => [name, value])); }
  function JArray() { return []; }
  function claimsOf(claims) {
    return { GetValueOrDefault: (name, fallback) => claims[name]?.join(",") ?? fallback };
  }
  var context = { Variables: {}, Request: { Body: { As: () => JSON.parse(context.body) } }, Response: null };
  define(context.Variables, { GetValueOrDefault(name, fallback) { return this[name] ?? fallback; } });
`;

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
