import { describe, expect, it } from "vitest";
import { existingPolicies, existingResources } from "./existing-resources";

const hub = "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers";
const network = `${hub}/Microsoft.Network/virtualNetworks/spoke`;
const agents = `${network}/subnets/agents`;
const vault = `${hub}/Microsoft.KeyVault/vaults/keys-fc`;
const databricks = `${hub}/Microsoft.Databricks/workspaces/notebooks`;
const learning = `${hub}/Microsoft.MachineLearningServices/workspaces/training`;
const account = `${hub}/Microsoft.CognitiveServices/accounts/contoso-ai`;

describe("existingResources", () => {
  it("finds what a stack names by ID, where it stands, and what its subnets are for", () => {
    expect(
      existingResources({
        environment: { region: "swedencentral", name: "prod" },
        network: { existing: { virtualNetworkId: network } },
        keys: { vaults: { francecentral: vault } },
        models: { accounts: [{ name: "a", region: "germanywestcentral", existing: { accountId: account } }] },
        agents: { subnetId: agents },
        data: { databricks: { existing: { workspaceId: databricks }, subnets: { host: "dbx-host" } } },
        learning: { existing: { workspaceId: learning, networkIdentity: "4b1d7c90" } },
      }),
    ).toEqual([
      { id: network, location: "swedencentral" },
      { id: vault, location: "francecentral" },
      { id: account, location: "germanywestcentral" },
      { id: agents, location: "swedencentral", delegatedTo: "Microsoft.App/environments" },
      { id: databricks, location: "swedencentral" },
      { id: learning, location: "swedencentral" },
      {
        id: `${network}/subnets/dbx-host`,
        location: "swedencentral",
        delegatedTo: "Microsoft.Databricks/workspaces",
      },
    ]);
  });

  it("takes no name, role or subscription for a resource", () => {
    expect(
      existingResources({
        environment: { region: "swedencentral", name: hub },
        models: { accounts: ["/subscriptions/x", "primary"] },
      }),
    ).toEqual([]);
  });
});

describe("existingPolicies", () => {
  it("finds the boundary of a stack on AWS, in its account", () => {
    const aws = { accountId: "111122223333", permissionsBoundary: "limits/boundary" };
    expect(existingPolicies({ aws })).toEqual(["arn:aws:iam::111122223333:policy/limits/boundary"]);
    expect(existingPolicies({ aws: { accountId: "111122223333" } })).toEqual([]);
    expect(existingPolicies({})).toEqual([]);
  });
});
