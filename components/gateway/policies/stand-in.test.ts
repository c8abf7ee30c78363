import { createHash, createHmac } from "node:crypto";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import {
  callGateway,
  type CacheEntry,
  type GatewayUnderTest,
  type Outcome,
  type ServiceAnswer,
  type ServiceRequest,
} from "../../../tests/support/policy-interpreter";
import { planPools } from "../plan";
import { productPolicy } from "./product-policy";
import { workloadPolicy } from "./workload-policy";

const profile = "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3";
const named = {
  tenant: "t",
  client: "c",
  gateway: "g",
  "bedrock-region": "eu-central-1",
  "bedrock-role": "arn:aws:iam::111122223333:role/contoso-gateway",
  "bedrock-audience": "api://cornerstone-aws",
  "bedrock-profile": profile,
  "bedrock-regions": "eu-central-1, eu-west-3",
  "bedrock-model": "eu.anthropic.claude-sonnet-5",
  "bedrock-guardrail": "arn:aws:bedrock:eu-central-1:111122223333:guardrail/g1",
  "bedrock-guardrail-version": "3",
};
const keys = { id: "ASIAEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token: "IQoJb3+/=" };

const inventory = ["near", "far"].map((name) => ({
  name,
  account: name,
  region: name === "near" ? "swedencentral" : "francecentral",
  model: "gpt-5.6-terra",
  version: "1",
  sku: "DataZoneStandard",
  capacity: 100,
  contentFilter: "strict",
}));
const pools = planPools(
  "service",
  inventory.map(({ name }) => ({ deployment: name, share: 50 })),
  inventory,
  "swedencentral",
);
const [pool] = pools;

const granted: ServiceAnswer = {
  status: 200,
  body: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${keys.id}</AccessKeyId><SecretAccessKey>${keys.secret}</SecretAccessKey><SessionToken>${keys.token}</SessionToken></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
};
const said: ServiceAnswer = {
  status: 200,
  body: JSON.stringify({
    output: { message: { role: "assistant", content: [{ text: "Good " }, { text: "day" }] } },
    stopReason: "end_turn",
    usage: { inputTokens: 11, outputTokens: 2, totalTokens: 13 },
  }),
};

interface Cloud {
  readonly requests: ServiceRequest[];
  readonly cache: Map<string, CacheEntry>;
  readonly sts: ServiceAnswer | undefined;
  readonly bedrock: ServiceAnswer | undefined;
}

function cloud(changes: Partial<Cloud> = {}): Cloud {
  return { requests: [], cache: new Map(), sts: granted, bedrock: said, ...changes };
}

function gateway(
  { requests, cache, sts, bedrock }: Cloud,
  answer: (name: string) => number,
): GatewayUnderTest {
  const access = {
    region: "{{bedrock-region}}",
    role: "{{bedrock-role}}",
    audience: "{{bedrock-audience}}",
    clientId: "{{gateway}}",
  };
  const standIn = {
    name: "chat",
    modelId: "{{bedrock-model}}",
    profile: "{{bedrock-profile}}",
    regions: "{{bedrock-regions}}",
    guardrail: "{{bedrock-guardrail}}",
    guardrailVersion: "{{bedrock-guardrail-version}}",
  };
  return {
    apiPolicy: workloadPolicy({
      workload: "service",
      pools,
      callers: { audiences: ["api://models"], tenantId: "{{tenant}}", clientId: "{{client}}", group: "x" },
      gatewayClientId: "{{gateway}}",
      secondCloud: { access, standIns: { [pool?.id ?? ""]: standIn } },
    }),
    productPolicy: productPolicy("service", { tokensPerMinute: 1, monthlyTokens: 1 }),
    pools,
    namedValues: named,
    answer,
    cache,
    services: (request) => {
      requests.push(request);
      return request.url.startsWith("https://sts.") ? sts : bedrock;
    },
  };
}

type Body = Record<string, unknown>;
const hello: Body = { messages: [{ role: "user", content: "hello" }] };

function chat(
  to: Cloud,
  body: Body = hello,
  options: { readonly style?: "v1" | "path"; readonly down?: readonly string[]; readonly path?: string } = {},
): Outcome {
  const { style = "v1", down = ["near", "far"] } = options;
  const path =
    options.path ?? (style === "v1" ? "/v1/chat/completions" : "/deployments/near/chat/completions");
  return callGateway(
    gateway(to, (name) => (down.includes(name) ? 503 : 200)),
    {
      method: "POST",
      path,
      body: JSON.stringify(style === "v1" ? { model: "near", ...body } : body),
      token: { tenant: "t", audience: "api://models", claims: { azp: ["c"] } },
      product: "service",
    },
  );
}

/** What Bedrock was sent. */
function conversation(to: Cloud): Body {
  return JSON.parse(to.requests.at(-1)?.body ?? "null") as Body;
}

/** Signature version 4 as its documentation describes it, of a POST without a query. */
function signatureOf(request: ServiceRequest, secret: string): string {
  const [, day = "", region = "", service = "", signed = ""] =
    /Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+)/.exec(
      request.headers["Authorization"] ?? "",
    ) ?? [];
  const url = new URL(request.url);
  const headers: Record<string, string> = { host: url.host };
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const encode = (segment: string) => encodeURIComponent(segment);
  const canonical = [
    "POST",
    url.pathname.split("/").map(encode).join("/"),
    "",
    ...signed.split(";").map((name) => `${name}:${headers[name] ?? ""}`),
    "",
    signed,
    sha(request.body),
  ].join("\n");
  const text = [
    "AWS4-HMAC-SHA256",
    headers["x-amz-date"],
    `${day}/${region}/${service}/aws4_request`,
    sha(canonical),
  ].join("\n");
  return createHmac("sha256", signingKey(secret, day, region, service))
    .update(text)
    .digest("hex");
}

