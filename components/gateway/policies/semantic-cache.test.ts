import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import {
  callGateway,
  type CacheEntry,
  type GatewayUnderTest,
  type Outcome,
} from "../../../tests/support/policy-interpreter";
import { planPools, type ModelPool } from "../plan";
import { productPolicy } from "./product-policy";
import type { SemanticCachePolicy } from "./semantic-cache";
import { workloadPolicy } from "./workload-policy";

const deployment = (name: string, contentFilter: string, model = "gpt-5.6-terra") => ({
  name,
  account: "primary",
  region: "swedencentral",
  model,
  version: "1",
  sku: "DataZoneStandard",
  capacity: 100,
  contentFilter,
});
const inventory = [
  deployment("chat", "strict"),
  deployment("chat-open", "outbound"),
  deployment("chat-small", "strict", "gpt-5.6-luna"),
];
const poolsOf = (workload: string): readonly ModelPool[] =>
  planPools(
    workload,
    inventory.map(({ name }) => ({ deployment: name, share: 50 })),
    inventory,
    "swedencentral",
  );

const cache: SemanticCachePolicy = {
  region: "swedencentral",
  embeddingsBackendId: "semantic-cache-embeddings",
  scoreThreshold: 0.05,
  seconds: 600,
};

/** A gateway with a cache, and how often its deployments have answered. */
class Gateway {
  readonly kept = new Map<string, CacheEntry>();
  now = new Date("2026-05-20T12:00:00Z");
  answered = 0;
  finish = "stop";
  status = 200;
  embeddings = true;
  shield: NonNullable<GatewayUnderTest["shield"]> = { status: 200, attackDetected: false };
  readonly safety: boolean;

  constructor({ safety = false }: { readonly safety?: boolean } = {}) {
    this.safety = safety;
  }

  call(
    body: Record<string, unknown>,
    {
      workload = "automation",
      to = "chat",
      style = "v1",
      operation = "chat/completions",
      region = "Sweden Central",
      uses = true,
      caller = "c",
    }: {
      readonly workload?: string;
      readonly to?: string;
      readonly style?: "v1" | "path";
      readonly operation?: string;
      readonly region?: string;
      readonly uses?: boolean;
      readonly caller?: string;
    } = {},
  ): Outcome {
    const pools = poolsOf(workload);
    return callGateway(
      {
        apiPolicy: workloadPolicy({
          workload,
          pools,
          callers: { audiences: ["api://models"], tenantId: "t", clientId: "c", group: "x" },
          gatewayClientId: "gateway",
          ...(uses ? { semanticCache: cache } : {}),
          ...(this.safety
            ? {
                contentSafety: {
                  endpoints: [{ endpoint: "https://safety.example", region: "swedencentral" }],
                  clientId: "gateway",
                },
              }
            : {}),
        }),
        productPolicy: productPolicy(workload, { tokensPerMinute: 1, monthlyTokens: 1 }),
        pools,
        namedValues: {},
        cache: this.kept,
        now: this.now,
        shield: this.shield,
        embeddings: () => this.embeddings,
        answer: () => this.status,
        reply: () => {
          this.answered += 1;
          return JSON.stringify({
            choices: [{ finish_reason: this.finish, message: { content: `answer ${this.answered}` } }],
          });
        },
      },
      {
        method: "POST",
        path: style === "v1" ? `/v1/${operation}` : `/deployments/${to}/${operation}`,
        body: JSON.stringify(style === "v1" ? { model: to, ...body } : body),
        token: { tenant: "t", audience: "api://models", claims: { azp: [caller] } },
        product: workload,
        region,
      },
    );
  }
}

const ask = (content: string, more: object = {}) => ({ messages: [{ role: "user", content }], ...more });
const question = ask("How do I file an expense?");
const system = (content: string) => ({ messages: [{ role: "system", content }, ...question.messages] });
const said = ({ body }: Outcome): string =>
  (JSON.parse(body) as { choices: [{ message: { content: string } }] }).choices[0].message.content;

