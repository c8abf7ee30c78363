import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { callerCheck } from "../../../components/gateway/policies/caller-check";
import { policyDocument } from "../../../components/gateway/policies/document";
import { roles } from "../../../catalog/roles";
import { exportedState } from "../../../tests/support/exported-state";
import { resourceNode as node } from "../../../tests/support/resource-node";
import { stackFile } from "../../../tests/support/stack-files";
import { graphFromProgram } from "../../from-program";
import { graphFromState } from "../../from-state";
import { Secret, Unknown, type PropertyMap, type ResourceGraph, type ResourceNode } from "../../types";
import { accessOf, type AccessModel } from "../index";
import { admittedBy } from "./admitted";
import { readPolicyDocument } from "./document";

const group = "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/ai";
const accountId = `${group}/providers/Microsoft.CognitiveServices/accounts/primary`;
const serviceId = `${group}/providers/Microsoft.ApiManagement/service/gate`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/gate`;
const shop = "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11";
const team = "c8e5a1f6-74d2-4e39-b05c-2f9a6d8b1e21";

const apim = (kind: string, name: string, inputs: PropertyMap, more: Partial<ResourceNode> = {}) =>
  node(`azure-native:apimanagement:${kind}`, name, { serviceName: "gate", ...inputs }, more);

const account = node(
  "azure-native:cognitiveservices:Account",
  "primary",
  { accountName: "primary", properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled" } },
  { id: accountId },
);
const identity = node(
  "azure-native:managedidentity:UserAssignedIdentity",
  "gate-identity",
  {},
  { id: identityId, outputs: { principalId: "gate-object", clientId: "gate-client" } },
);
const shopIdentity = node(
  "azure-native:managedidentity:UserAssignedIdentity",
  "shop-identity",
  {},
  { id: `${identityId}-shop`, outputs: { principalId: "shop-object", clientId: shop } },
);
const role = node("azure-native:authorization:RoleAssignment", "gate-calls", {
  scope: accountId,
  roleDefinitionId: `/x/${roles.cognitiveServicesOpenAIUser.id}`,
  principalId: "gate-object",
  principalType: "ServicePrincipal",
});
const service = apim(
  "ApiManagementService",
  "gate",
  { virtualNetworkType: "Internal", identity: { userAssignedIdentities: { [identityId]: {} } } },
  { id: serviceId },
);
const api = apim("Api", "shop", { apiId: "shop", subscriptionRequired: false });
const backend = (name: string, path = `/openai/deployments/${name}`) =>
  apim(
    "Backend",
    name,
    { backendId: name, url: `https://primary.openai.azure.com${path}` },
    { id: `${serviceId}/backends/${name}` },
  );
const check = `<validate-azure-ad-token tenant-id="t" output-token-variable-name="caller"><audiences><audience>api://models</audience></audiences></validate-azure-ad-token>`;
const asGateway = `<authentication-managed-identity resource="https://cognitiveservices.azure.com" client-id="gate-client" />`;
const refusal = `<return-response><set-status code="403" reason="Forbidden" /></return-response>`;
const claim = (name: string) =>
  `((Jwt)context.Variables[&quot;caller&quot;]).Claims.GetValueOrDefault(&quot;${name}&quot;, &quot;&quot;)`;
const onlyWho = (condition: string) =>
  `<choose><when condition="@(!(${condition}))">${refusal}</when></choose>`;
const onlyShop = onlyWho(`${claim("azp")} == &quot;${shop}&quot;`);
const toBackend = (id: string) => `<set-backend-service backend-id="${id}" />`;
const policy = (inbound: string, more: PropertyMap = {}) =>
  apim("ApiPolicy", "shop-policy", {
    apiId: "shop",
    value: `<policies><inbound>${inbound}</inbound></policies>`,
    ...more,
  });

const standing = [account, identity, shopIdentity, role, service, api, backend("chat")];

function graphOf(...resources: ResourceNode[]): ResourceGraph {
  return { project: "p", stack: "test", basis: "program", resources };
}

const gatewayEntries = (model: AccessModel) => model.entries.filter(({ path }) => path === "gateway");
const through = (...resources: ResourceNode[]) => gatewayEntries(accessOf(graphOf(...resources)));

