import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../../graph/from-program";
import { Secret, type PropertyMap, type ResourceGraph, type ResourceNode } from "../../graph/types";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { all, only, recordStack } from "../../tests/support/record";
import { stackFile } from "../../tests/support/stack-files";
import { sampleStack } from "../../tests/support/sample-stack";
import { roles } from "../../catalog/roles";

const api = (type: string): string => `azure-native:apimanagement:${type}`;
const service = api("ApiManagementService");

const withoutGateway = {
  ...sampleStack,
  workloads: sampleStack.workloads.map((workload) => ({
    ...workload,
    models: workload.models.map((model) => ({ ...model, usage: { input: 100, output: 20 } })),
  })),
};
const gateway = { capacity: 2, zones: ["1", "2"], audiences: ["api://contoso-test-models"] };
const withGateway = { ...withoutGateway, gateway };

let graph: ResourceGraph;
beforeAll(async () => {
  graph = await recordStack("test", withGateway);
});

/** Resources that refer by `{{name}}` or `backend-id` to others, with those. */
function references(index: GraphIndex, node: ResourceNode): ResourceNode[] {
  const value = text(node, "value") ?? "";
  return [
    ...index
      .ofType(api("NamedValue"))
      .filter((other) => value.includes(`{{${text(other, "displayName") ?? ""}}}`)),
    ...index
      .ofType(api("Backend"))
      .filter((other) => value.includes(`backend-id="${text(other, "backendId") ?? ""}"`)),
  ];
}

/** What Azure, or safety, wants before what; and one change to the graph that breaks it. */
const orders: Readonly<
  Record<
    string,
    {
      readonly broken: (index: GraphIndex) => readonly string[];
      readonly loosen: (node: ResourceNode) => boolean;
    }
  >
> = {
  "writes to the service form one chain": {
    broken: (index) => {
      const [parent] = index.ofType(service) as [ResourceNode];
      return index.outsideChain(index.childrenOf(parent, "apimanagement", "serviceName"));
    },
    loosen: ({ name }) => name.endsWith("marketing-product"),
  },
  "the service waits for its subnet": {
    broken: (index) => missing(index, index.ofType(service), subnetOf(index)),
    loosen: ({ type }) => type === service,
  },
  "the gateway's subnet is written after the network's others": {
    broken: (index) =>
      index.outsideChain(
        index
          .ofType("azure-native:network:Subnet")
          .filter((node) => !text(node, "virtualNetworkName")?.includes("francecentral")),
      ),
    loosen: ({ name }) => name.endsWith("gateway-subnet"),
  },
  "the logger waits for the right to publish": {
    broken: (index) =>
      missing(
        index,
        index.ofType(api("Logger")),
        index
          .ofType("azure-native:authorization:RoleAssignment")
          // Others publish metrics as well: the logger needs its own service's right.
          .filter((role) => role.urn.includes("ModelGateway"))
          .filter((role) => text(role, "roleDefinitionId")?.endsWith(roles.monitoringMetricsPublisher.id)),
      ),
    loosen: ({ type }) => type === api("Logger"),
  },
  "a policy waits for the named values and backends that it refers to": {
    broken: (index) =>
      [...index.ofType(api("ApiPolicy")), ...index.ofType(api("ProductPolicy"))].flatMap((policy) =>
        missing(index, [policy], references(index, policy)),
      ),
    loosen: ({ type }) => type === api("ApiPolicy"),
  },
  "a pool waits for its members": {
    broken: (index) =>
      index.ofType(api("Backend")).flatMap((pool) => {
        const members = JSON.stringify(pool.inputs["pool"] ?? "");
        return missing(
          index,
          [pool],
          index
            .ofType(api("Backend"))
            .filter(({ id }) => typeof id === "string" && members.includes(`"${id}"`)),
        );
      }),
    loosen: ({ name }) => name.includes("-pool-"),
  },
  "an API joins its product only with both policies in force": {
    broken: (index) =>
      index.ofType(api("ProductApi")).flatMap((link) => {
        const workload = text(link, "productId");
        const policies = [
          ...index.ofType(api("ApiPolicy")).filter((policy) => text(policy, "apiId") === workload),
          ...index.ofType(api("ProductPolicy")).filter((policy) => text(policy, "productId") === workload),
        ];
        return policies.length === 2 ? missing(index, [link], policies) : [`${link.name} lacks a policy`];
      }),
    loosen: ({ type }) => type === api("ProductApi"),
  },
  "locks wait for every role of the gateway": {
    broken: (index) =>
      missing(
        index,
        index.ofType("azure-native:authorization:ManagementLockByScope"),
        index
          .ofType("azure-native:authorization:RoleAssignment")
          .filter(({ name }) => name.includes("-gateway")),
      ),
    loosen: ({ type }) => type === "azure-native:authorization:ManagementLockByScope",
  },
};

