import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../../graph/from-program";
import type { ResourceGraph } from "../../graph/types";
import { brokenInvariants } from "../../tests/support/invariants";
import { all, only } from "../../tests/support/record";
import { sampleStack } from "../../tests/support/sample-stack";

const hub = "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers";
const network = `${hub}/Microsoft.Network/virtualNetworks/spoke`;
const vaultId = `${hub}/Microsoft.KeyVault/vaults/keys-sc`;
const accountId = `${hub}/Microsoft.CognitiveServices/accounts/contoso-ai`;
const workspaceId = `${hub}/Microsoft.OperationalInsights/workspaces/central`;
const databricksId = `${hub}/Microsoft.Databricks/workspaces/notebooks`;
const learningId = `${hub}/Microsoft.MachineLearningServices/workspaces/training`;
const networkIdentity = "4b1d7c90-2e5f-4a83-9c61-7f0d8e2b3a45";
const dataScientists = "5a7c30e2-d1b8-4f96-8e4a-0c93b6f7d215";
const [primary, ...others] = sampleStack.models.accounts;

/** The sample stack on what an organisation has already: a vault of one region, one account, and its logs. */
function stackOn(dns: object, existing: { readonly account: boolean }): Promise<ResourceGraph> {
  const account = existing.account ? { ...primary, existing: { accountId } } : primary;
  return graphFromProgram({
    stack: "test",
    config: {
      ...sampleStack,
      network: { ...sampleStack.network, ...dns },
      keys: { vaults: { [primary.region]: vaultId } },
      models: { ...sampleStack.models, accounts: [account, ...others] },
      operations: { ...sampleStack.operations, logWorkspace: workspaceId },
    },
  });
}

const type = (name: string): string => `azure-native:${name}`;

describe("a platform on what stands already", () => {
  let graph: ResourceGraph;
  let withAccount: ResourceGraph;
  beforeAll(async () => {
    graph = await stackOn({ dns: { mode: "own" } }, { account: false });
    withAccount = await stackOn({ dns: { mode: "own" } }, { account: true });
  });

  it("keeps every order that Azure demands", () => {
    expect(brokenInvariants(graph)).toEqual({});
    expect(brokenInvariants(withAccount)).toEqual({});
  });

  it("makes no vault where there is one, and its keys in that one", () => {
    const vaults = all(graph, type("keyvault:Vault"));
    expect(vaults.map(({ name }) => name)).not.toContain(`contoso-test-vault-${primary.region}-vault`);
    expect(vaults).toHaveLength(new Set(others.map(({ region }) => region)).size);
    const key = all(graph, type("keyvault:Key")).find(({ name }) => name.includes(primary.name));
    expect(key?.inputs).toMatchObject({ resourceGroupName: "hub", vaultName: "keys-sc" });
    const account = all(graph, type("cognitiveservices:Account")).find(({ name }) =>
      name.includes(primary.name),
    );
    expect(account?.inputs).toMatchObject({
      properties: { encryption: { keyVaultProperties: { keyVaultUri: "https://keys-sc.vault.azure.net/" } } },
    });
  });

  it("sends its logs to the existing workspace, and makes none", () => {
    expect(all(graph, type("operationalinsights:Workspace"))).toEqual([]);
    const settings = all(graph, type("monitor:DiagnosticSetting"));
    expect(settings.length).toBeGreaterThan(0);
    for (const { inputs } of settings) expect(inputs).toMatchObject({ workspaceId });
    expect(only(graph, type("applicationinsights:Component")).inputs).toMatchObject({
      workspaceResourceId: workspaceId,
    });
  });

  it("locks and watches nothing that is somebody else's", () => {
    const theirs = [vaultId, workspaceId, accountId];
    for (const each of [graph, withAccount]) {
      for (const { inputs } of all(each, type("authorization:ManagementLockByScope")))
        expect(theirs).not.toContain(inputs["scope"]);
      for (const { inputs } of all(each, type("monitor:DiagnosticSetting")))
        expect(theirs).not.toContain(inputs["resourceUri"]);
    }
  });

  it("puts filters, deployments and roles on an existing account, one write at a time, and no key behind it", () => {
    const ofAccount = (name: string) =>
      all(withAccount, type(`cognitiveservices:${name}`)).filter(
        ({ inputs }) => inputs["accountName"] === "contoso-ai",
      );
    const deployed = sampleStack.models.deployments.filter(({ account }) => account === primary.name);
    expect(ofAccount("Account")).toEqual([]);
    expect(ofAccount("Deployment")).toHaveLength(deployed.length);
    for (const { inputs } of ofAccount("Deployment")) expect(inputs["resourceGroupName"]).toBe("hub");
    const [first, second] = ofAccount("Deployment");
    expect([...second!.dependencies, ...first!.dependencies]).toEqual(
      expect.arrayContaining([expect.stringContaining("cognitiveservices:")]),
    );
    const scopes = all(withAccount, type("authorization:RoleAssignment")).map(
      ({ inputs }) => inputs["scope"],
    );
    expect(scopes).toContain(accountId);
    expect(all(withAccount, type("keyvault:Key")).map(({ name }) => name)).not.toContain(
      expect.stringContaining(`${primary.name}-key`),
    );
  });

  it("joins what stands only where the names are its own: a hub's name has an address already", async () => {
    const targets = (each: ResourceGraph) =>
      all(each, type("network:PrivateEndpoint")).map(({ inputs }) => JSON.stringify(inputs));
    expect(targets(withAccount).join()).toContain(accountId);
    expect(targets(graph).join()).toContain(vaultId);
    const inHub = await stackOn(
      {
        addressSpace: undefined,
        existing: { virtualNetworkId: network, privateEndpointSubnetId: `${network}/subnets/endpoints` },
        dns: { mode: "policy" },
      },
      { account: true },
    );
    expect(targets(inHub).length).toBeGreaterThan(0);
    expect(targets(inHub).join()).not.toContain(accountId);
    expect(targets(inHub).join()).not.toContain(vaultId);
  });
});

