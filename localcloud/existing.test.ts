import { describe, expect, it } from "vitest";
import { existingRows, existingTable } from "./existing";
import { openLocalCloud } from "./cloud";

const hub = "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/Hub/providers";
const accountId = `${hub}/Microsoft.CognitiveServices/accounts/contoso-ai`;
const subnetId = `${hub}/Microsoft.Network/virtualNetworks/spoke/subnets/endpoints`;
const rows = existingRows([accountId, subnetId].map((id) => ({ id, location: "swedencentral" })));

function open(known = rows) {
  return openLocalCloud({ rows: (table) => (table === existingTable ? known : undefined) }).arm;
}

const deployment = (account: string) => `${account}/deployments/chat`;
const model = {
  sku: { name: "Standard", capacity: 1 },
  properties: { model: { format: "OpenAI", name: "text-embedding-3-large", version: "1" } },
};

describe("a resource that stands outside of the program", () => {
  it("is there with what contains it, in any spelling", () => {
    const arm = open();
    for (const id of [
      subnetId,
      subnetId.toUpperCase(),
      `${hub}/Microsoft.Network/virtualNetworks/spoke`,
      hub.replace("/providers", ""),
    ])
      expect(arm.exists(id), id).toBe(true);
    expect(arm.exists(`${hub}/Microsoft.Network/virtualNetworks/other`)).toBe(false);
    expect(open({}).exists(subnetId)).toBe(false);
  });

  it("takes what is written into it, in the platform's subscription, which has an ID of its own here", async () => {
    const arm = open();
    const here = accountId.replace(/^\/subscriptions\/[^/]+/, `/subscriptions/${arm.subscriptionId}`);
    await arm.put(deployment(here), model, "");
    expect(arm.exists(deployment(here))).toBe(true);
    await expect(open({}).put(deployment(here), model, "")).rejects.toThrow("ResourceGroupNotFound");
    const elsewhere = accountId.replace("0b7c1b6e", "ffffffff");
    await expect(arm.put(deployment(elsewhere), model, "")).rejects.toThrow("ResourceGroupNotFound");
  });

  it("is a workspace of Databricks or Machine Learning that clusters and rules are made in, and endpoints lead to", async () => {
    const workspaces = ["Microsoft.Databricks", "Microsoft.MachineLearningServices"].map(
      (provider) => `${hub}/${provider}/workspaces/theirs`,
    );
    const arm = open(
      existingRows([...workspaces, accountId].map((id) => ({ id, location: "swedencentral" }))),
    );
    for (const id of workspaces)
      expect(arm.get(id)?.body).toMatchObject({ properties: { publicNetworkAccess: "Disabled" } });
    const here = (id: string) =>
      id.replace(/^\/subscriptions\/[^/]+/, `/subscriptions/${arm.subscriptionId}`);
    const rule = (serviceResourceId: string) => ({
      properties: {
        type: "PrivateEndpoint",
        destination: { serviceResourceId, subresourceTarget: "account" },
      },
    });
    const out = `${here(workspaces[1]!)}/outboundRules/models`;
    await arm.put(out, rule(accountId), "");
    expect(arm.exists(out)).toBe(true);
    await expect(arm.put(`${out}2`, rule(accountId.replace("contoso", "nobody")), "")).rejects.toThrow(
      "InvalidResourceReference",
    );
  });

  it("is not among what the cloud lists, and is found standing by whoever makes another of its name", async () => {
    const arm = open();
    expect(arm.ofType("Microsoft.CognitiveServices/accounts")).toEqual([]);
    const group = `/subscriptions/${arm.subscriptionId}/resourceGroups/hub`;
    await expect(arm.put(group, { location: "francecentral" }, "")).rejects.toThrow("already exists");
  });
});