function signingKey(secret: string, ...scope: readonly string[]): Buffer {
  return [...scope, "aws4_request"].reduce(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

describe("when a region is down", () => {
  it.each(["v1", "path"] as const)(
    "a call goes to the primary, to the other region, to Bedrock: %s",
    (style) => {
      const aws = cloud();
      const { status, calls, body } = chat(aws, hello, { style });
      expect(calls.map(({ deployment }) => deployment)).toEqual(["near", "far"]);
      expect(aws.requests.map(({ url }) => url)).toEqual([
        "https://sts.eu-central-1.amazonaws.com/",
        `https://bedrock-runtime.eu-central-1.amazonaws.com/model/${encodeURIComponent(profile)}/converse`,
      ]);
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({ choices: [{ message: { content: "Good day" } }] });
    },
  );

  it.each([["far"], []])("Bedrock is not asked while a deployment answers: down %s", (...down) => {
    const aws = cloud();
    expect(chat(aws, hello, { down: ["near", ...down].slice(0, 1) }).status).toBe(200);
    expect(aws.requests).toEqual([]);
  });

  it("other calls than chat completions have no stand-in", () => {
    const aws = cloud();
    expect(chat(aws, { input: "x" }, { path: "/v1/embeddings" }).status).toBe(503);
    expect(chat(aws, { input: "x" }, { path: "/v1/responses" }).status).toBe(503);
    expect(aws.requests).toEqual([]);
  });

  it("the caller must pass the same checks, and the tokens are counted under the same names", () => {
    const aws = cloud();
    const { counted, metrics, headers } = chat(aws);
    expect(counted).toHaveLength(1);
    expect(metrics.map(({ name, value }) => [name, value])).toEqual([
      ["Prompt Tokens", 11],
      ["Completion Tokens", 2],
      ["Total Tokens", 13],
    ]);
    expect(metrics[0]?.dimensions).toEqual({
      Workload: "service",
      Model: "eu.anthropic.claude-sonnet-5",
      Deployment: "stand-in chat",
    });
    expect(headers).toMatchObject({
      "x-served-by": "eu.anthropic.claude-sonnet-5",
      "x-processed-in": "eu-central-1, eu-west-3",
    });
  });
});

describe("the credentials", () => {
  it("are an hour's session in exchange for the gateway's own token", () => {
    const aws = cloud();
    chat(aws);
    const form = new URLSearchParams(aws.requests[0]?.body);
    expect(Object.fromEntries(form)).toEqual({
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      DurationSeconds: "3600",
      RoleSessionName: "gateway-service",
      RoleArn: named["bedrock-role"],
      WebIdentityToken: "g@api://cornerstone-aws",
    });
    expect(aws.requests[0]?.headers).not.toHaveProperty("Authorization");
  });

  it("are asked for once while they last, and forgotten when Bedrock refuses them", () => {
    const aws = cloud();
    chat(aws);
    chat(aws);
    expect(aws.requests.map(({ url }) => new URL(url).host.split(".")[0])).toEqual([
      ...["sts", "bedrock-runtime", "bedrock-runtime"],
    ]);
    expect(aws.cache.get("aws-session-service")?.seconds).toBeLessThan(3600);
    chat({ ...aws, bedrock: { status: 403, body: "{}" } });
    expect(aws.cache.has("aws-session-service")).toBe(false);
  });

  it("sign the call as AWS documents it", () => {
    const aws = cloud();
    chat(aws, { messages: [{ role: "user", content: "Grüße, 日本" }] });
    const call = aws.requests.at(-1) as ServiceRequest;
    expect(call.headers).toMatchObject({
      "X-Amz-Date": "20260520T120000Z",
      "X-Amz-Security-Token": keys.token,
    });
    expect(call.headers["Authorization"]).toBe(
      `AWS4-HMAC-SHA256 Credential=${keys.id}/20260520/eu-central-1/bedrock/aws4_request, ` +
        `SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=${signatureOf(call, keys.secret)}`,
    );
    expect(signatureOf({ ...call, body: `${call.body} ` }, keys.secret)).not.toBe(
      signatureOf(call, keys.secret),
    );
  });

  it("the test's own signing key is that of AWS's published example", () => {
    expect(signingKey(keys.secret, "20120215", "us-east-1", "iam").toString("hex")).toBe(
      "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d",
    );
  });

  it("stand nowhere in the policy", () => {
    const { apiPolicy } = gateway(cloud(), () => 200);
    expect(XMLValidator.validate(apiPolicy)).toBe(true);
    const referred = [...apiPolicy.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name]) => name);
    expect([...new Set(referred)].sort()).toEqual(Object.keys(named).sort());
  });
});