function missing(
  index: GraphIndex,
  nodes: readonly ResourceNode[],
  earlier: readonly ResourceNode[],
): readonly string[] {
  return nodes.flatMap((node) =>
    earlier.filter((other) => !index.dependsOn(node, other)).map(({ name }) => `${node.name} before ${name}`),
  );
}

function subnetOf(index: GraphIndex): ResourceNode[] {
  return index.ofType("azure-native:network:Subnet").filter(({ name }) => name.endsWith("gateway-subnet"));
}

describe("the order of a gateway", () => {
  it.each(Object.entries(orders))("%s", (_, { broken, loosen }) => {
    expect(broken(new GraphIndex(graph))).toEqual([]);
    const loosened = graph.resources.map((node) => (loosen(node) ? { ...node, dependencies: [] } : node));
    expect(loosened.some((node, at) => node !== graph.resources[at])).toBe(true);
    expect(broken(new GraphIndex({ ...graph, resources: loosened }))).not.toEqual([]);
  });

  it("keeps every invariant of the platform", () => {
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("is the same when nothing is known yet", async () => {
    const preview = await recordStack("test", withGateway, { preview: true });
    const waits = ({ resources }: ResourceGraph) =>
      resources.map(({ urn, dependencies }) => [urn, ...dependencies.toSorted()].join("\n  ")).sort();
    expect(waits(preview)).toEqual(waits(graph));
  });
});

describe("prod", () => {
  it("keeps the same orders", async () => {
    const index = new GraphIndex(await recordStack("prod", stackFile("prod")));
    expect(index.ofType(service)).toHaveLength(1);
    for (const [name, { broken }] of Object.entries(orders))
      expect([name, broken(index)]).toEqual([name, []]);
  });
});

describe("the service", () => {
  it("stands inside the network, over two zones, with TLS 1.2 and an identity", () => {
    const { inputs } = only(graph, service);
    expect(inputs).toMatchObject({
      sku: { name: "Premium", capacity: 2 },
      zones: ["1", "2"],
      virtualNetworkType: "Internal",
      developerPortalStatus: "Disabled",
      identity: { type: "UserAssigned" },
    });
    const properties = inputs["customProperties"] as Record<string, string>;
    for (const side of ["Protocols", "Backend.Protocols"])
      for (const protocol of ["Ssl30", "Tls10", "Tls11"])
        expect(properties[`Microsoft.WindowsAzure.ApiManagement.Gateway.Security.${side}.${protocol}`]).toBe(
          "False",
        );
  });

  it("is found by its name, and hides no other service's", () => {
    const zone = all(graph, "azure-native:privatedns:PrivateZone").find(({ name }) =>
      name.includes("gateway"),
    );
    expect(zone?.inputs["privateZoneName"]).toMatch(/^contoso-test-gateway-\w{6}\.azure-api\.net$/);
    expect(only(graph, "azure-native:privatedns:PrivateRecordSet").inputs).toMatchObject({
      relativeRecordSetName: "@",
      aRecords: [{ ipv4Address: "10.0.4.4" }],
    });
  });

  it("sends no bodies, and its connection string only as a secret", () => {
    const { inputs } = only(graph, api("Logger"));
    expect((inputs["credentials"] as PropertyMap)["connectionString"]).toBeInstanceOf(Secret);
    expect(only(graph, api("Diagnostic")).inputs).toMatchObject({
      metrics: true,
      frontend: { request: { body: { bytes: 0 } }, response: { body: { bytes: 0 } } },
    });
  });

  it("has named values without a secret among them", () => {
    const values = all(graph, api("NamedValue"));
    expect(values.map(({ inputs }) => inputs["secret"])).toEqual(values.map(() => false));
    expect(values.map(({ inputs }) => inputs["displayName"]).sort()).toEqual([
      "content-safety-endpoint",
      "gateway-client-id",
      "tenant-id",
      "workload-customer-service-client-id",
      "workload-marketing-client-id",
    ]);
  });
});

describe("the deployments behind it", () => {
  it("are two backends each, with a breaker that honours Retry-After", () => {
    const backends = all(graph, api("Backend")).filter(({ inputs }) => inputs["type"] === "Single");
    expect(backends.map(({ inputs }) => inputs["url"]).sort()).toEqual(
      ["chat", "chat-second", "embed"]
        .flatMap((name) => {
          const account = only(
            graph,
            "azure-native:cognitiveservices:Account",
            `contoso-test-${name === "chat-second" ? "second" : "primary"}-account`,
          ).inputs["accountName"] as string;
          const host = `https://${account}.openai.azure.com`;
          return [`${host}/openai`, `${host}/openai/deployments/${name}`];
        })
        .sort(),
    );
    for (const { inputs } of backends) {
      expect(inputs).toMatchObject({
        tls: { validateCertificateChain: true, validateCertificateName: true },
        circuitBreaker: { rules: [{ acceptRetryAfter: true, failureCondition: { count: 1 } }] },
      });
      expect(inputs).not.toHaveProperty("credentials");
    }
  });

  it("form a pool a workload and model, the other region last", () => {
    const pools = all(graph, api("Backend")).filter(({ inputs }) => inputs["type"] === "Pool");
    const members = (workload: string) =>
      pools
        .filter(({ name }) => name.includes(`gateway-${workload}-pool`))
        .map(({ inputs }) =>
          (inputs["pool"] as { services: { id: string; priority: number }[] }).services.map(
            ({ id, priority }) => `${id.split("/").at(-1) ?? ""} ${priority}`,
          ),
        );
    expect(members("customer-service")).toEqual([["deployment--chat 2", "deployment--chat-second 4"]]);
    expect(members("marketing")).toEqual([["deployment--chat 2"], ["deployment--embed 2"]]);
  });

  it("let the gateway's identity call, and none of the workloads", async () => {
    const own = sampleRoles(graph).filter(({ name }) => name.includes("-gateway"));
    expect(own.map(({ name }) => name).sort()).toEqual([
      "contoso-test-gateway-content-safety-user",
      "contoso-test-gateway-metrics-publisher",
      "contoso-test-gateway-models-primary-caller",
      "contoso-test-gateway-models-second-caller",
    ]);
    const off = sampleRoles(await recordStack("test", withoutGateway)).map(({ name }) => name);
    const lost = off.filter((name) => !sampleRoles(graph).some((role) => role.name === name));
    expect(lost.sort()).toEqual(workloadRoles);
  });

  it("may be called around the gateway by a workload that says so", async () => {
    const directAccess = ["customer-service", "marketing"];
    const open = await recordStack("test", { ...withGateway, gateway: { ...gateway, directAccess } });
    const names = sampleRoles(open).map(({ name }) => name);
    expect(names.filter((name) => workloadRoles.includes(name)).sort()).toEqual(workloadRoles);
  });
});

/** Roles by which the workloads of the sample call accounts themselves. */
const workloadRoles = [
  ["primary", "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a21"],
  ["primary", "customer-service"],
  ["primary", "marketing"],
  ["second", "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a21"],
  ["second", "customer-service"],
].map(([on, who]) => `contoso-test-access-${on ?? ""}-cognitiveServicesOpenAIUser-${who ?? ""}`);

function sampleRoles({ resources }: ResourceGraph): ResourceNode[] {
  return resources.filter(({ type }) => type === "azure-native:authorization:RoleAssignment");
}

describe("the limits of a workload", () => {
  it("follow from its shares and its stated usage", () => {
    const policy = only(graph, api("ProductPolicy"), "contoso-test-gateway-customer-service-product-policy");
    // 60 percent of 100,000 tokens a minute in two deployments; 240 million stated, and half as much again.
    expect(text(policy, "value")).toContain('tokens-per-minute="120000" token-quota="360000000"');
  });

  it("can be stated", async () => {
    const limits = [{ workload: "marketing", tokensPerMinute: 7, monthlyTokens: 9 }];
    const stated = await recordStack("test", { ...withGateway, gateway: { ...gateway, limits } });
    const policy = only(stated, api("ProductPolicy"), "contoso-test-gateway-marketing-product-policy");
    expect(text(policy, "value")).toContain('tokens-per-minute="7" token-quota="9"');
  });
});

describe("a stack without a gateway", () => {
  const inputsOf = ({ resources }: ResourceGraph) =>
    new Map(resources.map(({ urn, inputs }) => [urn, JSON.stringify(inputs)]));

  it("lacks the gateway's resources, and everything else is as it was", async () => {
    const off = inputsOf(await recordStack("test", withoutGateway));
    const on = inputsOf(graph);
    // Without it, workloads call the accounts themselves; the sum of grants is told by their component.
    const direct = ([urn]: readonly [string, string]) =>
      urn.endsWith("::contoso-test-access") || workloadRoles.some((role) => urn.endsWith(`::${role}`));
    expect([...off].filter((entry) => on.get(entry[0]) !== entry[1] && !direct(entry))).toEqual([]);
    const gone = [...on.keys()].filter((urn) => !off.has(urn));
    expect(gone.length).toBeGreaterThan(40);
    expect(gone.filter((urn) => !urn.includes("contoso-test-gateway"))).toEqual([]);
  });

  it("is what an unnamed section means", async () => {
    const plain = await recordStack("test", sampleStack);
    expect(all(plain, service)).toEqual([]);
    expect(only(plain, "pulumi:pulumi:Stack").outputs).not.toHaveProperty("gateway");
  });

  it("renames one workload's resources and no others when a workload is renamed", async () => {
    const [first, ...rest] = withGateway.workloads;
    const renamed = await recordStack("test", {
      ...withGateway,
      workloads: [{ ...first, name: "helpdesk" }, ...rest],
    });
    const [before, after] = [inputsOf(graph), inputsOf(renamed)];
    const changed = [...before].filter(([urn, inputs]) => after.get(urn) !== inputs).map(([urn]) => urn);
    expect(
      changed.filter((urn) => urn.includes("apimanagement") && !urn.includes("customer-service")),
    ).toEqual([]);
  });
});

describe("in a second region", () => {
  const regions = [{ region: "francecentral", addressSpace: "10.44.0.0/22", capacity: 2, zones: ["1", "2"] }];
  const inBoth = { ...withGateway, gateway: { ...gateway, regions } };
  let both: ResourceGraph;
  beforeAll(async () => {
    both = await recordStack("test", inBoth);
  });

  /** What only a second region asks for, in the same way. */
  const more: typeof orders = {
    ...orders,
    "the service waits for the subnet of each region": {
      broken: (index) => {
        const subnets = index
          .ofType("azure-native:network:Subnet")
          .filter(({ name }) => /gateway-subnet$/.test(name));
        return subnets.length === 2 ? missing(index, index.ofType(service), subnets) : ["not two subnets"];
      },
      loosen: ({ type }) => type === service,
    },
    "the subnets and peerings of one network are written one at a time": {
      broken: (index) =>
        ["contoso-test-network", "contoso-test-francecentral-network"].flatMap((network) =>
          index.outsideChain(
            ["Subnet", "VirtualNetworkPeering"]
              .flatMap((type) => index.ofType(`azure-native:network:${type}`))
              .filter((node) => text(node, "virtualNetworkName")?.startsWith(`${network}-vnet`)),
          ),
        ),
      loosen: ({ type }) => type === "azure-native:network:VirtualNetworkPeering",
    },
    "the endpoints of a region wait until their account is complete": {
      broken: (index) =>
        index
          .ofType("azure-native:network:PrivateEndpoint")
          .filter(({ name }) => name.startsWith("contoso-test-francecentral"))
          .flatMap((endpoint) =>
            missing(
              index,
              [endpoint],
              index
                .ofType("azure-native:cognitiveservices:Deployment")
                .filter(({ name }) =>
                  name.includes(endpoint.name.includes("primary") ? "primary" : "second"),
                ),
            ),
          ),
      loosen: ({ name }) => /^contoso-test-francecentral-\w+-endpoint$/.test(name),
    },
  };

  it.each(Object.entries(more))("%s", (_, { broken, loosen }) => {
    expect(broken(new GraphIndex(both))).toEqual([]);
    const loosened = both.resources.map((node) => (loosen(node) ? { ...node, dependencies: [] } : node));
    expect(broken(new GraphIndex({ ...both, resources: loosened }))).not.toEqual([]);
  });

  it("keeps every invariant of the platform", () => {
    expect(brokenInvariants(both)).toEqual({});
  });

  it("stands there with units, zones and a subnet of the region", () => {
    expect(only(both, service).inputs["additionalLocations"]).toMatchObject([
      {
        location: "francecentral",
        sku: { name: "Premium", capacity: 2 },
        zones: ["1", "2"],
        virtualNetworkConfiguration: {
          subnetResourceId: expect.stringContaining("francecentral") as unknown,
        },
      },
    ]);
  });

  it("is found under one name, which leads to both and resolves in both networks", () => {
    const record = only(both, "azure-native:privatedns:PrivateRecordSet");
    expect(record.inputs["aRecords"]).toEqual([{ ipv4Address: "10.0.4.4" }, { ipv4Address: "10.1.4.4" }]);
    const links = all(both, "azure-native:privatedns:VirtualNetworkLink").filter(({ name }) =>
      name.startsWith("contoso-test-gateway-zone-link"),
    );
    expect(links.map(({ inputs }) => inputs["virtualNetworkLinkName"]).sort()).toEqual([
      "francecentral",
      "platform",
    ]);
    expect(new Set(links.map(({ inputs }) => JSON.stringify(inputs["virtualNetwork"]))).size).toBe(2);
  });

  it("reaches every account without the first region: by endpoints, names and a group that lie there", () => {
    const endpoints = all(both, "azure-native:network:PrivateEndpoint").filter(({ name }) =>
      name.startsWith("contoso-test-francecentral"),
    );
    expect(endpoints.map(({ name }) => name).sort()).toEqual([
      "contoso-test-francecentral-primary-endpoint",
      "contoso-test-francecentral-second-endpoint",
    ]);
    for (const { inputs } of endpoints) {
      expect(inputs).toMatchObject({
        location: "francecentral",
        resourceGroupName: expect.stringContaining("francecentral") as unknown,
        subnet: { id: expect.stringContaining("francecentral-network") as unknown },
      });
    }
    const groups = all(both, "azure-native:network:PrivateDnsZoneGroup").filter(({ name }) =>
      name.startsWith("contoso-test-francecentral"),
    );
    expect(groups).toHaveLength(2);
    expect(JSON.stringify(groups.map(({ inputs }) => inputs["privateDnsZoneConfigs"]))).not.toMatch(
      /resourceGroups\/contoso-test-group/,
    );
  });

  it("calls its own region's deployments first", () => {
    const policy =
      text(only(both, api("ApiPolicy"), "contoso-test-gateway-customer-service-api-policy"), "value") ?? "";
    const [, regional = ""] =
      /Region == "France Central"[^>]*>\s*<set-variable name="pool" value="([^"]+)"/.exec(
        policy.replaceAll("&quot;", '"'),
      ) ?? [];
    const pool = all(both, api("Backend")).find(({ inputs }) => inputs["backendId"] === regional);
    const { services } = pool?.inputs["pool"] as { services: { id: string; priority: number }[] };
    expect(services.map(({ id, priority }) => `${id.split("/").at(-1) ?? ""} ${priority}`)).toEqual([
      "deployment--chat-second 2",
      "deployment--chat 4",
    ]);
  });

  it("takes nothing away and changes what has to know of it", () => {
    const off = new Map(graph.resources.map((node) => [node.urn, JSON.stringify(node.inputs)]));
    const on = new Map(both.resources.map((node) => [node.urn, node]));
    expect([...off.keys()].filter((urn) => !on.has(urn))).toEqual([]);
    const changed = [...off].filter(([urn, inputs]) => JSON.stringify(on.get(urn)?.inputs) !== inputs);
    expect(
      changed
        .map(([urn]) => on.get(urn))
        .flatMap((node) => (node?.custom === true ? [node.name] : []))
        .sort(),
    ).toEqual([
      "contoso-test-gateway-customer-service-api-policy",
      "contoso-test-gateway-record",
      "contoso-test-gateway-service",
    ]);
  });

  it("stands on the local cloud", async () => {
    const taken = await graphFromProgram({ stack: "test", config: inBoth });
    expect(only(taken, "azure-native:privatedns:PrivateRecordSet").inputs["aRecords"]).toEqual([
      { ipv4Address: "10.40.4.4" },
      { ipv4Address: "10.44.1.4" },
    ]);
    expect(only(taken, "pulumi:pulumi:Stack").outputs["gateway"]).toMatchObject({
      regions: {
        swedencentral: expect.stringMatching(/-swedencentral-01\.regional\.azure-api\.net$/) as unknown,
        francecentral: expect.stringMatching(/-francecentral-01\.regional\.azure-api\.net$/) as unknown,
      },
    });
  });
});

