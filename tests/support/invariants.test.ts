import * as authorization from "@pulumi/azure-native/authorization";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as network from "@pulumi/azure-native/network";
import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../../graph/from-program";
import type { PropertyMap, ResourceGraph, ResourceNode } from "../../graph/types";
import { agentStack } from "./agent-stack";
import { brokenInvariants, invariants } from "./invariants";
import { record, recordStack } from "./record";
import { sampleStack } from "./sample-stack";
import { shippedStacks, stackFile } from "./stack-files";

describe("every stack keeps every invariant", () => {
  it("the sample stack, which uses every component", async () => {
    expect(brokenInvariants(await recordStack("test", sampleStack))).toEqual({});
  });

  it.each(["automatic", "explicit"] as const)("the sample stack with agents, %s", async (host) => {
    expect(brokenInvariants(await recordStack("test", agentStack(host)))).toEqual({});
  });

  it.each(shippedStacks)("%s, as the local cloud answers it", async (stack) => {
    const graph = await graphFromProgram({ stack, config: stackFile(stack) });
    expect(brokenInvariants(graph)).toEqual({});
  });
});

const group = { resourceGroupName: "rg" };

describe("a component that breaks an invariant is seen", () => {
  it("two deployments in parallel", async () => {
    const graph = await record(() => {
      const account = new cognitiveservices.Account("account", { ...group, accountName: "account" });
      for (const name of ["one", "two"]) {
        new cognitiveservices.Deployment(name, { ...group, accountName: account.name, deploymentName: name });
      }
    });
    expect(brokenInvariants(graph)).toMatchObject({
      "child writes of an account form one chain": ["one and two are written at once"],
    });
  });

  it("two deployments that wait for the same third", async () => {
    const graph = await record(() => {
      const account = new cognitiveservices.Account("account", { ...group, accountName: "account" });
      const parent = { ...group, accountName: account.name };
      const first = new cognitiveservices.Deployment("first", parent);
      new cognitiveservices.Deployment("one", parent, { dependsOn: first });
      new cognitiveservices.Deployment("two", parent, { dependsOn: first });
    });
    expect(brokenInvariants(graph)).toMatchObject({
      "child writes of an account form one chain": ["one and two are written at once"],
    });
  });

  it("a private endpoint before the account settles", async () => {
    const graph = await record(() => {
      const account = new cognitiveservices.Account("account", { ...group, accountName: "account" });
      new cognitiveservices.Deployment("chat", { ...group, accountName: account.name });
      new network.PrivateEndpoint("endpoint", {
        ...group,
        subnet: { id: "/subnet" },
        privateLinkServiceConnections: [{ privateLinkServiceId: account.id, groupIds: ["account"] }],
      });
    });
    expect(brokenInvariants(graph)).toMatchObject({
      "no child of an account is written while its private endpoint is: models before it, agents behind it": [
        "endpoint does not wait for chat",
      ],
    });
  });

  it("a role name without its principal", async () => {
    const graph = await record(() => {
      new authorization.RoleAssignment("role", {
        scope: "/subscriptions/s/resourceGroups/rg",
        roleDefinitionId:
          "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
        principalId: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
        principalType: "Group",
        roleAssignmentName: "0f6f4c1b-5c52-5c61-9f6e-6f0c4f0e7a11",
      });
    });
    expect(Object.keys(brokenInvariants(graph))).toEqual([
      "a role assignment's name follows from scope, role and principal",
    ]);
  });

  it("two subnets of one network at once", async () => {
    const graph = await record(() => {
      const vnet = new network.VirtualNetwork("vnet", group);
      for (const name of ["a", "b"]) {
        new network.Subnet(name, { ...group, virtualNetworkName: vnet.name, defaultOutboundAccess: false });
      }
    });
    expect(brokenInvariants(graph)).toMatchObject({
      "subnets of a network form one chain": ["a and b are written at once"],
    });
  });
});