describe("when the second cloud does not answer", () => {
  const last = { status: 503, body: "" };

  it.each<[string, Partial<Cloud>]>([
    ["it grants no session", { sts: { status: 403, body: "<Error/>" } }],
    ["its token service is down", { sts: undefined }],
    ["Bedrock is down", { bedrock: undefined }],
    ["Bedrock throttles", { bedrock: { status: 429, body: "{}" } }],
    ["Bedrock refuses the request", { bedrock: { status: 400, body: "{}" } }],
  ])("the caller gets Azure's own answer: %s", (_, changes) => {
    expect(chat(cloud(changes))).toMatchObject(last);
  });

  it("it is left alone for half a minute, or for as long as it says", () => {
    const aws = cloud({ bedrock: { status: 503, body: "{}" } });
    chat(aws);
    const asked = aws.requests.length;
    expect(aws.cache.get("stand-in-closed-chat")?.seconds).toBe(30);
    expect(chat({ ...aws, bedrock: said })).toMatchObject(last);
    expect(aws.requests).toHaveLength(asked);
    const busy = cloud({ bedrock: { status: 429, body: "{}", headers: { "Retry-After": "7" } } });
    chat(busy);
    expect(busy.cache.get("stand-in-closed-chat")?.seconds).toBe(7);
  });
});

