import { XMLValidator } from "fast-xml-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  callGateway,
  type GatewayRequest,
  type GatewayUnderTest,
  type Outcome,
  type Token,
} from "../../../tests/support/policy-interpreter";
import { planPools, type DeploymentShare, type InventoryDeployment } from "../plan";
import { productPolicy } from "./product-policy";
import { workloadPolicy } from "./workload-policy";

const tenant = "11111111-1111-4111-8111-111111111111";
const audience = "api://contoso-test-models";
const home = "swedencentral";

interface Tenant {
  readonly workload: string;
  readonly group: string;
  readonly clientId: string;
  readonly shares: readonly DeploymentShare[];
}

/** The gateway as one workload's callers meet it. */
function gatewayOf(
  { workload, group, clientId, shares }: Tenant,
  inventory: readonly InventoryDeployment[],
  options: Partial<GatewayUnderTest> & { readonly safety?: boolean } = {},
): GatewayUnderTest {
  const pools = planPools(workload, shares, inventory, home, ["francecentral"]);
  return {
    apiPolicy: workloadPolicy({
      workload,
      pools,
      callers: {
        audiences: [audience],
        tenantId: "{{tenant-id}}",
        clientId: `{{${workload}-client-id}}`,
        group,
      },
      gatewayClientId: "{{gateway-client-id}}",
      ...(options.safety
        ? {
            contentSafety: {
              endpoints: [
                { endpoint: "{{content-safety-endpoint}}", region: home },
                { endpoint: "{{content-safety-endpoint-francecentral}}", region: "francecentral" },
              ],
              clientId: "{{gateway-client-id}}",
            },
          }
        : {}),
    }),
    productPolicy: productPolicy(workload, { tokensPerMinute: 1000, monthlyTokens: 1_000_000 }),
    pools,
    namedValues: {
      "tenant-id": tenant,
      "gateway-client-id": "gateway",
      "content-safety-endpoint": "https://safety.example",
      "content-safety-endpoint-francecentral": "https://safety-far.example",
      [`${workload}-client-id`]: clientId,
    },
    ...options,
  };
}

function deployment(name: string, changes: Partial<InventoryDeployment> = {}): InventoryDeployment {
  return {
    name,
    account: "primary",
    region: home,
    model: "gpt-5.6-terra",
    version: "2026-07-09",
    sku: "DataZoneStandard",
    capacity: 100,
    contentFilter: "strict",
    ...changes,
  };
}

const inventory = [
  deployment("chat"),
  deployment("chat-reserved", { sku: "DataZoneProvisionedManaged", capacity: 15 }),
  deployment("chat-far", { account: "secondary", region: "francecentral" }),
  deployment("fast", { model: "gpt-5.6-luna" }),
];
const service: Tenant = {
  workload: "customer-service",
  group: "c8e5a1f6-74d2-4e39-b05c-2f9a6d8b1e21",
  clientId: "aaaaaaaa-0000-4000-8000-000000000001",
  shares: ["chat", "chat-reserved", "chat-far"].map((name) => ({ deployment: name, share: 50 })),
};

function tokenOf({ clientId }: Pick<Tenant, "clientId">): Token {
  return { tenant, audience, claims: { azp: [clientId] } };
}

type Style = "v1" | "path";
const styles: readonly Style[] = ["v1", "path"];

function chat(style: Style, model: string, caller: Token, product: string): GatewayRequest {
  const messages = [{ role: "user", content: "hello" }];
  return style === "v1"
    ? {
        method: "POST",
        path: "/v1/chat/completions",
        body: JSON.stringify({ model, messages, stream: true }),
        token: caller,
        product,
      }
    : {
        method: "POST",
        path: `/deployments/${model}/chat/completions`,
        body: JSON.stringify({ messages, stream: true }),
        token: caller,
        product,
      };
}

function call(model: string, options: Parameters<typeof gatewayOf>[2] = {}, style: Style = "v1"): Outcome {
  return callGateway(
    gatewayOf(service, inventory, options),
    chat(style, model, tokenOf(service), "customer-service"),
  );
}

/** Which deployment a call says that it is for: in its path, or in its body. */
function addressee({ path, body }: Outcome["calls"][number]): string {
  const inPath = /\/deployments\/([^/]+)\//.exec(path)?.[1];
  return inPath ?? (JSON.parse(body ?? "{}") as { model: string }).model;
}