/** For each invariant, one change to the sample stack's graph that breaks it. */
const mutations: Readonly<Record<string, (graph: ResourceGraph) => ResourceGraph>> = {
  "child writes of an account form one chain": (graph) =>
    loose(graph, "cognitiveservices:Deployment", "embed"),
  "a content filter stands before the deployments that use it": (graph) =>
    loose(graph, "cognitiveservices:Deployment", "chat"),
  "no child of an account is written while its private endpoint is: models before it, agents behind it": (
    graph,
  ) => loose(graph, "network:PrivateEndpoint", "primary-endpoint"),
  "agents: operator role, connections and account host stand before the project's capability host": (graph) =>
    loose(graph, "cognitiveservices:ProjectCapabilityHost", ""),
  "agents: a destroy takes project hosts, account host, projects, deployments, account, in this order": (
    graph,
  ) => loose(graph, "cognitiveservices:Project", ""),
  "rules of a managed network form one chain, each after the role by which its endpoint is approved": (
    graph,
  ) => loose(graph, "machinelearningservices:ManagedNetworkSettingsRule", "second"),
  "no model of an account is written while a managed network gets its endpoint": (graph) =>
    loose(graph, "machinelearningservices:ManagedNetworkSettingsRule", "primary"),
  "data-plane roles of a Cosmos DB account form one chain": (graph) =>
    replaced(graph, "cosmosdb:SqlResourceSqlRoleAssignment", (node) => ({
      ...node,
      dependencies: [],
      inputs: { ...node.inputs, accountName: "shared" },
    })),
  "key and role stand before the store that is encrypted with them": (graph) =>
    loose(graph, "search:Service", ""),
  "private endpoints and zone groups of a subnet form one chain": (graph) =>
    loose(graph, "network:PrivateDnsZoneGroup", "primary-zones"),
  "Defender's plans of a subscription form one chain": (graph) =>
    loose(graph, "security:Pricing", "vaults-plan"),
  "subnets of a network form one chain": (graph) => loose(graph, "network:Subnet", "workloads"),
  "what agents and their code call leaves by the firewall, which knows them and its rules before": (graph) =>
    loose(graph, "network:AzureFirewall", ""),
  "where flows are logged, every network is, by the watcher and to the storage of its own region": (graph) =>
    changed(graph, "network:FlowLog", { networkWatcherName: "NetworkWatcher_francecentral" }),
  "federated credentials of an identity form one chain": (graph) =>
    loose(graph, "managedidentity:FederatedIdentityCredential", ""),
  "identifier and credentials of an application form one chain": (graph) => ({
    ...graph,
    resources: graph.resources.map((node) =>
      node.type.endsWith(":ApplicationFederatedIdentityCredential") ? { ...node, dependencies: [] } : node,
    ),
  }),
  "the terms of an activation stand before anybody is eligible for it": (graph) => ({
    ...graph,
    resources: graph.resources.map((node) =>
      node.type.endsWith(":PrivilegedAccessGroupEligibilitySchedule") ? { ...node, dependencies: [] } : node,
    ),
  }),
  "key and role stand before the account that is encrypted with them": (graph) =>
    loose(graph, "cognitiveservices:Account", "primary-account"),
  "a role assignment's name follows from scope, role and principal": (graph) =>
    changed(graph, "authorization:RoleAssignment", { principalId: "6f0c4f0e-5c52-4c61-9f6e-000000000000" }),
  "no role is assigned twice": (graph) =>
    changed(graph, "authorization:RoleAssignment", {
      roleAssignmentName: "0f6f4c1b-5c52-5c61-9f6e-6f0c4f0e7a11",
    }),
  "every role assignment says what its principal is": (graph) =>
    changed(graph, "authorization:RoleAssignment", { principalType: undefined }),
  "the actions of every assigned role are known": (graph) =>
    changed(graph, "cosmosdb:SqlResourceSqlRoleAssignment", {
      roleDefinitionId: "/x/sqlRoleDefinitions/custom",
    }),
  "nothing is public, and nothing takes keys": (graph) =>
    changed(graph, "operationalinsights:Workspace", { publicNetworkAccessForQuery: "Enabled" }),
  "no credential in plain inputs or outputs": (graph) =>
    changed(graph, "cognitiveservices:Account", {
      properties: { apiProperties: { primaryKey: "0123456789" } },
    }),
  "a private endpoint is registered in every zone of its service": (graph) =>
    changed(graph, "network:PrivateDnsZoneGroup", { privateDnsZoneConfigs: [] }),
  "what has diagnostics sends them to the workspace": (graph) =>
    changed(graph, "monitor:DiagnosticSetting", { workspaceId: undefined }),
  "everything carries the required tags": (graph) =>
    changed(graph, "network:VirtualNetwork", { tags: { environment: "test" } }),
  "what holds data is protected where the environment is, and nothing else is": (graph) =>
    replaced(graph, "keyvault:Vault", (node) => ({ ...node, protect: false })),
  "locks hold what is protected, and come last": (graph) =>
    loose(graph, "authorization:ManagementLockByScope", ""),
  "everything hangs under the platform": (graph) =>
    replaced(graph, "consumption:Budget", (node) => ({ ...node, parent: "" })),
};

