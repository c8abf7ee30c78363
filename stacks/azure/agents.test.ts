import { beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph, ResourceNode } from "../../graph/types";
import { agentStack } from "../../tests/support/agent-stack";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { all, only, recordStack } from "../../tests/support/record";
import { sampleStack } from "../../tests/support/sample-stack";

const host = "azure-native:cognitiveservices:ProjectCapabilityHost";
const account = "azure-native:cognitiveservices:Account";
const names = (graph: ResourceGraph) => graph.resources.map(({ urn }) => urn);

let graph: ResourceGraph;
let explicit: ResourceGraph;
let without: ResourceGraph;
beforeAll(async () => {
  [graph, explicit, without] = await Promise.all([
    recordStack("test", agentStack()),
    recordStack("test", agentStack("explicit")),
    recordStack("test", sampleStack),
  ]);
});

describe("the section agents", () => {
  it("takes its own resources along when it goes, and nothing else", () => {
    const left = new Set(names(without));
    const added = names(graph).filter((urn) => !left.has(urn));
    expect(names(without).filter((urn) => !names(graph).includes(urn))).toEqual([]);
    expect(added.length).toBeGreaterThan(80);
    const strangers = added.filter(
      (urn) => !/agents|contoso-test-code|::contoso-test-dns-privatelink\./.test(urn),
    );
    expect(strangers).toEqual([]);
  });

  it("has a project for one workload without touching those of another", async () => {
    const { agents, ...rest } = agentStack();
    const one = await recordStack("test", {
      ...rest,
      agents: { ...agents, projects: agents.projects.slice(0, 1) },
    });
    const gone = names(graph).filter((urn) => !names(one).includes(urn));
    expect(
      gone.filter((urn) => !/marketing|contoso-test-code|code-execution|azurecontainerapps/.test(urn)),
    ).toEqual([]);
    expect(names(one).filter((urn) => !names(graph).includes(urn))).toEqual([]);
  });

  it("is not there by default", () => {
    expect(all(without, host)).toEqual([]);
    expect(only(without, account, "contoso-test-primary-account").inputs["properties"]).not.toHaveProperty(
      "networkInjections",
    );
  });
});

describe("the account of agents", () => {
  const primary = (of: ResourceGraph) => only(of, account, "contoso-test-primary-account");

  it("is written once, joined to the subnet of agents, and may call their stores alone", () => {
    const subnet = only(graph, "azure-native:network:Subnet", "contoso-test-agents-agents");
    const { properties } = primary(graph).inputs as { properties: Record<string, unknown> };
    expect(properties["networkInjections"]).toEqual([
      { scenario: "agent", subnetArmId: subnet.id, useMicrosoftManagedNetwork: false },
    ]);
    expect(properties["allowedFqdnList"]).toHaveLength(6);
    expect(all(graph, "azure-native:cognitiveservices:AccountCapabilityHost")).toEqual([]);
  });

  it("stays away from the subnet where its host is explicit, which gets the subnet instead", () => {
    const subnet = only(explicit, "azure-native:network:Subnet", "contoso-test-agents-agents");
    expect(primary(explicit).inputs["properties"]).not.toHaveProperty("networkInjections");
    const made = only(explicit, "azure-native:cognitiveservices:AccountCapabilityHost");
    expect(text(made, "capabilityHostProperties.customerSubnet")).toBe(subnet.id);
    for (const { inputs } of all(explicit, host)) {
      expect(JSON.stringify(inputs)).not.toContain("customerSubnet");
    }
  });

  it("leaves the other account as it was", () => {
    const other = (of: ResourceGraph) => only(of, account, "contoso-test-second-account").inputs;
    expect(other(graph)).toEqual(other(without));
  });
});

