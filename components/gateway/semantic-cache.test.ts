import { beforeAll, describe, expect, it } from "vitest";
import { roles } from "../../catalog/roles";
import { graphFromProgram } from "../../graph/from-program";
import {
  isPropertyMap,
  Secret,
  type PropertyValue,
  type ResourceGraph,
  type ResourceNode,
} from "../../graph/types";
import { redisKeyMark } from "../../localcloud/behaviours/redis";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { all, only, recordStack } from "../../tests/support/record";
import { sampleStack } from "../../tests/support/sample-stack";

const azure = (type: string): string => `azure-native:${type}`;
const api = (type: string): string => azure(`apimanagement:${type}`);
const role = azure("authorization:RoleAssignment");
const cluster = azure("redisenterprise:RedisEnterprise");
const database = azure("redisenterprise:Database");
const deployment = azure("resources:Deployment");
const endpoint = azure("network:PrivateEndpoint");

const gateway = {
  capacity: 2,
  zones: ["1", "2"],
  audiences: ["api://contoso-test-models"],
  regions: [{ region: "francecentral", addressSpace: "10.44.0.0/22" }],
};
const semanticCache = {
  embeddings: "embed",
  workloads: [{ workload: "marketing", scoreThreshold: 0.1, minutes: 5 }],
};
const stackWith = (more: object) => ({
  ...sampleStack,
  workloads: sampleStack.workloads.map((workload) => ({
    ...workload,
    models: workload.models.map((model) => ({ ...model, usage: { input: 100, output: 20 } })),
  })),
  gateway: { ...gateway, ...more },
});

let graph: ResourceGraph;
let without: ResourceGraph;
beforeAll(async () => {
  graph = await recordStack("test", stackWith({ semanticCache }));
  without = await recordStack("test", stackWith({}));
});

const named = (index: GraphIndex, type: string, ending: string): ResourceNode[] =>
  index.ofType(type).filter(({ name }) => name.endsWith(ending));

/** What Azure, or safety, wants before what; and one change to the graph that breaks it. */
const orders: Readonly<
  Record<
    string,
    {
      readonly later: (index: GraphIndex) => readonly ResourceNode[];
      readonly earlier: (index: GraphIndex) => readonly ResourceNode[];
    }
  >
> = {
  "a Redis waits for the right to use its key": {
    later: (index) => index.ofType(cluster),
    earlier: (index) => named(index, role, "gateway-cache-encryption-user"),
  },
  "Resource Manager reads the key of a database that stands": {
    later: (index) => named(index, deployment, "gateway-cache-secret"),
    earlier: (index) => index.ofType(database),
  },
  "a role on a secret waits for the secret": {
    later: (index) => named(index, role, "gateway-cache-secret-user"),
    earlier: (index) => named(index, deployment, "gateway-cache-secret"),
  },
  "the gateway reads a secret that it may read": {
    later: (index) => named(index, api("NamedValue"), "gateway-cache-connection"),
    earlier: (index) => named(index, role, "gateway-cache-secret-user"),
  },
  "the gateway reads a secret of a vault that it reaches": {
    later: (index) => named(index, api("NamedValue"), "gateway-cache-connection"),
    earlier: (index) => named(index, endpoint, "vault-swedencentral-endpoint"),
  },
  "a cache waits for the named value that it connects with": {
    later: (index) => index.ofType(api("Cache")),
    earlier: (index) => named(index, api("NamedValue"), "gateway-cache-connection"),
  },
  "a policy asks a cache that stands": {
    later: (index) => named(index, api("ApiPolicy"), "gateway-marketing-api-policy"),
    earlier: (index) => [
      ...index.ofType(api("Cache")),
      ...named(index, api("Backend"), "gateway-cache-embeddings"),
    ],
  },
  "an endpoint waits until its Redis is no longer written": {
    later: (index) => named(index, endpoint, "gateway-cache-endpoint"),
    earlier: (index) => index.ofType(database),
  },
};

/** A value with its secrets in the open. */
function opened(value: PropertyValue): unknown {
  if (value instanceof Secret) return opened(value.value);
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).map(opened);
  if (!isPropertyMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, opened(inner as PropertyValue)]),
  );
}

function broken(index: GraphIndex, { later, earlier }: (typeof orders)[string]): readonly string[] {
  return later(index).flatMap((node) =>
    earlier(index)
      .filter((other) => !index.dependsOn(node, other))
      .map((other) => `${node.name} before ${other.name}`),
  );
}