/** Further faults that the invariants of a way out and of flow logs have to see, one of them at a time. */
const waysOut: readonly (readonly [
  fault: string,
  mutate: (graph: ResourceGraph) => ResourceGraph,
  seen: RegExp,
])[] = [
  [
    "the subnet of code has no route",
    (graph) =>
      replaced(graph, "network:Subnet", (node) =>
        node.name.endsWith("code-execution") ? { ...node, inputs: { ...node.inputs, routeTable: {} } } : node,
      ),
    /^contoso-test-agents-code-execution does not lead to contoso-test-egress-firewall$/,
  ],
  [
    "a route leads to the internet",
    (graph) =>
      changed(graph, "network:RouteTable", {
        routes: [{ name: "out", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }],
      }),
    /^contoso-test-agents-agents does not lead to contoso-test-egress-firewall$/,
  ],
  [
    "the subnets stand before the firewall",
    (graph) => loose(graph, "network:Subnet", "-agents"),
    /^contoso-test-agents-agents does not wait for contoso-test-egress-firewall$/,
  ],
  [
    "the firewall has no rule for them",
    (graph) => changed(graph, "network:FirewallPolicyRuleCollectionGroup", { ruleCollections: [] }),
    /^contoso-test-egress-firewall does not know contoso-test-agents-code-execution$/,
  ],
  [
    "a network has no flow log",
    (graph) => changed(graph, "network:FlowLog", { targetResourceId: "/subscriptions/s/other" }),
    /^contoso-test-network-vnet has no flow log$/,
  ],
  [
    "flows are kept in another region",
    (graph) => changed(graph, "storage:StorageAccount", { location: "francecentral" }),
    /^contoso-test-flow-logs-flows-storage of contoso-test-network-vnet is not in swedencentral$/,
  ],
];

/** The graph in which resources of a type wait for nothing any more. */
function loose(graph: ResourceGraph, type: string, nameEnd: string): ResourceGraph {
  return replaced(graph, type, (node) =>
    node.name.endsWith(nameEnd) ? { ...node, dependencies: [] } : node,
  );
}

/** The graph in which resources of a type have other inputs. */
function changed(graph: ResourceGraph, type: string, inputs: PropertyMap): ResourceGraph {
  return replaced(graph, type, (node) => ({ ...node, inputs: { ...node.inputs, ...inputs } }));
}

function replaced(
  graph: ResourceGraph,
  type: string,
  replace: (node: ResourceNode) => ResourceNode,
): ResourceGraph {
  return {
    ...graph,
    resources: graph.resources.map((node) => (node.type === `azure-native:${type}` ? replace(node) : node)),
  };
}

/** The sample's groups, one of which activates its roles, and an application that is signed in to from two places. */
const identity = {
  ...sampleStack.identity,
  eligible: { groups: ["platformAdmins"], activation: {} },
  applications: [
    {
      name: "ci",
      owners: ["6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a15"],
      identifierUri: "api://contoso-test",
      federation: ["test", "staging"].map((environment) => ({
        issuer: "https://token.actions.githubusercontent.com",
        subject: `repo:contoso/platform:environment:${environment}`,
      })),
    },
  ],
};

/** A workspace that stands already, whose managed network is opened to both accounts. */
const learning = {
  existing: {
    workspaceId:
      "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/ml/providers/Microsoft.MachineLearningServices/workspaces/training",
    networkIdentity: "4b1d7c90-2e5f-4a83-9c61-7f0d8e2b3a45",
  },
  models: ["primary", "second"],
};

describe("every invariant can fail", () => {
  let sample: ResourceGraph;
  beforeAll(async () => {
    const { agents, ...stack } = agentStack("explicit");
    sample = await recordStack("test", {
      ...stack,
      identity,
      learning,
      agents: { ...agents, egress: { allowedHosts: ["api.partner.example"] } },
      operations: { ...stack.operations, flowLogs: {} },
    });
    expect(brokenInvariants(sample)).toEqual({});
  });

  it.each(invariants.map(({ name }) => name))("%s", (name) => {
    const mutate = mutations[name];
    expect(mutate, `no mutation for "${name}"`).toBeDefined();
    expect(Object.keys(brokenInvariants(mutate!(sample)))).toContain(name);
  });

  it.each(waysOut)("%s", (_, mutate, seen) => {
    expect(Object.values(brokenInvariants(mutate(sample))).flat()).toContainEqual(
      expect.stringMatching(seen),
    );
  });
});