describe("a question that was answered before", () => {
  it.each(["v1", "path"] as const)("is answered from the cache, and no model is called: %s", (style) => {
    const gateway = new Gateway();
    const first = gateway.call(question, { style });
    const second = gateway.call(ask("how do I file  an expense?"), { style });
    expect([said(first), said(second)]).toEqual(["answer 1", "answer 1"]);
    expect([first.calls.length, second.calls.length]).toEqual([1, 0]);
    expect(first.headers).not.toHaveProperty("x-served-by");
    expect(second.headers).toMatchObject({ "x-served-by": "semantic-cache" });
  });

  it("is the same in both styles of path: the pool is", () => {
    const gateway = new Gateway();
    gateway.call(question);
    expect(gateway.call(question, { style: "path" }).calls).toEqual([]);
  });

  it("costs no tokens of the workload's limits, and is counted as asked, not as missed", () => {
    const gateway = new Gateway();
    const [miss, hit] = [gateway.call(question), gateway.call(question)];
    expect([miss.counted.length, hit.counted.length]).toEqual([1, 0]);
    expect(miss.metrics.map(({ name }) => name)).toEqual(["Cache Lookups", "Cache Misses"]);
    expect(hit.metrics).toEqual([
      {
        name: "Cache Lookups",
        value: 1,
        dimensions: { Workload: "automation", Model: "gpt-5.6-terra", Deployment: "chat" },
      },
    ]);
    expect(hit.dimensions).toEqual({});
  });

  it("is asked by somebody who may: the caller is checked first", () => {
    const gateway = new Gateway();
    gateway.call(question);
    expect(gateway.call(question, { caller: "stranger" })).toMatchObject({ status: 403, calls: [] });
  });

  it("is looked at by Content Safety first", () => {
    const gateway = new Gateway({ safety: true });
    gateway.call(question);
    const hit = gateway.call(question);
    expect([hit.status, hit.calls.length, hit.checked.length]).toEqual([200, 0, 1]);
    gateway.shield = { status: 200, attackDetected: true };
    expect(gateway.call(question)).toMatchObject({ status: 400, calls: [] });
    gateway.shield = { status: 500, attackDetected: false };
    expect(gateway.call(question)).toMatchObject({ status: 503, calls: [] });
  });
});