describe("the documents", () => {
  it.each([true, false])("are well-formed, with content safety: %s", (safety) => {
    const { apiPolicy, productPolicy: product } = gatewayOf(service, inventory, { safety });
    expect(XMLValidator.validate(apiPolicy)).toBe(true);
    expect(XMLValidator.validate(product)).toBe(true);
  });

  it("inherit the policies of the product after the caller is known", () => {
    const inbound = gatewayOf(service, inventory).apiPolicy;
    expect(inbound.indexOf("<base/>")).toBeGreaterThan(inbound.indexOf("CallerNotAllowed"));
    expect(inbound.indexOf("<base/>")).toBeLessThan(inbound.indexOf("authentication-managed-identity"));
  });

  it("hold no key and stream answers", () => {
    const { apiPolicy } = gatewayOf(service, inventory);
    expect(apiPolicy).not.toMatch(/subscription-key|Ocp-Apim/i);
    // In both styles of path, in the order of each of the two regions.
    expect(apiPolicy.match(/<forward-request/g)).toHaveLength(4);
    expect(apiPolicy.match(/buffer-response="false"/g)).toHaveLength(4);
  });

  it("refuse names that could end a string literal", () => {
    const odd = { ...service, workload: 'x" || true || "' };
    expect(() => gatewayOf(odd, inventory)).toThrow(/cannot stand in a policy expression/);
  });
});

describe("who is let in", () => {
  const other: Token = { tenant, audience, claims: { azp: ["bbbbbbbb-0000-4000-8000-000000000002"] } };
  const statusWith = (token: Token | undefined): number =>
    callGateway(gatewayOf(service, inventory), {
      ...chat("v1", "chat", tokenOf(service), "customer-service"),
      ...{ token },
    } as GatewayRequest).status;

  it("is the workload's identity, by a v2 or a v1 token", () => {
    expect(statusWith(tokenOf(service))).toBe(200);
    expect(statusWith({ tenant, audience, claims: { appid: [service.clientId] } })).toBe(200);
  });

  it("is a member of the workload's group", () => {
    expect(
      statusWith({ ...other, claims: { groups: ["9b63d7e0-35c8-4f14-8a2d-e1f04c7b5a23", service.group] } }),
    ).toBe(200);
  });

  it.each([
    ["without a token", undefined, 401],
    ["with a token of another tenant", { ...tokenOf(service), tenant: "elsewhere" }, 401],
    [
      "with a token for another audience",
      { ...tokenOf(service), audience: "https://graph.microsoft.com" },
      401,
    ],
    ["another identity", other, 403],
    [
      "a member of another group",
      { ...other, claims: { groups: ["9b63d7e0-35c8-4f14-8a2d-e1f04c7b5a23"] } },
      403,
    ],
    ["nobody's token", { tenant, audience, claims: {} }, 403],
  ] as const)("is not a caller %s", (_, token, status) => {
    expect(statusWith(token)).toBe(status);
  });

  it("is nobody who comes with a subscription key, which would lift the limits", () => {
    const request = { ...chat("v1", "chat", tokenOf(service), ""), product: null };
    expect(callGateway(gatewayOf(service, inventory), request)).toMatchObject({
      status: 403,
      calls: [],
      counted: [],
    });
  });

  it("is seen before any token is counted", () => {
    const request = chat("v1", "chat", other, "customer-service");
    expect(callGateway(gatewayOf(service, inventory), request).counted).toEqual([]);
  });
});

