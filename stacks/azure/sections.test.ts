import { beforeAll, describe, expect, it } from "vitest";
import type { ResourceGraph, ResourceNode } from "../../graph/types";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { all, recordStack } from "../../tests/support/record";
import { stackFile } from "../../tests/support/stack-files";

type Config = Readonly<Record<string, unknown>>;

/** An optional part of prod, and what it may touch. */
interface Part {
  /** Its keys in the stack file. */
  readonly key: readonly [section: string, ...path: string[]];
  /** Types at the top of what it stands up, without their package: all that is under one of them is its own. */
  readonly roots: readonly string[];
  /**
   * Names of what is its own inside of another part.
   * @default none
   */
  readonly inside?: RegExp;
  /**
   * A section that is off before this one is taken away, because it needs this one.
   * @default none
   */
  readonly without?: string;
  /**
   * Resources of others that are written with something of this part, and are updated when it goes.
   * @default none
   */
  readonly edges?: RegExp;
  /**
   * What comes when the part goes.
   * @default nothing
   */
  readonly comes?: RegExp;
}

const parts: Readonly<Record<string, Part>> = {
  secondary: {
    key: ["secondary"],
    roots: ["StackReference", "BedrockAccess"],
    inside: /^contoso-prod-gateway-bedrock-/,
    // Routes name the model that stands in.
    edges: /^contoso-prod-gateway-[\w-]+-api-policy$/,
  },
  gateway: {
    key: ["gateway"],
    roots: ["ModelGateway", "GatewaySubnet"],
    // Where it stands as well: a group, a network, endpoints to the accounts, links to zones of logs.
    inside: /^contoso-prod-francecentral(-|$)/,
    without: "secondary",
    // The port of its cache.
    edges: /^contoso-prod-network-private-endpoints-nsg$/,
    // Without a gateway, workloads call the accounts themselves.
    comes: /^contoso-prod-access-(primary|secondary)-cognitiveServicesOpenAIUser-/,
  },
  "semantic cache": {
    key: ["gateway", "semanticCache"],
    roots: ["SemanticCache"],
    // The gateway has an identity of its own for it, both sides open a port, and a workload's policy asks it.
    edges:
      /^contoso-prod-(gateway-(service|nsg|intelligent-automation-api-policy)|network-private-endpoints-nsg)$/,
  },
  agents: {
    key: ["agents"],
    roots: [
      "EgressFirewall",
      "AgentSubnets",
      "AgentStores",
      "AgentProject",
      "AgentCapabilities",
      "AgentApplications",
      "CodeExecution",
    ],
    inside: /^contoso-prod-alerts-firewall-/,
    // The account is joined to the subnet of agents, and may call their stores.
    edges: /^contoso-prod-primary-account$/,
  },
  data: {
    key: ["data"],
    roots: ["UnityCatalog", "DatabricksSubnets", "DatabricksWorkspace"],
    inside: /^contoso-prod-access-databricks-/,
  },
  learning: {
    key: ["learning"],
    roots: ["LearningResources", "LearningWorkspace"],
    inside: /^contoso-prod-access-learning-/,
  },
  "roles that are activated": {
    key: ["identity", "eligible"],
    roots: ["ActivatedGroup"],
    inside: /^contoso-prod-access-[\w-]+-platformAdmins-active$/,
    // Without it, the group itself holds them.
    comes: /^contoso-prod-access-[\w-]+-6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11$/,
  },
  alerts: { key: ["operations", "alerts"], roots: ["Alerts"] },
  dashboards: { key: ["operations", "dashboards"], roots: ["Dashboards"] },
  "flow logs": { key: ["operations", "flowLogs"], roots: ["FlowLogs"] },
  Defender: { key: ["operations", "defender"], roots: ["DefenderForAI", "DefenderForKeyVaults"] },
  "Defender for key vaults": {
    key: ["operations", "defender", "keyVaults"],
    roots: ["DefenderForKeyVaults"],
  },
};

/** Sections that every stack has. */
const required = ["environment", "residency", "compliance", "network", "identity", "models", "workloads"];

const prod = stackFile("prod");
let whole: ResourceGraph;
beforeAll(async () => {
  whole = await recordStack("prod", prod);
});

