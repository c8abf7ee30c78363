import { describe, expect, it } from "vitest";
import { GraphIndex } from "../../tests/support/graph-index";
import { brokenInvariants } from "../../tests/support/invariants";
import { home, makeAccount, makeVault } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { failingResolver } from "../../tests/support/resolver";
import { Blocklist } from "./blocklist";
import { ContentFilter } from "./content-filter";
import { ModelDeployments, type ModelDeployment } from "./model-deployments";

const accountType = "azure-native:cognitiveservices:Account";
const harms = {
  hate: "low",
  sexual: "medium",
  selfHarm: "high",
  violence: "medium",
  blocklists: [],
} as const;
const chat: ModelDeployment = {
  name: "chat",
  format: "OpenAI",
  model: "gpt-5.1",
  version: "2025-11-13",
  sku: "DataZoneStandard",
  capacity: 100,
  tags: home.tags,
};

describe("OpenAIAccount", () => {
  it("is written once, in its final shape: closed, keyless, encrypted with a customer's key", async () => {
    const graph = await record(() => makeAccount());
    const { inputs } = only(graph, accountType);
    expect(inputs).toMatchObject({
      kind: "AIServices",
      sku: { name: "S0" },
      identity: { type: "UserAssigned" },
      properties: {
        customSubDomainName: "main",
        allowProjectManagement: true,
        disableLocalAuth: true,
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "None" },
        restrictOutboundNetworkAccess: true,
        allowedFqdnList: [],
        encryption: {
          keySource: "Microsoft.KeyVault",
          keyVaultProperties: { keyName: "main", keyVaultUri: "https://vault.vault.azure.net/" },
        },
      },
    });
    expect(JSON.stringify(inputs)).not.toContain("keyVersion");
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("of kind OpenAI carries no projects", async () => {
    const graph = await record(() => makeAccount({ kind: "OpenAI" }));
    expect(only(graph, accountType).inputs["properties"]).not.toHaveProperty("allowProjectManagement");
  });

  it("uses its key with an identity that may do so with this key alone", async () => {
    const graph = await record(() => makeAccount());
    const identity = only(graph, "azure-native:managedidentity:UserAssignedIdentity");
    const role = only(graph, "azure-native:authorization:RoleAssignment");
    expect(role.inputs).toMatchObject({
      scope: only(graph, "azure-native:keyvault:Key").id,
      principalId: identity.outputs["principalId"],
      principalType: "ServicePrincipal",
    });
    expect(only(graph, accountType).dependencies).toContain(role.urn);
  });

  it.each([true, false])("is protected where its environment is: %s", async (isProtected) => {
    const graph = await record(() => makeAccount({ protected: isProtected }));
    expect(only(graph, accountType).protect).toBe(isProtected);
  });

  it("shares a vault with another account, each under a key of its own", async () => {
    const graph = await record(() => {
      const vault = makeVault();
      makeAccount({ vault });
    });
    expect(all(graph, "azure-native:keyvault:Vault")).toHaveLength(1);
  });
});

describe("child writes of an account", () => {
  const everything = (): void => {
    const account = makeAccount();
    new Blocklist("list", {
      account,
      blocklistName: "projects",
      items: [{ pattern: "a" }, { pattern: "b" }],
    });
    new ContentFilter("filter", {
      account,
      filterName: "strict",
      prompt: { ...harms, jailbreak: "block", indirectAttack: "annotate", blocklists: ["projects"] },
      completion: { ...harms, protectedText: "block", protectedCode: "off" },
    });
    new ModelDeployments("models", {
      account,
      deployments: [
        { ...chat, contentFilter: "strict" },
        { ...chat, name: "second" },
      ],
    });
  };

  it("run one after the other: blocklist, its items, filter, deployments", async () => {
    const graph = await record(everything);
    const index = new GraphIndex(graph);
    const order = [
      only(graph, "azure-native:cognitiveservices:RaiBlocklist"),
      ...all(graph, "azure-native:cognitiveservices:RaiBlocklistItem"),
      only(graph, "azure-native:cognitiveservices:RaiPolicy"),
      only(graph, "azure-native:cognitiveservices:Deployment", "models-chat"),
      only(graph, "azure-native:cognitiveservices:Deployment", "models-second"),
    ];
    for (const [position, node] of order.entries()) {
      for (const earlier of order.slice(0, position)) expect(index.dependsOn(node, earlier)).toBe(true);
    }
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("come through a conflict with a write from elsewhere", async () => {
    const resolver = failingResolver({
      type: "azure-native:cognitiveservices:Deployment",
      message: `Status=409 Code="RequestConflict" Message="Another operation is being performed on the parent resource"`,
      times: 2,
    });
    const graph = await record(everything, { resolver });
    expect(all(graph, "azure-native:cognitiveservices:Deployment")).toHaveLength(2);
    expect(resolver.attempts()).toBe(4);
  });

  it("translate a content filter into Azure's terms", async () => {
    const graph = await record(everything);
    const { properties } = only(graph, "azure-native:cognitiveservices:RaiPolicy").inputs as {
      properties: { contentFilters: { name: string; source: string }[] };
    };
    expect(properties).toMatchObject({
      basePolicyName: "Microsoft.DefaultV2",
      mode: "Blocking",
      customBlocklists: [{ blocklistName: "projects", source: "Prompt", blocking: true }],
    });
    const filter = (name: string, source: string): unknown =>
      properties.contentFilters.find((candidate) => candidate.name === name && candidate.source === source);
    expect(filter("Hate", "Prompt")).toMatchObject({
      severityThreshold: "Low",
      blocking: true,
      enabled: true,
    });
    expect(filter("Selfharm", "Completion")).toMatchObject({ severityThreshold: "High" });
    expect(filter("Indirect Attack", "Prompt")).toMatchObject({ blocking: false, enabled: true });
    expect(filter("Protected Material Code", "Completion")).toMatchObject({
      blocking: false,
      enabled: false,
    });
    expect(properties.contentFilters).toHaveLength(12);
  });

  it("keep the names of blocklist items when the list is shuffled", async () => {
    const names = async (patterns: readonly string[]): Promise<string[]> => {
      const items = patterns.map((pattern) => ({ pattern }));
      const graph = await record(
        () => new Blocklist("list", { account: makeAccount(), blocklistName: "l", items }),
      );
      return all(graph, "azure-native:cognitiveservices:RaiBlocklistItem")
        .map(({ name }) => name)
        .sort();
    };
    expect(await names(["a", "b", "c"])).toEqual(await names(["c", "a", "b"]));
  });

  it("pin models and use Azure's own filter unless told otherwise", async () => {
    const graph = await record(
      () => new ModelDeployments("models", { account: makeAccount(), deployments: [chat] }),
    );
    expect(only(graph, "azure-native:cognitiveservices:Deployment").inputs).toMatchObject({
      deploymentName: "chat",
      sku: { name: "DataZoneStandard", capacity: 100 },
      properties: {
        model: { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" },
        raiPolicyName: "Microsoft.DefaultV2",
        versionUpgradeOption: "NoAutoUpgrade",
      },
    });
  });
});

describe("two blocklists of one account", () => {
  it("are written one after the other, also where the first has no items yet", async () => {
    const graph = await record(() => {
      const account = makeAccount();
      new Blocklist("first", { account, blocklistName: "first", items: [] });
      new Blocklist("second", { account, blocklistName: "second", items: [{ pattern: "a" }] });
    });
    const lists = all(graph, "azure-native:cognitiveservices:RaiBlocklist");
    expect(lists).toHaveLength(2);
    expect(new GraphIndex(graph).outsideChain(lists)).toEqual([]);
  });
});