describe("access through a gateway", () => {
  it("is the one of whoever its policy names, to the deployments behind it, within the limits of its product", () => {
    const limited = [
      apim("ProductApi", "shop", { productId: "shop", apiId: "shop" }),
      apim("ProductPolicy", "shop", {
        productId: "shop",
        value: `<policies><inbound><llm-token-limit tokens-per-minute="2000" token-quota="9000000" token-quota-period="Monthly" /></inbound></policies>`,
      }),
      apim("ProductPolicy", "other", {
        productId: "other",
        value: `<policies><inbound><llm-token-limit tokens-per-minute="1" /></inbound></policies>`,
      }),
    ];
    const written = policy(check + onlyShop + toBackend("chat") + asGateway);
    const model = accessOf(graphOf(...standing, ...limited, written));
    expect(gatewayEntries(model)).toMatchObject([
      {
        principal: "shop-object",
        resource: account.urn,
        verb: "call",
        answer: "yes",
        pattern: "chat",
        holding: { role: "API shop", known: true, conditional: false },
        gateway: {
          api: "shop",
          deployments: ["chat"],
          limits: ["2,000 tokens a minute", "9,000,000 tokens a month"],
          network: { state: "private" },
        },
      },
    ]);
    expect(model.principals.map(({ name }) => name)).toContain("shop-identity");
    expect(model.gaps.join()).not.toContain("policy");
  });

  it.each([
    ["a group", `${claim("groups")}.Split(',').Contains(&quot;${team}&quot;)`, [team]],
    ["an object", `${claim("oid")} == &quot;${team}&quot;`, [team]],
    [
      "several, whatever the brackets",
      `((${claim("appid")} == &quot;${shop}&quot;) || (${claim("groups")}.Split(',').Contains(&quot;${team}&quot;)))`,
      ["shop-object", team],
    ],
  ])("names %s", (_, condition, principals) => {
    const found = through(...standing, policy(check + onlyWho(condition) + toBackend("chat") + asGateway));
    expect(found.map(({ principal, answer }) => [principal, answer])).toEqual(
      principals.map((each) => [each, "yes"]),
    );
  });

  it.each([
    ["a claim that it does not know", check + onlyWho(`${claim("roles")} == &quot;caller&quot;`)],
    ["more than a claim", check + onlyWho(`${claim("azp")} == &quot;${shop}&quot; &amp;&amp; Now()`)],
    [
      "the refusal of some",
      check + `<choose><when condition="@(${claim("azp")} == &quot;x&quot;)">${refusal}</when></choose>`,
    ],
    ["a header", check + onlyWho("context.Request.Headers.ContainsKey(&quot;x&quot;)")],
    ["a token that nobody validated", onlyShop],
  ])("is unknown where the policy asks for %s", (_, inbound) => {
    expect(through(...standing, policy(inbound + toBackend("chat") + asGateway))).toMatchObject([
      { answer: "unknown", principal: expect.stringContaining("#callers") as string },
    ]);
  });

  it("is unknown, and said to be, where a policy is not known or no XML", () => {
    for (const value of [new Unknown("preview"), "<policies><inbound>", new Secret(new Unknown("hidden"))]) {
      const model = accessOf(graphOf(...standing, policy("", { value })));
      expect(gatewayEntries(model)).toMatchObject([{ answer: "unknown", resource: account.urn }]);
      expect(model.gaps.join()).toContain("The policy of the API shop is not known here");
    }
  });

  it("is anybody's without a token check, or whoever's has a key", () => {
    const open = policy(toBackend("chat") + asGateway);
    expect(through(...standing, open).map(({ principal }) => principal)).toEqual(["anybody:anybody"]);
    const keyed = apim("Api", "shop", { apiId: "shop" });
    expect(
      through(...standing.filter((each) => each !== api), keyed, open).map(({ principal }) => principal),
    ).toEqual(["anybody:whoever has a subscription key"]);
    const any = policy(check + toBackend("chat") + asGateway);
    expect(through(...standing, any)[0]?.principal).toContain("a token of the tenant for api://models");
  });

  it("names the applications of the token check, and claims that it asks for beside", () => {
    const asked = `<validate-azure-ad-token tenant-id="t"><client-application-ids><application-id>${shop}</application-id></client-application-ids><required-claims><claim name="roles"><value>caller</value></claim></required-claims></validate-azure-ad-token>`;
    const members = onlyWho(`${claim("groups")}.Split(',').Contains(&quot;${team}&quot;)`);
    expect(through(...standing, policy(asked + toBackend("chat") + asGateway))).toMatchObject([
      { principal: "shop-object", holding: { conditional: true, conditions: ["the claim roles"] } },
    ]);
    expect(through(...standing, policy(asked + members + toBackend("chat") + asGateway))).toMatchObject([
      { principal: team, holding: { conditions: ["the claim roles", `the application ${shop}`] } },
    ]);
  });

  it("leads as far as the gateway's own role, and no further", () => {
    const written = policy(check + onlyShop + toBackend("chat") + asGateway);
    const without = standing.filter((each) => each !== role);
    expect(through(...without, written)).toMatchObject([{ answer: "unknown" }]);
    const key = policy(check + onlyShop + toBackend("chat"));
    expect(through(...standing, key)).toMatchObject([{ answer: "unknown" }]);
    const elsewhere = apim("Backend", "far", {
      backendId: "far",
      url: "https://other.openai.azure.com/openai",
    });
    expect(through(...standing, elsewhere, policy(check + onlyShop + toBackend("far") + asGateway))).toEqual(
      [],
    );
  });

  it("goes through pools, by the model that the policy writes into a body, or to any deployment", () => {
    const pool = apim("Backend", "pool", {
      backendId: "pool",
      type: "Pool",
      pool: { services: [{ id: `${serviceId}/backends/CHAT` }, { id: `${serviceId}/backends/small` }] },
    });
    const deployments = (step: string, ...backends: ResourceNode[]) =>
      through(...standing, ...backends, policy(check + onlyShop + step + asGateway)).map(
        ({ gateway, answer }) => [gateway?.deployments, answer],
      );
    expect(deployments(toBackend("pool"), pool, backend("small"))).toEqual([[["chat", "small"], "yes"]]);
    const named = `<choose><when condition="@(true)">${toBackend("v1")}<set-body>@{ body["model"] = "chat-v1"; return body.ToString(); }</set-body></when></choose>`;
    expect(deployments(named, backend("v1", "/openai"))).toEqual([[["chat-v1"], "yes"]]);
    expect(deployments(toBackend("v1"), backend("v1", "/openai"))).toEqual([[undefined, "yes"]]);
    expect(deployments(toBackend("@(choose())"))).toEqual([[undefined, "unknown"]]);
    expect(deployments(toBackend("none"))).toEqual([[undefined, "unknown"]]);
  });

  it("takes named values for what they stand for, follows one that is not known yet, and opens no secret", () => {
    const written = policy(
      check + onlyWho(`${claim("azp")} == &quot;{{shop-client}}&quot;`) + toBackend("chat") + asGateway,
    );
    const value = (inputs: PropertyMap, more: Partial<ResourceNode> = {}) =>
      apim("NamedValue", "shop-client", { displayName: "shop-client", ...inputs }, more);
    const who = (...values: ResourceNode[]) =>
      through(...standing, ...values, written).map(({ principal }) => principal);
    expect(who(value({ value: shop }))).toEqual(["shop-object"]);
    const later = { propertyDependencies: { value: [shopIdentity.urn] } };
    expect(who(value({ value: new Unknown("preview") }, later))).toEqual(["shop-object"]);
    expect(who(value({ value: shop, secret: true }))).toEqual(["{{shop-client}}"]);
  });
});