describe("the subnets of agents", () => {
  it.each(["contoso-test-agents-agents", "contoso-test-agents-code-execution"])("%s", (name) => {
    const subnet = only(graph, "azure-native:network:Subnet", name);
    expect(subnet.inputs).toMatchObject({
      delegations: [{ serviceName: "Microsoft.App/environments" }],
      defaultOutboundAccess: false,
    });
    expect(text(subnet, "addressPrefix")).toMatch(/^10\.40\.[23]\.0\/24$/);
    expect(subnet.inputs).not.toHaveProperty("routeTable");
  });

  it("lead through the firewall where there is one", async () => {
    const { agents, ...rest } = agentStack();
    const egress = { firewallAddress: "10.0.0.4" };
    const guarded = await recordStack("test", { ...rest, agents: { ...agents, egress } });
    const routes = only(guarded, "azure-native:network:RouteTable");
    expect(routes.inputs["routes"]).toMatchObject([
      { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.0.4" },
    ]);
    const subnet = only(guarded, "azure-native:network:Subnet", "contoso-test-agents-agents");
    expect(text(subnet, "routeTable.id")).toBe(routes.id);
  });
});

describe("the platform's own firewall", () => {
  const { agents, ...rest } = agentStack();
  const allowedHosts = ["api.partner.example", "*.weather.example"];
  let guarded: ResourceGraph;
  beforeAll(async () => {
    guarded = await recordStack("test", { ...rest, agents: { ...agents, egress: { allowedHosts } } });
  });
  const one = (type: string, name?: string) => only(guarded, `azure-native:network:${type}`, name);

  it("lets agents call the listed hosts over TLS, hosts what they need themselves, and nobody anything else", () => {
    const [collection, ...others] = one("FirewallPolicyRuleCollectionGroup").inputs["ruleCollections"] as [
      { readonly rules: readonly object[] },
    ];
    expect(others).toEqual([]);
    expect(collection).toMatchObject({ action: { type: "Allow" } });
    const [agentRange, codeRange] = ["agents", "code-execution"].map((key) =>
      text(one("Subnet", `contoso-test-agents-${key}`), "addressPrefix"),
    );
    const rule = { ruleType: "ApplicationRule", protocols: [{ protocolType: "Https", port: 443 }] };
    expect(collection.rules).toEqual([
      { ...rule, name: "allowed-hosts", sourceAddresses: [agentRange], targetFqdns: allowedHosts },
      {
        ...rule,
        name: "container-hosts",
        sourceAddresses: [agentRange, codeRange],
        targetFqdns: expect.arrayContaining(["mcr.microsoft.com", "login.microsoftonline.com"]) as string[],
      },
    ]);
    expect(text(one("FirewallPolicy"), "threatIntelMode")).toBe("Deny");
  });

  it("knows no subnet of code where no code runs", async () => {
    const [first] = agents.projects;
    const quiet = await recordStack("test", {
      ...rest,
      agents: { ...agents, projects: [first], egress: { allowedHosts } },
    });
    const group = only(quiet, "azure-native:network:FirewallPolicyRuleCollectionGroup");
    expect(text(group, "ruleCollections.0.rules.1.sourceAddresses.0")).toBe("10.40.2.0/24");
    expect(text(group, "ruleCollections.0.rules.1.sourceAddresses.1")).toBeUndefined();
  });

  it("takes its own resources along when it goes, and nothing else", () => {
    const before = new Map(graph.resources.map((node) => [node.urn, node]));
    const added = guarded.resources.filter(({ urn }) => !before.has(urn)).map(({ name }) => name);
    expect(added.filter((name) => !/^contoso-test-(egress|agents-routes$)/.test(name))).toEqual([]);
    expect(added).toHaveLength(8);
    expect(names(graph).filter((urn) => !names(guarded).includes(urn))).toEqual([]);
    const changed = guarded.resources.filter(
      ({ urn, custom, inputs }) =>
        custom && before.has(urn) && JSON.stringify(inputs) !== JSON.stringify(before.get(urn)?.inputs),
    );
    // The subnets that it is the way out of, and their security groups.
    expect(changed.map(({ name }) => name).sort()).toEqual(
      ["agents", "agents-nsg", "code-execution", "code-execution-nsg"].map(
        (end) => `contoso-test-agents-${end}`,
      ),
    );
  });

  it("stands in the subnet that Azure prescribes, over all zones where data is protected", () => {
    const subnet = one("Subnet", "contoso-test-egress-subnet");
    expect(subnet.inputs).toMatchObject({ subnetName: "AzureFirewallSubnet", addressPrefix: "10.40.6.0/26" });
    expect(subnet.inputs).not.toHaveProperty("networkSecurityGroup");
    for (const type of ["AzureFirewall", "PublicIPAddress"])
      expect(one(type).inputs["zones"]).toEqual(["1", "2", "3"]);
    expect(text(one("PublicIPAddress"), "sku.name")).toBe("Standard");
  });

  it("stands after its rules, and before the subnets that it is the way out of", () => {
    const index = new GraphIndex(guarded);
    const waits: readonly (readonly [ResourceNode, ResourceNode])[] = [
      [one("AzureFirewall"), one("FirewallPolicyRuleCollectionGroup")],
      [one("AzureFirewall"), one("Subnet", "contoso-test-egress-subnet")],
      [one("AzureFirewall"), one("PublicIPAddress")],
      [one("RouteTable"), one("AzureFirewall")],
      [one("Subnet", "contoso-test-agents-agents"), one("RouteTable")],
      [one("Subnet", "contoso-test-agents-code-execution"), one("RouteTable")],
      [only(guarded, account, "contoso-test-primary-account"), one("AzureFirewall")],
    ];
    for (const [later, earlier] of waits) {
      expect([later.name, earlier.name, index.dependsOn(later, earlier)]).toEqual([
        later.name,
        earlier.name,
        true,
      ]);
    }
    expect(brokenInvariants(guarded)).toEqual({});
  });
});

describe("a project", () => {
  const of = (type: string, project: string): ResourceNode =>
    all(graph, type).find((node) => text(node, "projectName") === project) as ResourceNode;

  it("binds stores of its own, each by one connection", () => {
    const connections = all(graph, "azure-native:cognitiveservices:ProjectConnection");
    const bound = ["customer-service", "marketing"].map((project) => {
      const { projectCapabilityHostProperties: stores } = of(host, project).inputs as {
        projectCapabilityHostProperties: Record<string, string[]>;
      };
      return Object.values(stores)
        .flat()
        .map((name) => connections.find((node) => text(node, "connectionName") === name))
        .map((node) => node && text(node, "properties.metadata.ResourceId"));
    });
    expect(new Set(bound.flat()).size).toBe(6);
    expect(bound.flat()).not.toContain(undefined);
  });

  it("gives its identity roles on its own stores alone", () => {
    const identity = only(
      graph,
      "azure-native:managedidentity:UserAssignedIdentity",
      "contoso-test-agents-marketing-identity",
    );
    const scopes = all(graph, "azure-native:authorization:RoleAssignment")
      .filter((node) => text(node, "principalId") === identity.outputs["principalId"])
      .map((node) => text(node, "scope") ?? "");
    expect(scopes).toHaveLength(7);
    expect(scopes.filter((scope) => scope.includes("customer-service"))).toEqual([]);
    expect(scopes.filter((scope) => !scope.includes("/providers/"))).toEqual([]);
  });

  it("owns blobs of agents' containers only, after the capability host has made them", () => {
    const owner = only(
      graph,
      "azure-native:authorization:RoleAssignment",
      "contoso-test-agents-marketing-files-owner",
    );
    expect(text(owner, "conditionVersion")).toBe("2.0");
    expect(text(owner, "condition")).toContain("StringLikeIgnoreCase '*-azureml-agent'");
    expect(new GraphIndex(graph).dependsOn(owner, of(host, "marketing"))).toBe(true);
  });

  it("may use the whole database of threads, and nothing beside it", () => {
    for (const role of all(graph, "azure-native:cosmosdb:SqlResourceSqlRoleAssignment")) {
      expect(text(role, "scope")).toMatch(/\/dbs\/enterprise_memory$/);
      expect(text(role, "roleDefinitionId")).toMatch(/00000000-0000-0000-0000-000000000002$/);
    }
  });

  it("offers an application, and deploys the agents that are published", () => {
    const deployment = only(graph, "azure-native:cognitiveservices:AgentDeployment");
    expect(deployment.inputs["properties"]).toMatchObject({
      deploymentType: "Managed",
      agents: [{ agentName: "triage", agentVersion: "3" }],
    });
    const application = only(graph, "azure-native:cognitiveservices:AgentApplication");
    expect(new GraphIndex(graph).dependsOn(application, of(host, "customer-service"))).toBe(true);
  });

  it("waits for the private endpoints of its stores and its account", () => {
    const index = new GraphIndex(graph);
    const endpoints = all(graph, "azure-native:network:PrivateEndpoint").filter(({ name }) =>
      /primary|agents-marketing/.test(name),
    );
    expect(endpoints).toHaveLength(4);
    const project = of("azure-native:cognitiveservices:Project", "marketing");
    for (const endpoint of endpoints) expect(index.dependsOn(project, endpoint)).toBe(true);
  });
});

describe("the outputs", () => {
  it("tell where agents are built, and what they may call, without a credential", () => {
    const { agents } = only(graph, "pulumi:pulumi:Stack").outputs as { agents: Record<string, unknown> };
    expect(agents["customer-service"]).toMatchObject({
      endpoint: expect.stringMatching(/services\.ai\.azure\.com\/api\/projects\/customer-service$/) as string,
      tools: [{ type: "openapi" }, { type: "mcp" }],
    });
    expect(JSON.stringify(agents)).not.toMatch(/apiKey|connectionString|password/i);
  });
});
