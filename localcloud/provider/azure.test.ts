import { beforeEach, describe, expect, it } from "vitest";
import { virtualClock } from "../arm/clock";
import { type TestCloud, accountBody, expectRefusal, testCloud } from "../test-cloud";
import { type CheckRequest, type ProviderCore, type Values, unknownValue } from "./core";

const seed = "HbgqVZr1nUYm8u5Dc7VUE5/kF22/f/fYGkYXOgndJjw=";
const types = {
  group: "azure-native:resources:ResourceGroup",
  vault: "azure-native:keyvault:Vault",
  key: "azure-native:keyvault:Key",
  account: "azure-native:cognitiveservices:Account",
  network: "azure-native:network:VirtualNetwork",
  subnet: "azure-native:network:Subnet",
  role: "azure-native:authorization:RoleAssignment",
};
const vaultProperties = { tenantId: "t", sku: { family: "A", name: "standard" } };

let cloud: TestCloud;
let core: ProviderCore;

beforeEach(async () => {
  cloud = await testCloud();
  core = cloud.provider("azure-native");
});

function check(type: string, news: Values, more: Partial<CheckRequest> = {}) {
  return core.check({ urn: `urn:pulumi:s::p::${type}::vault`, type, news, randomSeed: seed, ...more });
}

describe("check", () => {
  it("names a resource as the real provider does and marks it for creation before deletion", () => {
    const { inputs, failures } = check(types.vault, { resourceGroupName: "rg", properties: vaultProperties });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({
      vaultName: "vault0e651f7a",
      __createBeforeDelete: true,
      azureApiVersion: "2024-11-01",
      location: "swedencentral",
    });
  });

  it("keeps the name that a resource has", () => {
    const olds = { vaultName: "vault01234567", __createBeforeDelete: true };
    const { inputs } = check(types.vault, { resourceGroupName: "rg", properties: vaultProperties }, { olds });
    expect(inputs).toMatchObject(olds);
  });

  it("copies the logical name for nested resources, and makes GUIDs for role assignments", () => {
    const key = check(types.key, { resourceGroupName: "rg", vaultName: "v", properties: { kty: "RSA" } });
    expect(key.inputs["keyName"]).toBe("vault");
    expect(key.inputs["__createBeforeDelete"]).toBeUndefined();
    const role = check(types.role, { scope: "/subscriptions/s", principalId: "p", roleDefinitionId: "r" });
    expect(role.inputs["roleAssignmentName"]).toMatch(/^0e651f7a-/);
  });

  it.each([
    ["disable", undefined],
    ["enforce", "proposed"],
    ["propose", "proposed"],
  ] as const)("follows the engine's naming configuration: %s", (mode, name) => {
    const autonaming = { mode, proposedName: "proposed" };
    const { inputs } = check(
      types.vault,
      { resourceGroupName: "rg", properties: vaultProperties },
      { autonaming },
    );
    expect(inputs["vaultName"]).toBe(name);
  });

  it("takes the location of the configuration before that of the group", () => {
    core.configure({ location: "francecentral" });
    expect(check(types.account, { resourceGroupName: "rg" }).inputs["location"]).toBe("francecentral");
  });

  it("leaves the location unknown while the group is", () => {
    expect(check(types.account, { resourceGroupName: unknownValue }).inputs["location"]).toBe(unknownValue);
  });

  it("says what is missing, of a wrong type, too short, too long or misspelt, in the provider's words", () => {
    const reasons = (type: string, news: Values) => check(type, news).failures.map(({ reason }) => reason);
    expect(reasons(types.vault, { vaultName: "v", properties: { sku: "standard", tenantId: 5 } })).toEqual([
      "missing required property 'resourceGroupName'",
      "'properties.sku' should be of type 'object' but got a string",
      "'properties.tenantId' should be of type 'string' but got a number",
      "'vaultName' is too short (1): at least 3 characters required",
      "'vaultName' does not match expression '^[a-zA-Z0-9-]{3,24}$'",
    ]);
    expect(
      reasons(types.vault, {
        vaultName: "v".repeat(25),
        resourceGroupName: "rg",
        properties: vaultProperties,
      }),
    ).toContain("'vaultName' is too long (25): at most 24 characters allowed");
  });

  it("asks for a location where it cannot find one", () => {
    expect(check(types.group, {}).failures).toEqual([
      {
        reason:
          "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
      },
    ]);
  });
});

