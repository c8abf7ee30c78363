import { beforeEach, describe, expect, it } from "vitest";
import { at } from "../arm/json";
import type { JsonObject } from "../store/store";
import {
  type TestCloud,
  account,
  accountBody,
  deploymentBody,
  expectRefusal,
  testCloud,
} from "../test-cloud";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
});

describe("a write on an account", () => {
  beforeEach(() => cloud.put(account, accountBody()));

  it("is refused while another one is under way on a sister", async () => {
    const first = cloud.put(`${account}/deployments/a`, deploymentBody());
    await expectRefusal(
      cloud.put(`${account}/deployments/b`, deploymentBody()),
      409,
      "RequestConflict",
      `Another operation is being performed on the parent resource '${cloud.id(account)}'. Please try again later.`,
    );
    await first;
    await cloud.put(`${account}/deployments/b`, deploymentBody());
  });

  it.each([
    ["another write of the account", () => cloud.put(account, accountBody())],
    ["a policy", () => cloud.put(`${account}/raiPolicies/p`)],
    ["the removal of a sister", () => cloud.remove(`${account}/deployments/old`)],
    ["the removal of the account", () => cloud.remove(account)],
  ])("also refuses %s", async (_, action) => {
    await cloud.put(`${account}/deployments/old`, deploymentBody());
    const first = cloud.put(`${account}/deployments/a`, deploymentBody());
    await expectRefusal(action(), 409, "RequestConflict", /Another operation/);
    await first;
  });

  it("is refused while a sister is being removed", async () => {
    await cloud.put(`${account}/deployments/a`, deploymentBody());
    const removal = cloud.remove(`${account}/deployments/a`);
    await expectRefusal(
      cloud.put(`${account}/deployments/b`, deploymentBody()),
      409,
      "RequestConflict",
      /Another/,
    );
    await removal;
  });

  it("leaves other accounts and attached resources alone", async () => {
    await cloud.put("Microsoft.CognitiveServices/accounts/ai2", accountBody("contoso2"));
    const first = cloud.put(`${account}/deployments/a`, deploymentBody());
    await cloud.put("Microsoft.CognitiveServices/accounts/ai2/deployments/a", deploymentBody());
    await cloud.put(`${account}/providers/Microsoft.Insights/diagnosticSettings/d`);
    await first;
  });
});

describe("a subdomain", () => {
  const other = "Microsoft.CognitiveServices/accounts/other";

  it("is taken once, whatever its case", async () => {
    await cloud.put(account, accountBody("Contoso"));
    await expectRefusal(
      cloud.put(other, accountBody("contoso")),
      409,
      "CustomDomainInUse",
      "Please pick a different name. The subdomain name 'contoso' is not available as it's already used by a resource. If the resource using the name was deleted in the last 48 hours, you may need to purge the deleted resource. Learn more at \"https://go.microsoft.com/fwlink/?linkid=2215493\"",
    );
  });

  it("is also refused when it is taken at the same moment, with that reason", async () => {
    const first = cloud.put(account, accountBody());
    await expectRefusal(
      cloud.put(other, accountBody()),
      409,
      "CustomDomainInUse",
      /taken at the same time\.$/,
    );
    await first;
  });

  it("is held by a deleted account until that is purged", async () => {
    await cloud.put(account, accountBody());
    await cloud.remove(account);
    await expectRefusal(cloud.put(other, accountBody()), 409, "CustomDomainInUse", /not available/);
    await cloud.purge(cloud.id(account));
    await cloud.put(other, accountBody());
  });

  it("may be somebody else's", async () => {
    await cloud.arm.commit([{ table: "claims", key: "subdomain/contoso", value: {} }]);
    await expectRefusal(cloud.put(account, accountBody()), 409, "CustomDomainInUse", /not available/);
  });

  it("does not change", async () => {
    await cloud.put(account, accountBody("a"));
    await expectRefusal(
      cloud.put(account, accountBody("b")),
      400,
      "CustomDomainNameNotAllowedToChange",
      /not allowed/,
    );
  });
});