describe("a question is answered by a model", () => {
  const isMissed = (first: () => Outcome, second: () => Outcome) => {
    expect(first().calls).toHaveLength(1);
    expect(second().calls).toHaveLength(1);
  };

  it("when another workload asked it before", () => {
    const gateway = new Gateway();
    isMissed(
      () => gateway.call(question),
      () => gateway.call(question, { workload: "marketing" }),
    );
  });

  it.each([
    ["content filter", "chat-open"],
    ["model", "chat-small"],
  ])("when it was asked of another %s", (_, to) => {
    const gateway = new Gateway();
    isMissed(
      () => gateway.call(question),
      () => gateway.call(question, { to }),
    );
  });

  it("when its time is over", () => {
    const gateway = new Gateway();
    gateway.call(question);
    gateway.now = new Date(gateway.now.getTime() + 599_000);
    expect(gateway.call(question).calls).toHaveLength(0);
    gateway.now = new Date(gateway.now.getTime() + 1_000);
    expect(gateway.call(question).calls).toHaveLength(1);
  });

  it("when it is another one", () => {
    const gateway = new Gateway();
    isMissed(
      () => gateway.call(question),
      () => gateway.call(ask("How do I file a complaint?")),
    );
  });

  it.each<[string, object, object]>([
    ["other instructions of the system", system("Be brief."), system("Be long.")],
    ["instructions of the system", question, system("Be brief.")],
    ["another temperature", question, { ...question, temperature: 1 }],
    ["a shorter answer", question, { ...question, max_completion_tokens: 5 }],
    ["JSON", question, { ...question, response_format: { type: "json_object" } }],
  ])("when it is asked with %s", (_, before, now) => {
    const gateway = new Gateway();
    isMissed(
      () => gateway.call(before as Record<string, unknown>),
      () => gateway.call(now as Record<string, unknown>),
    );
    expect(gateway.call(now as Record<string, unknown>).calls).toHaveLength(0);
  });

  it.each<[string, Record<string, unknown>]>([
    ["a stream", ask("a", { stream: true })],
    ["tools", ask("a", { tools: [] })],
    ["functions", ask("a", { functions: [] })],
    ["an answer that is stored", ask("a", { store: true })],
    ["a user's name", ask("a", { user: "u" })],
    ["several answers", ask("a", { n: 2 })],
    ["a setting that nobody knows yet", ask("a", { novelty: 1 })],
    ["an author", { messages: [{ role: "user", content: "a", name: "u" }] }],
    ["a picture", { messages: [{ role: "user", content: [{ type: "image_url" }] }] }],
    [
      "instructions of the developer",
      { messages: [{ role: "developer", content: "a" }, ...question.messages] },
    ],
    [
      "a conversation",
      {
        messages: [
          { role: "user", content: "a" },
          { role: "assistant", content: "b" },
          { role: "user", content: "c" },
        ],
      },
    ],
    ["two questions", { messages: [...question.messages, ...question.messages] }],
    ["no question", { messages: [{ role: "system", content: "a" }] }],
    ["no messages", { messages: "a" }],
  ])("each time when it is asked with %s", (_, body) => {
    const gateway = new Gateway();
    isMissed(
      () => gateway.call(body),
      () => gateway.call(body),
    );
    expect(gateway.kept.size).toBe(0);
  });

  it("as a response, or for embeddings", () => {
    const gateway = new Gateway();
    for (const operation of ["responses", "embeddings"]) {
      isMissed(
        () => gateway.call({ input: "a" }, { operation }),
        () => gateway.call({ input: "a" }, { operation }),
      );
    }
    expect(gateway.kept.size).toBe(0);
  });

  it("in another region, which does not wait for the cache of the first", () => {
    const gateway = new Gateway();
    gateway.call(question);
    const { calls, metrics } = gateway.call(question, { region: "France Central" });
    expect([calls.length, metrics]).toEqual([1, []]);
  });

  it("while no embeddings come, and no error is raised", () => {
    const gateway = new Gateway();
    gateway.call(question);
    gateway.embeddings = false;
    expect(gateway.call(question)).toMatchObject({ status: 200, calls: [{ deployment: "chat" }] });
  });
});

describe("an answer is not kept", () => {
  it.each(["length", "content_filter", "tool_calls"])("that ended with %s", (finish) => {
    const gateway = new Gateway();
    gateway.finish = finish;
    gateway.call(question);
    expect(gateway.kept.size).toBe(0);
  });

  it("that is an error", () => {
    const gateway = new Gateway();
    gateway.status = 400;
    expect(gateway.call(question).status).toBe(400);
    expect(gateway.kept.size).toBe(0);
  });
});

describe("the document", () => {
  const args = {
    workload: "automation",
    pools: poolsOf("automation"),
    callers: { audiences: ["api://models"], tenantId: "{{t}}", clientId: "{{c}}", group: "x" },
    gatewayClientId: "{{g}}",
  };
  const document = workloadPolicy({ ...args, semanticCache: cache });

  it("asks once and keeps once, as API Management wants it, and counts tokens after", () => {
    expect(XMLValidator.validate(document)).toBe(true);
    expect(document.match(/<llm-semantic-cache-lookup /g)).toHaveLength(1);
    expect(document.match(/<llm-semantic-cache-store /g)).toHaveLength(1);
    expect(document.indexOf("<llm-semantic-cache-lookup ")).toBeLessThan(document.indexOf("<base/>"));
    expect(document.indexOf("validate-azure-ad-token")).toBeLessThan(
      document.indexOf("<llm-semantic-cache-lookup "),
    );
  });

  it("waits for the whole answer only where it may be kept", () => {
    const awaits = (text: string) => text.match(/buffer-response="true"/g)?.length ?? 0;
    expect(awaits(document)).toBeGreaterThan(0);
    expect(awaits(workloadPolicy(args))).toBe(0);
  });

  it("has nothing of it without the cache", () => {
    expect(workloadPolicy(args)).not.toMatch(/cache/);
  });
});