describe("preview", () => {
  it("knows what comes from inputs, and nothing else, not even the ID", async () => {
    const inputs = {
      resourceGroupName: "rg",
      accountName: "ai",
      properties: { customSubDomainName: "contoso" },
    };
    const { id, outputs } = await core.create({ urn: "u", type: types.account, inputs, preview: true });
    expect(id).toBe("");
    expect(outputs["name"]).toBe(unknownValue);
    expect(outputs["properties"]).toMatchObject({ customSubDomainName: "contoso", endpoint: unknownValue });
    expect(cloud.arm.get(cloud.id("Microsoft.CognitiveServices/accounts/ai"))).toBeUndefined();
  });
});

describe("create", () => {
  const inputs = {
    resourceGroupName: "rg",
    accountName: "ai",
    location: "swedencentral",
    kind: "AIServices",
    identity: { type: "SystemAssigned" },
    properties: { customSubDomainName: "contoso" },
  };

  it("answers with ARM's ID and what the service computes", async () => {
    const { id, outputs } = await core.create({ urn: "u", type: types.account, inputs });
    expect(id).toBe(cloud.id("Microsoft.CognitiveServices/accounts/ai"));
    expect(outputs).toMatchObject({
      name: "ai",
      type: "Microsoft.CognitiveServices/accounts",
      azureApiVersion: "2025-06-01",
      properties: {
        provisioningState: "Succeeded",
        endpoint: "https://contoso.cognitiveservices.azure.com/",
        endpoints: { "OpenAI Language Model Instance API": "https://contoso.openai.azure.com/" },
      },
    });
    expect((outputs["identity"] as Values)["principalId"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(outputs["resourceGroupName"]).toBeUndefined();
  });

  it("lifts outputs to the top where the SDK has them there", async () => {
    const vault = { resourceGroupName: "rg", vaultName: "contoso-kv" };
    await core.create({
      urn: "u",
      type: types.vault,
      inputs: { ...vault, location: "swedencentral", properties: vaultProperties },
    });
    const { outputs } = await core.create({
      urn: "u",
      type: types.key,
      inputs: { ...vault, keyName: "cmk", properties: { kty: "RSA", keySize: 2048 } },
    });
    expect(outputs).toMatchObject({
      kty: "RSA",
      keySize: 2048,
      keyUri: "https://contoso-kv.vault.azure.net/keys/cmk",
    });
  });

  it("gives properties the names of ARM in the store, and those of the SDK to the program", async () => {
    const inputs = { resourceGroupName: "rg", resourceName: "app", location: "swedencentral", kind: "web" };
    const { id, outputs } = await core.create({
      urn: "u",
      type: "azure-native:applicationinsights:Component",
      inputs: { ...inputs, applicationType: "web" },
    });
    expect(outputs).toMatchObject({ applicationType: "web", ingestionMode: "LogAnalytics" });
    expect(cloud.arm.get(id)?.body["properties"]).toMatchObject({ Application_Type: "web" });
  });

  it("does not create what is there", async () => {
    await core.create({ urn: "u", type: types.account, inputs });
    await expect(core.create({ urn: "u", type: types.account, inputs })).rejects.toThrow(
      `cannot create already existing resource '${cloud.id("Microsoft.CognitiveServices/accounts/ai")}'`,
    );
  });

  it("refuses a value of a closed list as the service would", async () => {
    const properties = { ...vaultProperties, sku: { family: "A", name: "golden" } };
    const vault = { resourceGroupName: "rg", vaultName: "vault", location: "swedencentral", properties };
    await expect(core.create({ urn: "u", type: types.vault, inputs: vault })).rejects.toThrow(
      /^Status=400 Code="/,
    );
    expect(cloud.arm.get(cloud.id("Microsoft.KeyVault/vaults/vault"))).toBeUndefined();
  });

  it("waits and tries again while the network is busy, as the real provider does", async () => {
    const network = { resourceGroupName: "rg", virtualNetworkName: "net", location: "swedencentral" };
    await core.create({
      urn: "u",
      type: types.network,
      inputs: { ...network, addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    });
    const subnet = (name: string, addressPrefix: string) =>
      core.create({
        urn: "u",
        type: types.subnet,
        inputs: { resourceGroupName: "rg", virtualNetworkName: "net", subnetName: name, addressPrefix },
      });
    const before = cloud.clock.now();
    await Promise.all([subnet("a", "10.0.0.0/24"), subnet("b", "10.0.1.0/24")]);
    expect(cloud.clock.now() - before).toBeGreaterThanOrEqual(20_000);
  });
});

describe("diff", () => {
  const diff = (oldInputs: Values, news: Values, type = types.account) =>
    core.diff({ urn: "u", type, id: "", oldInputs, news });

  it("finds no difference in spellings of a region", () => {
    expect(diff({ location: "Sweden Central" }, { location: "swedencentral" }).changes).toBe(false);
  });

  it.each([
    [{ accountName: "a" }, { accountName: "b" }, ["accountName"]],
    [{ location: "swedencentral" }, { location: "westeurope" }, ["location"]],
    [{ kind: "OpenAI" }, { kind: "AIServices" }, ["kind"]],
    [
      { properties: { customSubDomainName: "a" } },
      { properties: { customSubDomainName: "b" } },
      ["properties.customSubDomainName"],
    ],
  ])("replaces for %j -> %j", (olds, news, replaces) => {
    expect(diff(olds, news)).toMatchObject({ replaces, deleteBeforeReplace: true });
  });

  it("creates the replacement first where the name is random", () => {
    const olds = { accountName: "a", __createBeforeDelete: true };
    expect(diff(olds, { accountName: "b" })).toMatchObject({
      replaces: ["accountName"],
      deleteBeforeReplace: false,
    });
  });

  it("updates in place for everything else, property by property", () => {
    const olds = { tags: { a: "1", b: "2" }, properties: { allowedFqdnList: ["x"] } };
    const news = { tags: { a: "3" }, properties: { allowedFqdnList: ["x", "y"] } };
    expect(diff(olds, news).detailedDiff).toEqual({
      "tags.a": "update",
      "tags.b": "delete",
      "properties.allowedFqdnList[1]": "add",
    });
  });
});

describe("read", () => {
  it("imports a resource: inputs from its ID and what the service has", async () => {
    await cloud.put("Microsoft.CognitiveServices/accounts/ai", accountBody());
    const { id, inputs } = await core.read({
      urn: "u",
      type: types.account,
      id: cloud.id("Microsoft.CognitiveServices/accounts/AI"),
    });
    expect(id).toBe(cloud.id("Microsoft.CognitiveServices/accounts/ai"));
    expect(inputs).toMatchObject({ resourceGroupName: "rg", accountName: "ai", kind: "AIServices" });
    expect((inputs["properties"] as Values)["endpoint"]).toBeUndefined();
  });

  it("answers with an empty ID for what is gone", async () => {
    const id = cloud.id("Microsoft.CognitiveServices/accounts/gone");
    expect(await core.read({ urn: "u", type: types.account, id })).toMatchObject({ id: "" });
  });

  it("carries into the inputs what somebody changed, and nothing that the service adds", async () => {
    const inputs = {
      resourceGroupName: "rg",
      accountName: "ai",
      location: "swedencentral",
      kind: "OpenAI",
      tags: { a: "1" },
    };
    const { id, outputs } = await core.create({ urn: "u", type: types.account, inputs });
    expect((await core.read({ urn: "u", type: types.account, id, inputs, outputs })).inputs).toEqual(inputs);
    const { body } = cloud.arm.get(id)!;
    await cloud.put(id, { ...body, tags: { a: "2" } });
    expect((await core.read({ urn: "u", type: types.account, id, inputs, outputs })).inputs).toEqual({
      ...inputs,
      tags: { a: "2" },
    });
  });

  it("refuses an ID of another type", async () => {
    await cloud.put("Microsoft.CognitiveServices/accounts/ai", accountBody());
    const id = cloud.id("Microsoft.CognitiveServices/accounts/ai");
    await expect(core.read({ urn: "u", type: types.vault, id })).rejects.toThrow(
      /is not the ID of a azure-native:keyvault:Vault/,
    );
  });
});

describe("update", () => {
  it("keeps the subnets that other resources maintain in a network", async () => {
    const inputs = {
      resourceGroupName: "rg",
      virtualNetworkName: "net",
      location: "swedencentral",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    };
    const created = await core.create({ urn: "u", type: types.network, inputs });
    await cloud.put("Microsoft.Network/virtualNetworks/net/subnets/a", {
      properties: { addressPrefix: "10.0.0.0/24" },
    });
    const { outputs } = await core.update({
      urn: "u",
      type: types.network,
      id: created.id,
      inputs: { ...inputs, tags: { a: "1" } },
      oldInputs: inputs,
      oldOutputs: created.outputs,
    });
    expect(outputs["tags"]).toEqual({ a: "1" });
    expect(
      (outputs["subnets"] as Values[]).map((subnet) => [subnet["name"], subnet["addressPrefix"]]),
    ).toEqual([["a", "10.0.0.0/24"]]);
  });

  it("previews with the name and location that stay", async () => {
    const { outputs } = await core.update({
      urn: "u",
      type: types.account,
      id: "/x",
      inputs: { tags: {} },
      oldInputs: {},
      oldOutputs: { name: "ai", location: "swedencentral", etag: "1" },
      preview: true,
    });
    expect(outputs).toMatchObject({ name: "ai", location: "swedencentral", etag: unknownValue });
  });
});

describe("invoke", () => {
  it("tells who the client is", async () => {
    const { result } = await core.invoke({ token: "azure-native:authorization:getClientConfig", args: {} });
    expect(result).toMatchObject({ subscriptionId: cloud.subscriptionId, tenantId: cloud.tenantId });
  });

  it("gets a resource, and says which one is missing", async () => {
    await cloud.put("Microsoft.CognitiveServices/accounts/ai", accountBody());
    const args = { resourceGroupName: "rg", accountName: "ai" };
    const { result } = await core.invoke({ token: "azure-native:cognitiveservices:getAccount", args });
    expect(result).toMatchObject({ name: "ai", id: cloud.id("Microsoft.CognitiveServices/accounts/ai") });
    const missing = core.invoke({
      token: "azure-native:cognitiveservices:getAccount",
      args: { ...args, accountName: "b" },
    });
    await expect(missing).rejects.toThrow(
      /^request failed .*: Status=404 Code="ResourceNotFound" Message="The Resource/,
    );
  });

  it("lists keys only where keys may be used", async () => {
    await cloud.put("Microsoft.CognitiveServices/accounts/ai", accountBody());
    const request = {
      token: "azure-native:cognitiveservices:listAccountKeys",
      args: { resourceGroupName: "rg", accountName: "ai" },
    };
    expect((await core.invoke(request)).result["key1"]).toMatch(/^[0-9a-f]{32}$/);
    const body = accountBody();
    await cloud.put("Microsoft.CognitiveServices/accounts/ai", {
      ...body,
      properties: { ...(body["properties"] as Values as object), disableLocalAuth: true },
    });
    await expectRefusal(core.invoke(request), 400, "BadRequest", /disableLocalAuth/);
  });
});

describe("types without a row", () => {
  it("work with an ID made of their names", async () => {
    const type = "azure-native:databricks:Workspace";
    const inputs = {
      resourceGroupName: "rg",
      workspaceName: "w",
      location: "swedencentral",
      managedResourceGroupId: "/x",
    };
    const { id } = await core.create({ urn: "u", type, inputs });
    expect(id).toBe(cloud.id("Microsoft.Databricks/workspaces/w"));
    await core.delete({ urn: "u", type, id });
    expect(await core.read({ urn: "u", type, id })).toMatchObject({ id: "" });
  });

  it("are refused when the SDK does not know them either", () => {
    expect(() => check("azure-native:nowhere:Thing", {})).toThrow(/does not know the resource type/);
    expect(() => check("azure-native:keyvault:constructor", {})).toThrow(/does not know the resource type/);
  });
});

it("gives the same GUIDs for the same seed, and others for another", async () => {
  const principal = async (seed: string) => {
    const other = await testCloud({ seed, clock: virtualClock() });
    const { body } = await other.put("Microsoft.ManagedIdentity/userAssignedIdentities/me", {
      location: "swedencentral",
    });
    return (body["properties"] as Values)["principalId"];
  };
  expect(await principal("a")).toBe(await principal("a"));
  expect(await principal("a")).not.toBe(await principal("b"));
});