describe("a call", () => {
  it.each(styles)("goes to reserved throughput, then the own region, then the other: %s", (style) => {
    const { calls, status } = call("chat-far", { answer: () => 429 }, style);
    expect(calls.map(addressee)).toEqual(["chat-reserved", "chat", "chat-far"]);
    expect(status).toBe(429);
  });

  it.each(styles)("stops at the first answer: %s", (style) => {
    const { calls, status } = call(
      "chat",
      { answer: (name) => (name === "chat-reserved" ? 429 : 200) },
      style,
    );
    expect(calls.map(addressee)).toEqual(["chat-reserved", "chat"]);
    expect(status).toBe(200);
  });

  it.each([500, 503, 429])("moves on after %d", (failure) => {
    expect(call("chat", { answer: (name) => (name === "chat-reserved" ? failure : 200) }).calls).toHaveLength(
      2,
    );
  });

  it.each([400, 401, 404])("brings %d back as it is", (failure) => {
    expect(call("chat", { answer: () => failure })).toMatchObject({ status: failure, calls: [{}] });
  });

  it("keeps the rest of its body, and of the path", () => {
    const [first] = call("chat").calls;
    expect(first).toMatchObject({ path: "/openai/v1/chat/completions" });
    expect(JSON.parse(first!.body!)).toMatchObject({ stream: true, messages: [{ content: "hello" }] });
    expect(call("chat", {}, "path").calls[0]).toMatchObject({
      path: "/openai/deployments/chat-reserved/chat/completions",
    });
  });

  it("reaches the model as the gateway, without what the caller brought", () => {
    const request = {
      ...chat("v1", "chat", tokenOf(service), "customer-service"),
      headers: { "api-key": "secret" },
    };
    const [{ headers } = { headers: {} }] = callGateway(gatewayOf(service, inventory), request).calls;
    expect(headers).toEqual({ Authorization: "Bearer gateway@https://cognitiveservices.azure.com" });
  });

  it("is counted under the workload's name, and measured by model and deployment", () => {
    const { counted, dimensions } = call("chat");
    expect(counted).toMatchObject([
      { "counter-key": "customer-service", "tokens-per-minute": "1000", "token-quota": "1000000" },
    ]);
    expect(dimensions).toEqual({ Workload: "customer-service", Model: "gpt-5.6-terra", Deployment: "chat" });
  });

  it("of a response is never stored", () => {
    const request: GatewayRequest = {
      ...chat("v1", "chat", tokenOf(service), "customer-service"),
      path: "/v1/responses",
      body: JSON.stringify({ model: "chat", input: "hello", store: true }),
    };
    const [first] = callGateway(gatewayOf(service, inventory), request).calls;
    expect(JSON.parse(first!.body!)).toEqual({ model: "chat-reserved", input: "hello", store: false });
  });

  it.each(["not JSON", "[", ""])("with the body %j is the caller's mistake", (body) => {
    const request = { ...chat("v1", "chat", tokenOf(service), "customer-service"), body };
    expect(callGateway(gatewayOf(service, inventory), request)).toMatchObject({ status: 400, calls: [] });
  });

  it("for the list of models shows what the workload has", () => {
    const { status, body } = callGateway(gatewayOf(service, inventory), {
      method: "GET",
      path: "/v1/models",
      token: tokenOf(service),
      product: "customer-service",
    });
    expect(status).toBe(200);
    expect((JSON.parse(body) as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual([
      "chat-reserved",
      "chat",
      "chat-far",
    ]);
  });

  it.each(["/v1/files", "/v1/threads", "/deployments/chat/images/generations", "/assistants"])(
    "to %s has no place behind a pool",
    (path) => {
      const request = { ...chat("v1", "chat", tokenOf(service), "customer-service"), path };
      expect(callGateway(gatewayOf(service, inventory), request)).toMatchObject({ status: 404, calls: [] });
    },
  );
});

describe("content safety", () => {
  it("sees the prompt before a model does", () => {
    const { checked, calls } = call("chat", { safety: true });
    expect(checked).toHaveLength(1);
    expect(checked[0]?.url).toBe(
      "https://safety.example/contentsafety/text:shieldPrompt?api-version=2024-09-01",
    );
    expect(JSON.parse(checked[0]!.body)).toEqual({
      userPrompt: JSON.stringify([{ role: "user", content: "hello" }]),
      documents: [],
    });
    expect(calls).toHaveLength(1);
  });

  it("stops an attack, and everything while it cannot look", () => {
    const attack = { safety: true, shield: { status: 200, attackDetected: true } };
    const down = { safety: true, shield: { status: 500, attackDetected: false } };
    expect(call("chat", attack)).toMatchObject({ status: 400, calls: [] });
    expect(call("chat", down)).toMatchObject({ status: 503, calls: [] });
  });
});

describe("members of equal priority", () => {
  const equal = [deployment("small", { capacity: 100 }), deployment("large", { capacity: 300 })];
  const tenantOf: Tenant = { ...service, shares: equal.map(({ name }) => ({ deployment: name, share: 50 })) };

  it("are first in proportion to their weights, and stand in for each other", () => {
    const firsts = Array.from({ length: 400 }, (_, index) => {
      const request = {
        ...chat("v1", "small", tokenOf(service), "customer-service"),
        requestId: `request ${index}`,
      };
      const { calls } = callGateway(gatewayOf(tenantOf, equal, { answer: () => 503 }), request);
      expect(calls.map(addressee).toSorted()).toEqual(["large", "small"]);
      return addressee(calls[0]!);
    });
    const share = firsts.filter((name) => name === "large").length / firsts.length;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.85);
  });
});

const skuNames = [
  "DataZoneStandard",
  "Standard",
  "DataZoneProvisionedManaged",
  "ProvisionedManaged",
  "DataZoneBatch",
];

const anyInventory = fc
  .uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{1,5}([.-][a-z0-9]{1,3})?$/), { minLength: 1, maxLength: 6 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          account: fc.constantFrom("primary", "secondary"),
          region: fc.constantFrom(home, "francecentral"),
          model: fc.constantFrom("gpt-5.6-terra", "gpt-5.6-luna"),
          version: fc.constantFrom("1", "2"),
          sku: fc.constantFrom(...skuNames),
          capacity: fc.integer({ min: 1, max: 1000 }),
          contentFilter: fc.constantFrom("strict", "outbound"),
        }),
      ),
    ),
  );

