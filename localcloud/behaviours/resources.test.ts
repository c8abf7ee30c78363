import { beforeEach, describe, expect, it } from "vitest";
import { type TestCloud, account, accountBody, expectRefusal, testCloud, vaultBody } from "../test-cloud";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
});

describe("a parent", () => {
  it("group must exist", async () => {
    const id = `/subscriptions/${cloud.subscriptionId}/resourceGroups/none/providers/Microsoft.KeyVault/vaults/v`;
    await expectRefusal(
      cloud.put(id),
      404,
      "ResourceGroupNotFound",
      "Resource group 'none' could not be found.",
    );
  });

  it("resource must exist", async () => {
    await expectRefusal(
      cloud.put(`${account}/deployments/d`),
      404,
      "ParentResourceNotFound",
      "Can not perform requested operation on nested resource. Parent resource 'ai' not found.",
    );
    await expectRefusal(
      cloud.put(`${account}/providers/Microsoft.Insights/diagnosticSettings/d`),
      404,
      "ResourceNotFound",
      /accounts\/ai'/,
    );
  });

  it("may be a part that exists with its own parent", async () => {
    await cloud.put("Microsoft.Storage/storageAccounts/data", { location: "swedencentral" });
    await cloud.put("Microsoft.Storage/storageAccounts/data/blobServices/default/containers/c");
  });
});

describe("a region", () => {
  it("must exist, however it is spelt", async () => {
    await cloud.put(account, accountBody("a", "Sweden Central"));
    await expectRefusal(
      cloud.put("Microsoft.CognitiveServices/accounts/b", accountBody("b", "atlantis")),
      400,
      "LocationNotAvailableForResourceType",
      /^The provided location 'atlantis' is not available for resource type 'Microsoft\.CognitiveServices\/accounts'\. List of available regions for the resource type is '.*,swedencentral,/,
    );
  });

  it("does not change", async () => {
    await cloud.put(account, accountBody("a"));
    await expectRefusal(
      cloud.put(account, accountBody("a", "westeurope")),
      409,
      "InvalidResourceLocation",
      "The resource 'ai' already exists in location 'swedencentral' in resource group 'rg'. A resource with the same name cannot be created in location 'westeurope'. Please select a new resource name.",
    );
    const group = `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`;
    await expectRefusal(
      cloud.put(group, { location: "westeurope" }),
      409,
      "InvalidResourceGroupLocation",
      /already exists in location/,
    );
  });
});

describe("a lock", () => {
  const lock = "Microsoft.KeyVault/vaults/v1x/providers/Microsoft.Authorization/locks/keep";
  beforeEach(async () => {
    await cloud.put("Microsoft.KeyVault/vaults/v1x", vaultBody());
  });

  it("keeps a resource, what is in it and its group from being deleted", async () => {
    await cloud.put("Microsoft.KeyVault/vaults/v1x/keys/k", { properties: { kty: "RSA" } });
    await cloud.put(lock, { properties: { level: "CanNotDelete" } });
    const vault = cloud.id("Microsoft.KeyVault/vaults/v1x");
    await expectRefusal(
      cloud.remove(vault),
      409,
      "ScopeLocked",
      `The scope '${vault}' cannot perform delete operation because following scope(s) are locked: '${vault}'. Please remove the lock and try again.`,
    );
    await expectRefusal(cloud.remove(`${vault}/keys/k`), 409, "ScopeLocked", /locked/);
    await expectRefusal(
      cloud.remove(`/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`),
      409,
      "ScopeLocked",
      /locked/,
    );
    await cloud.put("Microsoft.KeyVault/vaults/v1x", vaultBody());
    await cloud.remove(lock);
    await cloud.remove(vault);
  });

  it("of level ReadOnly also keeps it from being changed", async () => {
    await cloud.put(lock, { properties: { level: "ReadOnly" } });
    await expectRefusal(
      cloud.put("Microsoft.KeyVault/vaults/v1x", vaultBody()),
      409,
      "ScopeLocked",
      /perform write operation/,
    );
  });
});

describe("the deletion of a group", () => {
  const group = () => `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`;

  it("takes everything along, and what is soft-deleted stays so", async () => {
    await cloud.put(account, accountBody());
    await cloud.put("Microsoft.Network/virtualNetworks/net", { location: "swedencentral" });
    await cloud.remove(group());
    expect(cloud.arm.all()).toEqual([]);
    expect(cloud.deletedResources().map(({ resource }) => resource.id)).toEqual([cloud.id(account)]);
  });

  it("is refused while something inside is being written, and nothing is lost", async () => {
    const write = cloud.put(account, accountBody());
    await expectRefusal(
      cloud.remove(group()),
      409,
      "ResourceGroupDeletionBlocked",
      /identifiers 'Microsoft\.CognitiveServices\/accounts\/ai'/,
    );
    await write;
    expect(cloud.arm.get(cloud.id(account))).toBeDefined();
  });

  it("lets nothing new in while it lasts", async () => {
    const removal = cloud.remove(group());
    await expectRefusal(
      cloud.put(account, accountBody()),
      409,
      "ResourceGroupBeingDeleted",
      /deprovisioning state/,
    );
    await removal;
  });
});