/** The sample stack with workspaces that stand already, in a network of its own and in one of a hub. */
function stackWithWorkspaces(sections: object = {}, existing: object = {}): Promise<ResourceGraph> {
  return graphFromProgram({
    stack: "test",
    config: {
      ...sampleStack,
      identity: { groups: { ...sampleStack.identity.groups, dataScientists } },
      data: { databricks: { existing: { workspaceId: databricksId }, models: ["primary"] } },
      learning: {
        existing: {
          workspaceId: learningId,
          storageAccountId: `${hub}/Microsoft.Storage/storageAccounts/training`,
          registryId: `${hub}/Microsoft.ContainerRegistry/registries/training`,
          networkIdentity,
          ...existing,
        },
        models: ["primary", "second"],
        fineTuning: "primary",
        clusters: [{ name: "gpu", vmSize: "Standard_NC24ads_A100_v4", maxNodes: 4 }],
      },
      ...sections,
    },
  });
}

describe("a platform with workspaces of Databricks and Machine Learning that stand already", () => {
  let graph: ResourceGraph;
  beforeAll(async () => {
    graph = await stackWithWorkspaces();
  });
  const roles = (each: ResourceGraph) =>
    all(each, type("authorization:RoleAssignment")).map(({ name, inputs }) => [name, inputs["scope"]]);

  it("keeps every order that Azure demands", () => {
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("makes neither, nor what would belong to one: no keys, no subnets, no storage, no registry, no logs", () => {
    for (const name of [
      "databricks:Workspace",
      "machinelearningservices:Workspace",
      "containerregistry:Registry",
      "resources:Deployment",
    ])
      expect(all(graph, type(name))).toEqual([]);
    const names = (of: string) => all(graph, type(of)).map(({ name }) => name);
    expect(names("network:Subnet").filter((name) => name.includes("databricks"))).toEqual([]);
    expect(names("keyvault:Key").filter((name) => /databricks|learning/.test(name))).toEqual([]);
    expect(names("keyvault:Vault").filter((name) => name.includes("learning"))).toEqual([]);
    expect(names("storage:StorageAccount")).toEqual(["contoso-test-catalog-lake-storage"]);
    expect(JSON.stringify(all(graph, type("monitor:DiagnosticSetting")))).not.toMatch(
      /notebooks|workspaces\/training/,
    );
    expect(JSON.stringify(all(graph, type("authorization:ManagementLockByScope")))).not.toContain(hub);
  });

  it("ties Databricks to the platform: a catalog whose identity calls the models, endpoints, and a role", () => {
    expect(all(graph, type("databricks:AccessConnector"))).toHaveLength(1);
    expect(roles(graph)).toContainEqual([
      "contoso-test-catalog-primary-caller",
      expect.stringContaining("/Microsoft.CognitiveServices/accounts/"),
    ]);
    expect(roles(graph)).toContainEqual([
      expect.stringMatching(/^contoso-test-access-databricks-reader/),
      databricksId,
    ]);
    const endpoints = all(graph, type("network:PrivateEndpoint")).filter(({ inputs }) =>
      JSON.stringify(inputs).includes(databricksId),
    );
    expect(endpoints.map(({ name }) => name)).toEqual([
      "contoso-test-databricks-endpoint",
      "contoso-test-databricks-sign-in-endpoint",
    ]);
  });

  it("ties Machine Learning to the platform: clusters, an identity of jobs with its roles, an endpoint, a role", () => {
    const jobs = only(
      graph,
      type("managedidentity:UserAssignedIdentity"),
      "contoso-test-learning-jobs-identity",
    );
    expect(only(graph, type("machinelearningservices:Compute")).inputs).toMatchObject({
      resourceGroupName: "hub",
      workspaceName: "training",
      identity: { userAssignedIdentities: [jobs.id] },
    });
    const ofJobs = all(graph, type("authorization:RoleAssignment"))
      .filter(({ inputs }) => inputs["principalId"] === jobs.outputs["principalId"])
      .map(({ name }) => name.replace("contoso-test-learning-jobs-", ""));
    expect(ofJobs.sort()).toEqual([
      "fine-tuning",
      "models-primary-cognitiveServicesOpenAIUser",
      "models-second-cognitiveServicesOpenAIUser",
      "registry-acrPull",
      "storage-storageBlobDataContributor",
      "storage-storageFileDataPrivilegedContributor",
    ]);
    expect(roles(graph)).toContainEqual([
      expect.stringMatching(/^contoso-test-access-learning-azureMLDataScientist/),
      learningId,
    ]);
    expect(JSON.stringify(all(graph, type("network:PrivateEndpoint")))).toContain(learningId);
  });

  it("opens the network of its compute to each account, one rule at a time, after the role that approves it", () => {
    const rules = all(graph, type("machinelearningservices:ManagedNetworkSettingsRule"));
    expect(rules.map(({ inputs }) => inputs["ruleName"])).toEqual([
      "contoso-test-learning-primary",
      "contoso-test-learning-second",
    ]);
    const approvers = all(graph, type("authorization:RoleAssignment")).filter(
      ({ inputs }) => inputs["principalId"] === networkIdentity,
    );
    expect(approvers).toHaveLength(2);
  });

  it("takes all of that along where the sections go, and changes nothing else", async () => {
    const plain = await stackWithWorkspaces({ data: undefined, learning: undefined });
    const shown = (each: ResourceGraph) =>
      new Map(
        each.resources.flatMap(({ urn, name, custom, inputs }) =>
          custom ? [[urn, `${name} ${JSON.stringify(inputs)}`] as const] : [],
        ),
      );
    const [before, after] = [shown(graph), shown(plain)];
    expect([...after].filter(([urn, text]) => before.get(urn) !== text)).toEqual([]);
    const gone = [...before].filter(([urn]) => !after.has(urn)).map(([, text]) => text.split(" ")[0]!);
    expect(gone.length).toBeGreaterThan(40);
    const theirs =
      /^contoso-test-((access-)?(databricks|learning)|catalog|lake|dns-privatelink\.(azuredatabricks|api\.azureml|notebooks|blob\.core|dfs\.core))/;
    expect(gone.filter((name) => !theirs.test(name))).toEqual([]);
  });

  it("touches no network of which nobody tells the identity", async () => {
    const closed = await stackWithWorkspaces({}, { networkIdentity: undefined });
    expect(all(closed, type("machinelearningservices:ManagedNetworkSettingsRule"))).toEqual([]);
    expect(all(closed, type("machinelearningservices:Compute"))).toHaveLength(1);
  });

  it("joins neither where the names are a hub's, and needs no zone for them", async () => {
    const zone = (name: string) => `${hub}/Microsoft.Network/privateDnsZones/${name}`;
    const zones = [
      "cognitiveservices.azure.com",
      "openai.azure.com",
      "services.ai.azure.com",
      "vaultcore.azure.net",
      "blob.core.windows.net",
      "dfs.core.windows.net",
    ].map((name) => `privatelink.${name}`);
    const inHub = await stackWithWorkspaces({
      network: {
        existing: { virtualNetworkId: network, privateEndpointSubnetId: `${network}/subnets/endpoints` },
        dns: { mode: "existing", zones: Object.fromEntries(zones.map((name) => [name, zone(name)])) },
      },
    });
    const targets = JSON.stringify(all(inHub, type("network:PrivateEndpoint")));
    expect(targets).toContain("lake");
    expect(targets).not.toContain(databricksId);
    expect(targets).not.toContain(learningId);
  });

  it("needs no vault for Machine Learning alone", async () => {
    const [account] = sampleStack.models.accounts;
    const alone = await stackWithWorkspaces({
      data: undefined,
      models: {
        ...sampleStack.models,
        accounts: [{ ...account, existing: { accountId } }, ...others],
      },
    });
    expect(all(alone, type("keyvault:Vault")).map(({ inputs }) => inputs["location"])).toEqual([
      "francecentral",
    ]);
  });
});
