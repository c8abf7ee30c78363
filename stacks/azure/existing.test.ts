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