describe("a request", () => {
  it("becomes a conversation under the guardrail", () => {
    const aws = cloud();
    chat(aws, {
      messages: [
        { role: "system", content: "Be brief." },
        { role: "developer", content: "Be kind." },
        { role: "user", content: "a" },
        { role: "user", content: [{ type: "text", text: "b" }] },
        { role: "assistant", content: "c" },
        { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }] },
      ],
      max_completion_tokens: 50,
      temperature: 1.5,
      top_p: 0.5,
      stop: ["x"],
    });
    expect(conversation(aws)).toEqual({
      system: [{ text: "Be brief." }, { text: "Be kind." }],
      messages: [
        { role: "user", content: [{ text: "a" }, { text: "b" }] },
        { role: "assistant", content: [{ text: "c" }] },
        { role: "user", content: [{ image: { format: "png", source: { bytes: "AAAA" } } }] },
      ],
      inferenceConfig: { maxTokens: 50, temperature: 1, stopSequences: ["x"] },
      guardrailConfig: { guardrailIdentifier: named["bedrock-guardrail"], guardrailVersion: "3" },
      requestMetadata: { workload: "service" },
    });
  });

  it("keeps its tools, calls of them and their results", () => {
    const aws = cloud();
    const parameters = { type: "object", properties: { city: { type: "string" } } };
    chat(aws, {
      messages: [
        { role: "user", content: "Weather?" },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            { id: "1", type: "function", function: { name: "weather", arguments: '{"city":"Kiel"}' } },
          ],
        },
        { role: "tool", tool_call_id: "1", content: "rain" },
      ],
      tools: [{ type: "function", function: { name: "weather", description: "Tells it.", parameters } }],
      tool_choice: "required",
    });
    expect(conversation(aws)).toMatchObject({
      messages: [
        { role: "user" },
        {
          role: "assistant",
          content: [{ toolUse: { toolUseId: "1", name: "weather", input: { city: "Kiel" } } }],
        },
        { role: "user", content: [{ toolResult: { toolUseId: "1", content: [{ text: "rain" }] } }] },
      ],
      toolConfig: {
        tools: [
          { toolSpec: { name: "weather", description: "Tells it.", inputSchema: { json: parameters } } },
        ],
        toolChoice: { any: {} },
      },
    });
  });

  it.each<[string, Body]>([
    ["several answers", { n: 2 }],
    ["a schema of the answer", { response_format: { type: "json_schema", json_schema: {} } }],
    ["sound", { audio: { voice: "a" } }],
    ["probabilities", { logprobs: true }],
    [
      "a picture to fetch",
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://x" } }] }] },
    ],
    ["a file", { messages: [{ role: "user", content: [{ type: "file" }] }] }],
    ["no turn of the user", { messages: [{ role: "assistant", content: "x" }] }],
    ["tools that must not be called", { tools: [], tool_choice: "none" }],
  ])("that Converse has no equal for gets Azure's own answer: %s", (_, body) => {
    const aws = cloud();
    expect(chat(aws, { ...hello, ...body }).status).toBe(503);
    expect(aws.requests).toEqual([]);
  });

  it.each<Body>([{ n: 1 }, { logprobs: false }, { response_format: { type: "text" } }, { logit_bias: null }])(
    "is not refused for a field that says nothing: %o",
    (body) => {
      expect(chat(cloud(), { ...hello, ...body }).status).toBe(200);
    },
  );
});

describe("an answer", () => {
  const answered = (changes: object, body: Body = hello) =>
    chat(
      cloud({
        bedrock: { status: 200, body: JSON.stringify({ ...(JSON.parse(said.body) as object), ...changes }) },
      }),
      body,
    );

  it("is a chat completion, and says which model gave it", () => {
    expect(JSON.parse(chat(cloud()).body)).toEqual({
      id: "chatcmpl-request",
      object: "chat.completion",
      created: Date.UTC(2026, 4, 20, 12) / 1000,
      model: "eu.anthropic.claude-sonnet-5",
      choices: [{ index: 0, message: { role: "assistant", content: "Good day" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 11, completion_tokens: 2, total_tokens: 13 },
    });
  });

  it.each([
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["max_tokens", "length"],
    ["tool_use", "tool_calls"],
    ["guardrail_intervened", "content_filter"],
    ["content_filtered", "content_filter"],
  ])("ends as it ended: %s is %s", (stopReason, reason) => {
    expect(JSON.parse(answered({ stopReason }).body)).toMatchObject({ choices: [{ finish_reason: reason }] });
  });

  it("asks for tools as a chat completion does", () => {
    const content = [{ toolUse: { toolUseId: "7", name: "weather", input: { city: "Kiel" } } }];
    expect(JSON.parse(answered({ output: { message: { content } } }).body)).toMatchObject({
      choices: [
        {
          message: {
            tool_calls: [
              { id: "7", type: "function", function: { name: "weather", arguments: '{"city":"Kiel"}' } },
            ],
          },
        },
      ],
    });
  });

  it("comes as a stream of one piece to who asked for a stream", () => {
    const { body, headers } = answered({}, { ...hello, stream: true });
    expect(headers["Content-Type"]).toBe("text/event-stream");
    const events = body.split("\n\n").filter(Boolean);
    expect(events.at(-1)).toBe("data: [DONE]");
    const [first, end, last] = events.slice(0, 3).map((event) => JSON.parse(event.slice(6)) as Body);
    expect(first).toMatchObject({
      object: "chat.completion.chunk",
      choices: [{ delta: { role: "assistant", content: "Good day" }, finish_reason: null }],
    });
    expect(end).toMatchObject({ choices: [{ delta: {}, finish_reason: "stop" }] });
    expect(last).toMatchObject({ choices: [], usage: { total_tokens: 13 } });
  });
});
