import { beforeEach, describe, expect, it } from "vitest";
import { type TestCloud, expectRefusal, testCloud } from "../test-cloud";

const location = "swedencentral";
let cloud: TestCloud;
let elsewhere: string;
beforeEach(async () => {
  cloud = await testCloud();
  elsewhere = `/subscriptions/${cloud.subscriptionId}/resourceGroups/other`;
  await cloud.arm.put(elsewhere, { location }, "");
});

describe.each([
  {
    type: "Microsoft.ContainerRegistry/registries",
    space: "registry",
    status: 409,
    code: "AlreadyInUse",
    text: "The registry DNS name contoso.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability",
  },
  {
    type: "Microsoft.Storage/storageAccounts",
    space: "storage",
    status: 409,
    code: "StorageAccountAlreadyTaken",
    text: "The storage account named contoso is already taken.",
  },
  {
    type: "Microsoft.Search/searchServices",
    space: "search",
    status: 400,
    code: "ServiceNameUnavailable",
    text: "Cannot provision service 'contoso' because a service with this name is already in use, or another request to provision a service with this name is still in progress",
  },
  {
    type: "Microsoft.DocumentDB/databaseAccounts",
    space: "cosmos",
    status: 400,
    code: "BadRequest",
    text: "Dns record for contoso under zone Document is already taken. Please use a different name for the account.",
  },
])("the name of $type", ({ type, space, status, code, text }) => {
  it("is taken once in the world, until its owner is deleted", async () => {
    await cloud.put(`${type}/contoso`, { location });
    const second = () => cloud.put(`${elsewhere}/providers/${type}/contoso`, { location });
    await expectRefusal(second(), status, code, text);
    await cloud.put(`${type}/contoso`, { location, tags: { again: "yes" } });
    await cloud.remove(`${type}/contoso`);
    await second();
    await expectRefusal(cloud.put(`${type}/contoso`, { location }), status, code, text);
  });

  it("may be held by somebody outside of this cloud", async () => {
    const taken = await testCloud({
      scenario: { name: "taken", description: "", claims: [`${space}/contoso`] },
    });
    await expectRefusal(taken.put(`${type}/contoso`, { location }), status, code, text);
    await taken.put(`${type}/contoso2`, { location });
  });
});

describe("a storage account", () => {
  it.each(["ab", "Contoso", "con-toso", "a".repeat(25)])("is not called %s", async (name) => {
    await expectRefusal(
      cloud.put(`Microsoft.Storage/storageAccounts/${name}`, { location }),
      400,
      "AccountNameInvalid",
      `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    );
  });
});

describe("a deleted workspace of Machine Learning", () => {
  const workspace = "Microsoft.MachineLearningServices/workspaces/learning";
  const text = "Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete";
  beforeEach(async () => {
    await cloud.put(workspace, { location });
    await cloud.remove(workspace);
  });

  it("keeps its name until it is purged", async () => {
    expect(cloud.deletedResources().map(({ resource }) => resource.id)).toEqual([cloud.id(workspace)]);
    await expectRefusal(cloud.put(workspace, { location }), 400, "BadRequest", text);
    await cloud.purge(cloud.id(workspace));
    await cloud.put(workspace, { location });
  });

  it("keeps it for 14 days, and in its own resource group alone", async () => {
    await cloud.put(`${elsewhere}/providers/${workspace}`, { location });
    await cloud.clock.sleep(14 * 24 * 3_600_000 - 600_000);
    await expectRefusal(cloud.put(workspace, { location }), 400, "BadRequest", text);
    await cloud.clock.sleep(600_000);
    await cloud.put(workspace, { location });
  });
});