describe("a part of prod that is turned off", () => {
  it("is one of these, or every stack has it", () => {
    const sections = Object.keys(prod).map((key) => key.replace("cornerstone:", ""));
    const optional = Object.values(parts).map(({ key: [section] }) => section);
    expect(sections.filter((section) => ![...required, ...optional].includes(section))).toEqual([]);
  });

  it.each(Object.entries(parts))("%s: takes what it stood up along, and nothing else", async (_, part) => {
    const config = part.without === undefined ? prod : withoutKey(prod, [part.without]);
    const before = config === prod ? whole : await recordStack("prod", config);
    const after = await recordStack("prod", withoutKey(config, part.key));
    const { gone, come, changed } = difference(before, after);

    const index = new GraphIndex(before);
    const own = before.resources.filter(
      (node) =>
        part.inside?.test(node.name) ||
        [node, ...index.ancestors(node)].some(({ type }) => part.roots.includes(lastOf(type))),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(namesOf(own)).toEqual(
      namesOf(gone.filter((node) => !isLock(node) && !isZone(node) && !isProvider(node))),
    );
    expect(zonesOf(after)).toEqual(usedZones(after));
    expect(namesOf(come).filter((name) => !part.comes?.test(name))).toEqual([]);
    expect(namesOf(changed).filter((name) => !part.edges?.test(name))).toEqual([]);
    expect(changed.length > 0).toBe(part.edges !== undefined);
  });

  it("leaves a lock behind on nothing that went", async () => {
    const after = await recordStack("prod", withoutKey(prod, ["learning"]));
    const locks = difference(whole, after).gone.filter(isLock);
    expect(namesOf(locks)).toEqual(["contoso-prod-locks-vault-learning"]);
  });
});

describe("a workload that is added to prod", () => {
  it("is a block in the stack file: what comes is its own, and nothing else changes", async () => {
    const workloads = prod["cornerstone:workloads"] as readonly unknown[];
    const block = {
      name: "invoice-checking",
      owner: "finance@contoso.example",
      group: "2b8c4d1e-6f70-4a39-8e15-c90d7f3a6b25",
      dataClassification: "confidential",
      models: [{ deployment: "chat", share: 10, usage: { input: 120, output: 15 } }],
      monthlyBudget: 1500,
    };
    const after = await recordStack("prod", { ...prod, "cornerstone:workloads": [...workloads, block] });
    const { gone, come, changed } = difference(whole, after);
    expect(come.length).toBeGreaterThan(15);
    expect(namesOf(come).filter((name) => !name.includes(block.name))).toEqual([]);
    expect([...namesOf(gone), ...namesOf(changed)]).toEqual([]);
  });
});

describe("a workload of prod that is renamed", () => {
  it("is made anew with all that is its own, and nothing of another is", async () => {
    const [old, renamed] = ["intelligent-automation", "document-processing"] as const;
    // The second cloud renames it in its own stack.
    const config = withoutKey(prod, ["secondary"]);
    const changedConfig = JSON.stringify(config).replaceAll(`"${old}"`, `"${renamed}"`);
    const [before, after] = [
      await recordStack("prod", config),
      await recordStack("prod", JSON.parse(changedConfig) as Config),
    ];
    const { gone, come, changed } = difference(before, after);
    expect(gone.length).toBeGreaterThan(70);
    expect(namesOf(come)).toEqual(
      namesOf(gone)
        .map((name) => name.replaceAll(old, renamed))
        .sort(),
    );
    expect(namesOf(gone).filter((name) => !name.includes(old))).toEqual([]);
    // The account lists the stores that agents may call, one set a workload.
    expect(namesOf(changed)).toEqual(["contoso-prod-primary-account"]);
  });
});

function difference(before: ResourceGraph, after: ResourceGraph) {
  const [old, now] = [before, after].map(
    ({ resources }) => new Map(resources.map((node) => [node.urn, node])),
  ) as [Map<string, ResourceNode>, Map<string, ResourceNode>];
  const shown = ({ inputs, parent, protect, provider }: ResourceNode): string =>
    JSON.stringify({ inputs, parent, protect, provider });
  return {
    gone: before.resources.filter(({ urn }) => !now.has(urn)),
    come: after.resources.filter(({ urn }) => !old.has(urn)),
    // What a component passes on shows in its children.
    changed: after.resources.filter((node) => {
      const was = old.get(node.urn);
      return node.custom && was !== undefined && shown(node) !== shown(was);
    }),
  };
}

function namesOf(nodes: readonly ResourceNode[]): string[] {
  return nodes.map(({ name }) => name).sort();
}

function lastOf(type: string): string {
  return type.split(":").at(-1) ?? "";
}

function isLock({ type }: ResourceNode): boolean {
  return type === "azure-native:authorization:ManagementLockByScope";
}

/** What the engine makes for a package by itself, while some resource needs it. */
function isProvider({ type }: ResourceNode): boolean {
  return type.startsWith("pulumi:providers:");
}

/** A zone of private endpoints or its link to the network: services share them. */
function isZone({ type, name }: ResourceNode): boolean {
  return type.startsWith("azure-native:privatedns:") && name.startsWith("contoso-prod-dns-");
}

function zonesOf(graph: ResourceGraph): string[] {
  return all(graph, "azure-native:privatedns:PrivateZone")
    .map((zone) => text(zone, "privateZoneName") ?? "")
    .filter((zone) => zone.startsWith("privatelink."))
    .sort();
}

/** Zones in which an endpoint is registered. */
function usedZones(graph: ResourceGraph): string[] {
  const groups = JSON.stringify(
    all(graph, "azure-native:network:PrivateDnsZoneGroup").map(({ inputs }) => inputs),
  );
  return zonesOf(graph).filter((zone) => groups.includes(`/${zone}"`));
}

function withoutKey(config: Config, [section, ...path]: Part["key"]): Config {
  const key = `cornerstone:${section}`;
  if (!(key in config)) throw new Error(`prod has no section ${section}`);
  return without(config, key, ...path);
}

function without(config: Config, key: string, ...path: readonly string[]): Config {
  const [next, ...rest] = path;
  if (next !== undefined) return { ...config, [key]: without(config[key] as Config, next, ...rest) };
  return Object.fromEntries(Object.entries(config).filter(([other]) => other !== key));
}