describe("a deleted account", () => {
  const restoring = (): JsonObject => ({
    ...accountBody(),
    properties: { customSubDomainName: "contoso", restore: true },
  });
  beforeEach(async () => {
    await cloud.put(account, accountBody());
    await cloud.put(`${account}/deployments/a`, deploymentBody(20));
  });

  it("keeps its ID until it is purged", async () => {
    await cloud.remove(account);
    expect(cloud.deletedResources().map(({ resource }) => resource.id)).toEqual([cloud.id(account)]);
    await expectRefusal(
      cloud.put(account, accountBody()),
      409,
      "FlagMustBeSetForRestore",
      `An existing resource with ID '${cloud.id(account)}' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property. If you don't want to restore existing resource, please purge it first.`,
    );
    await cloud.purge(cloud.id(account));
    await cloud.put(account, accountBody());
    expect(cloud.arm.children(cloud.id(account))).toEqual([]);
  });

  it("comes back with what was in it when it is restored", async () => {
    await cloud.remove(account);
    const { body } = await cloud.put(account, restoring());
    expect(at(body, "properties.restore")).toBeUndefined();
    expect(cloud.arm.children(cloud.id(account)).map(({ id }) => id)).toEqual([
      cloud.id(`${account}/deployments/a`),
    ]);
    expect(cloud.deletedResources()).toEqual([]);
  });

  it("is gone by itself after 48 hours", async () => {
    await cloud.remove(account);
    await cloud.clock.sleep(48 * 3_600_000);
    expect(cloud.deletedResources()).toEqual([]);
    await cloud.put(account, accountBody());
  });

  it("keeps its quota until it is purged", async () => {
    await cloud.arm.commit([
      { table: "quotas", key: "openai.datazonestandard.gpt-5.1", value: { limit: 30 } },
    ]);
    await cloud.remove(account);
    const other = "Microsoft.CognitiveServices/accounts/other";
    await cloud.put(other, accountBody("other"));
    await expectRefusal(
      cloud.put(`${other}/deployments/a`, deploymentBody(20)),
      400,
      "InsufficientQuota",
      /available capacity 10\./,
    );
    await cloud.purge(cloud.id(account));
    await cloud.put(`${other}/deployments/a`, deploymentBody(20));
  });

  it("cannot be restored when there is none", async () => {
    await cloud.remove(account);
    await cloud.purge(cloud.id(account));
    await expectRefusal(
      cloud.put(account, restoring()),
      400,
      "CanNotRestoreANonExistingResource",
      /no soft-deleted/,
    );
    await expectRefusal(cloud.purge(cloud.id(account)), 404, "ResourceNotFound", /no deleted resource/);
  });
});

describe("an account of a kind that the subscription was not given", () => {
  const openAi = (): JsonObject => ({ ...accountBody(), kind: "OpenAI" });

  it("is refused, while another kind is made and what stands stays", async () => {
    await cloud.put(account, openAi());
    const scenario = { name: "gated", description: "", gated: ["OpenAI/S0"] };
    const gated = await testCloud({ scenario });
    await expectRefusal(
      gated.put(account, openAi()),
      400,
      "SpecialFeatureOrQuotaIdRequired",
      "The subscription does not have QuotaId/Feature required by SKU 'S0' from kind 'OpenAI'",
    );
    await gated.put(account, accountBody());
    await expectRefusal(gated.put(account, openAi()), 400, "SpecialFeatureOrQuotaIdRequired", /OpenAI/);
  });
});

describe("an account with projects", () => {
  it("is not deleted before them", async () => {
    await cloud.put(account, accountBody());
    await cloud.put(`${account}/projects/p`, { location: "swedencentral" });
    await expectRefusal(
      cloud.remove(account),
      409,
      "CannotDeleteResource",
      "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'Microsoft.CognitiveServices/accounts/ai/projects/p'. Please delete all nested resources before deleting this resource.",
    );
    await cloud.remove(`${account}/projects/p`);
    await cloud.remove(account);
  });
});
