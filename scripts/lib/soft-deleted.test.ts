import { describe, expect, it } from "vitest";
import type { ExportedState } from "./resume";
import { remainsOf } from "./soft-deleted";

const id = (type: string, name: string): string =>
  `/subscriptions/s/resourceGroups/rg/providers/Microsoft.${type}/${name}`;

function stateOf(...resources: readonly object[]): ExportedState {
  return { deployment: { resources } } as unknown as ExportedState;
}

describe("what a destroy leaves behind", () => {
  it("is a gateway, which holds its name until it is purged", () => {
    const gateway = {
      type: "azure-native:apimanagement:ApiManagementService",
      id: id("ApiManagement/service", "gate"),
      outputs: { location: "swedencentral" },
    };
    expect(remainsOf(stateOf(gateway))).toEqual([
      {
        what: "gateway",
        name: "gate",
        id: gateway.id,
        group: "rg",
        location: "swedencentral",
        command: "az apim deletedservice purge --service-name gate --location swedencentral",
      },
    ]);
  });

  it("is a vault without a way to purge it, where purge protection forbids that", () => {
    const vault = {
      type: "azure-native:keyvault:Vault",
      id: id("KeyVault/vaults", "kv"),
      inputs: { location: "swedencentral", properties: { enablePurgeProtection: true } },
    };
    expect(remainsOf(stateOf(vault))).toEqual([
      { what: "vault", name: "kv", id: vault.id, group: "rg", location: "swedencentral" },
    ]);
  });

  it("is a workspace, whose deletion is asked for again, to purge", () => {
    const workspace = {
      type: "azure-native:machinelearningservices:Workspace",
      id: id("MachineLearningServices/workspaces", "ml"),
      outputs: { location: "swedencentral" },
    };
    expect(remainsOf(stateOf(workspace))).toMatchObject([
      {
        what: "workspace",
        command: `az rest --method delete --url "https://management.azure.com${workspace.id}?api-version=2024-04-01&forceToPurge=true"`,
      },
    ]);
  });

  it("is purged in the order that Azure asks for, whatever the order of the state", () => {
    const of = (type: string, path: string, name: string) => ({
      type: `azure-native:${type}`,
      id: id(path, name),
    });
    const state = stateOf(
      of("keyvault:Vault", "KeyVault/vaults", "kv"),
      of("apimanagement:ApiManagementService", "ApiManagement/service", "gate"),
      of("machinelearningservices:Workspace", "MachineLearningServices/workspaces", "ml"),
      of("cognitiveservices:Account", "CognitiveServices/accounts", "ai"),
    );
    expect(remainsOf(state).map(({ name }) => name)).toEqual(["ai", "ml", "gate", "kv"]);
  });

  it("is nothing of what Azure deletes at once", () => {
    const network = { type: "azure-native:network:VirtualNetwork", id: id("Network/virtualNetworks", "v") };
    expect(remainsOf(stateOf(network, { type: "pulumi:pulumi:Stack" }))).toEqual([]);
  });
});