describe("the caller check that components write", () => {
  it("is read back as whom it was written for, whoever that is", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (clientId, member) => {
        const callers = { audiences: ["api://models"], tenantId: "{{tenant-id}}", clientId, group: member };
        const document = readPolicyDocument(policyDocument({ inbound: callerCheck(callers) }));
        expect(document && admittedBy(document, false)).toEqual({
          callers: [
            { kind: "application", clientId },
            { kind: "application", clientId },
            { kind: "group", id: member },
          ],
          conditions: [],
        });
      }),
    );
  });
});

describe("access through the gateway of prod", () => {
  let graph: ResourceGraph;
  beforeAll(async () => {
    graph = await graphFromProgram({ stack: "prod", config: stackFile("prod") });
  }, 60_000);

  /** Workload or group -> deployments, by the gateway. */
  function callable(model: AccessModel): Record<string, readonly string[]> {
    const names = new Map(model.principals.map(({ key, name }) => [key, name]));
    const found: Record<string, readonly string[]> = {};
    for (const { principal, gateway, answer } of gatewayEntries(model)) {
      expect(answer).toBe("yes");
      const name = names.get(principal) ?? principal;
      found[name] = [...(found[name] ?? []), ...(gateway?.deployments ?? [])].sort();
    }
    return found;
  }

  it("lets the group and the identity of a workload call what its stack file shares with it, and nothing else", () => {
    const config = stackFile("prod");
    const workloads = config["cornerstone:workloads"] as readonly {
      readonly name: string;
      readonly group: string;
      readonly models: readonly { readonly deployment: string }[];
    }[];
    const models = config["cornerstone:models"] as {
      readonly deployments: readonly { readonly name: string; readonly sku: string }[];
    };
    const batch = new Set(models.deployments.filter(({ sku }) => /Batch/.test(sku)).map(({ name }) => name));
    const expected = workloads.flatMap(({ name, group: id, models: shared }) => {
      const deployments = shared.map(({ deployment }) => deployment).filter((each) => !batch.has(each));
      return [`workload-${name}-identity`, `group ${id}`].map((who) => [who, deployments.sort()]);
    });
    expect(callable(accessOf(graph))).toEqual(Object.fromEntries(expected));
    expect(expected.length).toBeGreaterThan(4);
  });

  it("is the same by an exported state", () => {
    expect(callable(accessOf(graphFromState(exportedState(graph))))).toEqual(callable(accessOf(graph)));
  });
});