describe("outputs", () => {
  it("tell each workload where to call", () => {
    const { outputs } = only(graph, "pulumi:pulumi:Stack");
    expect(outputs["gateway"]).toMatchObject({
      url: expect.stringMatching(/^https:\/\/contoso-test-gateway-\w{6}\.azure-api\.net$/) as string,
      privateIpAddress: "10.0.4.4",
      workloads: {
        marketing: expect.stringMatching(/\.azure-api\.net\/marketing\/openai$/) as string,
      },
    });
  });
});

describe("in an existing network", () => {
  const hub =
    "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";

  it("joins the subnet that is given, and leaves names to the hub", async () => {
    const hubbed = await recordStack("test", {
      ...withGateway,
      network: {
        existing: { virtualNetworkId: hub, privateEndpointSubnetId: `${hub}/subnets/endpoints` },
        dns: { mode: "policy" },
      },
      gateway: { ...gateway, subnetId: `${hub}/subnets/gateway` },
    });
    expect(only(hubbed, service).inputs).toMatchObject({
      virtualNetworkConfiguration: { subnetResourceId: `${hub}/subnets/gateway` },
    });
    expect(all(hubbed, "azure-native:network:Subnet")).toEqual([]);
    expect(all(hubbed, "azure-native:privatedns:PrivateZone")).toEqual([]);
    expect(brokenInvariants(hubbed)).toEqual({});
  });
});

describe("the local cloud", () => {
  it("takes the whole gateway", async () => {
    const taken = await graphFromProgram({ stack: "test", config: withGateway });
    expect(only(taken, service).outputs).toMatchObject({ privateIPAddresses: ["10.40.4.4"] });
    expect(brokenInvariants(taken)).toEqual({});
  });
});