describe("the order of a semantic cache", () => {
  it.each(Object.entries(orders))("%s", (_, order) => {
    const index = new GraphIndex(graph);
    expect(order.later(index)).not.toEqual([]);
    expect(order.earlier(index)).not.toEqual([]);
    expect(broken(index, order)).toEqual([]);
    const loose = new Set(order.later(index));
    const loosened = graph.resources.map((node) => (loose.has(node) ? { ...node, dependencies: [] } : node));
    expect(broken(new GraphIndex({ ...graph, resources: loosened }), order)).not.toEqual([]);
  });

  it("keeps every invariant of the platform", () => {
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("is the same when nothing is known yet", async () => {
    const preview = await recordStack("test", stackWith({ semanticCache }), { preview: true });
    const waits = ({ resources }: ResourceGraph) =>
      resources.map(({ urn, dependencies }) => [urn, ...dependencies.toSorted()].join("\n  ")).sort();
    expect(waits(preview)).toEqual(waits(graph));
  });
});

describe("the Redis", () => {
  it("is private, encrypted with the customer's key, and searches", () => {
    expect(only(graph, cluster).inputs).toMatchObject({
      location: "swedencentral",
      publicNetworkAccess: "Disabled",
      minimumTlsVersion: "1.2",
      sku: { name: "Balanced_B0" },
      identity: { type: "UserAssigned" },
    });
    const key = only(graph, cluster).inputs["encryption"] as Record<string, Record<string, string>>;
    expect(key["customerManagedKeyEncryption"]?.["keyEncryptionKeyUrl"]).toMatch(
      /\/keys\/contoso-test-gateway-cache\/[0-9a-f]+$/,
    );
    expect(only(graph, database).inputs).toMatchObject({
      databaseName: "default",
      clientProtocol: "Encrypted",
      modules: [{ name: "RediSearch" }],
      clusteringPolicy: "EnterpriseCluster",
      evictionPolicy: "NoEviction",
    });
  });

  it("is reached on its own port by the gateway, and by nothing else on another one", () => {
    const rules = (of: ResourceGraph, ending: string) =>
      (
        only(of, azure("network:NetworkSecurityGroup"), `contoso-test-${ending}-nsg`).inputs[
          "securityRules"
        ] as { name: string; destinationPortRange?: string; direction: string }[]
      ).map(({ name, destinationPortRange }) => `${name} ${destinationPortRange ?? ""}`);
    const added = (ending: string) =>
      rules(graph, ending).filter((rule) => !rules(without, ending).includes(rule));
    expect(added("network-private-endpoints")).toEqual(["allow-cache-from-network 10000"]);
    expect(added("gateway")).toEqual(["allow-semantic-cache 10000"]);
  });
});

describe("the key of the Redis", () => {
  it("is in no input or output of any resource, as the local cloud answers", async () => {
    const run = await graphFromProgram({ stack: "test", config: stackWith({ semanticCache }) });
    const told = JSON.stringify(
      run.resources.map(({ inputs, outputs }) => [opened(inputs), opened(outputs)]),
    );
    // Its keys begin with a text of their own; the template says how to get one.
    expect(told).not.toContain(redisKeyMark);
    expect(told).toContain("listKeys(parameters('databaseId'), '2025-07-01').primaryKey");
  });

  it("is no output of the template that reads it, and in no log of what was deployed", () => {
    const { properties } = only(graph, deployment).inputs as unknown as {
      properties: { template: object; debugSetting?: object; mode: string };
    };
    expect(properties.template).not.toHaveProperty("outputs");
    expect(properties).not.toHaveProperty("debugSetting");
    expect(properties.mode).toBe("Incremental");
  });

  it("is read by the gateway's own identity, which may read this one secret and ask for embeddings, and nothing else", () => {
    const service = only(graph, api("ApiManagementService"));
    const principal =
      text(service, "identity.principalId") ??
      (service.outputs["identity"] as { principalId: string }).principalId;
    const held = all(graph, role).filter((node) => text(node, "principalId") === principal);
    expect(
      held.map((node) => [
        text(node, "roleDefinitionId")?.split("/").at(-1),
        text(node, "scope")?.split("/").slice(-2).join("/"),
      ]),
    ).toEqual(
      expect.arrayContaining([
        [roles.keyVaultSecretsUser.id, "secrets/contoso-test-gateway-cache-connection"],
        [roles.cognitiveServicesOpenAIUser.id, expect.stringMatching(/\/contoso-test-primary-\w+$/)],
      ]),
    );
    expect(held).toHaveLength(2);
    expect(only(graph, api("NamedValue"), "contoso-test-gateway-cache-connection").inputs).toMatchObject({
      secret: true,
      keyVault: {
        secretIdentifier: expect.stringMatching(
          /\/secrets\/contoso-test-gateway-cache-connection$/,
        ) as string,
      },
    });
    expect(only(graph, api("Cache")).inputs).toMatchObject({
      cacheId: "swedencentral",
      useFromLocation: "swedencentral",
      connectionString: "{{semantic-cache-connection}}",
    });
  });

  it("changes with one line of the stack file", async () => {
    const rotated = await recordStack(
      "test",
      stackWith({ semanticCache: { ...semanticCache, accessKey: "secondary" } }),
    );
    const inputs = ({ resources }: ResourceGraph) =>
      new Map(resources.map(({ name, type, inputs: own }) => [`${type} ${name}`, JSON.stringify(own)]));
    const [before, after] = [inputs(graph), inputs(rotated)];
    const changed = [...after].filter(([name, own]) => before.get(name) !== own).map(([name]) => name);
    expect(changed.filter((name) => !name.startsWith("cornerstone:"))).toEqual([
      `${deployment} contoso-test-gateway-cache-secret`,
    ]);
  });
});

describe("a workload that does not use the cache", () => {
  it("has the same policies as without it, to the byte", () => {
    const policies = (of: ResourceGraph) =>
      [...all(of, api("ApiPolicy")), ...all(of, api("ProductPolicy"))].map(({ name, inputs }) => [
        name,
        inputs["value"],
      ]);
    const before = new Map(policies(without) as [string, string][]);
    const changed = (policies(graph) as [string, string][]).filter(
      ([name, value]) => before.get(name) !== value,
    );
    expect(changed.map(([name]) => name)).toEqual(["contoso-test-gateway-marketing-api-policy"]);
  });
});

describe("the policy of a workload that uses it", () => {
  it("names the cache's region, its embeddings, its threshold and its time", () => {
    const value = text(only(graph, api("ApiPolicy"), "contoso-test-gateway-marketing-api-policy"), "value");
    expect(value).toContain("context.Deployment.Region == &quot;Sweden Central&quot;");
    expect(value).toContain(
      'score-threshold="0.1" embeddings-backend-id="semantic-cache-embeddings" embeddings-backend-auth="system-assigned"',
    );
    expect(value).toContain('<llm-semantic-cache-store duration="300"/>');
  });
});