const anyPlatform = anyInventory.chain((deployments) =>
  fc.record({
    inventory: fc.constant(deployments as readonly InventoryDeployment[]),
    tenants: fc
      .uniqueArray(
        fc.record({
          workload: fc.stringMatching(/^[a-z]{2,5}(-[a-z]{1,4})?$/),
          shares: fc.subarray(deployments.map(({ name }) => ({ deployment: name, share: 50 }))),
        }),
        { minLength: 2, maxLength: 3, selector: ({ workload }) => workload },
      )
      .map((list) =>
        list.map((entry, index): Tenant => ({
          ...entry,
          clientId: `client-${index}`,
          group: `0000000${index}-group`,
        })),
      ),
  }),
);

const sameGroup = (a: InventoryDeployment, b: InventoryDeployment): boolean =>
  a.model === b.model && a.version === b.version && a.contentFilter === b.contentFilter;

describe("every workload, deployment and style of path", () => {
  it("reaches exactly the deployments that stand in for it, all of its own workload's; or nothing", () => {
    fc.assert(
      fc.property(anyPlatform, fc.constantFrom(...styles), ({ inventory: all, tenants }, style) => {
        for (const caller of tenants) {
          const gateway = gatewayOf(caller, all, { answer: () => 503 });
          if (gateway.pools.length === 0) continue;
          const own = all.filter(({ name, sku }) => {
            return !sku.endsWith("Batch") && caller.shares.some((share) => share.deployment === name);
          });
          for (const wanted of all) {
            const request = chat(style, wanted.name, tokenOf(caller), caller.workload);
            const { calls, status } = callGateway(gateway, request);
            const expected = own.includes(wanted) ? own.filter((other) => sameGroup(other, wanted)) : [];
            expect(calls.map(addressee).toSorted()).toEqual(expected.map(({ name }) => name).toSorted());
            expect(calls.every((one) => addressee(one) === one.deployment)).toBe(true);
            expect(status).toBe(expected.length === 0 ? 404 : 503);
            for (const stranger of tenants.filter((tenantOf) => tenantOf !== caller)) {
              const foreign = chat(style, wanted.name, tokenOf(stranger), caller.workload);
              expect(callGateway(gateway, foreign)).toMatchObject({ status: 403, calls: [] });
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  }, 20_000);

  it("names pools after their workload, so that none is shared", () => {
    fc.assert(
      fc.property(anyPlatform, ({ inventory: all, tenants }) => {
        const ids = tenants.flatMap(({ workload, shares }) =>
          planPools(workload, shares, all, home).map(({ id }) => id),
        );
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9-]{1,80}$/);
      }),
    );
  });
});

describe("a gateway in two regions", () => {
  const called = (style: Style, region: string, options: Parameters<typeof gatewayOf>[2] = {}) =>
    callGateway(gatewayOf(service, inventory, options), {
      ...chat(style, "chat", tokenOf(service), service.workload),
      region,
    });

  it.each(styles)("calls the deployments of the region that takes the call first: %s", (style) => {
    const order = (region: string) => called(style, region, { answer: () => 503 }).calls.map(addressee);
    expect(order("Sweden Central")).toEqual(["chat-reserved", "chat", "chat-far"]);
    expect(order("France Central")).toEqual(["chat-far", "chat-reserved", "chat"]);
    expect(order("francecentral")).toEqual(order("France Central"));
  });

  it("asks Content Safety of the region that takes the call, and the other one where it does not answer", () => {
    const asked = (region: string, lost?: string) => {
      const shield = (url: string) => (lost !== undefined && url.includes(`//${lost}.`) ? 503 : 200);
      const { status, checked } = called("v1", region, { safety: true, shield });
      return [status, ...checked.map(({ url }) => new URL(url).hostname)];
    };
    expect(asked("Sweden Central")).toEqual([200, "safety.example"]);
    expect(asked("France Central")).toEqual([200, "safety-far.example"]);
    expect(asked("Sweden Central", "safety")).toEqual([200, "safety.example", "safety-far.example"]);
    expect(asked("France Central", "safety-far")).toEqual([200, "safety-far.example", "safety.example"]);
  });

  it("lets nothing through that nobody could check", () => {
    const { status, calls } = called("v1", "France Central", { safety: true, shield: () => 503 });
    expect([status, calls]).toEqual([503, []]);
  });
});
