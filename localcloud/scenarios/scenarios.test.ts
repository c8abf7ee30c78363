import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CloudError } from "../arm/error";
import { openLocalCloud } from "../cloud";
import type { JsonObject } from "../store/store";
import {
  type TestCloud,
  account,
  accountBody,
  deploymentBody,
  expectRefusal,
  testCloud,
} from "../test-cloud";
import { builtInScenarios } from "./built-in";
import { openScenario } from "./open";
import { layered } from "./scenario";
import { scenarioSchema } from "./schema";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "scenario-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** A cloud whose resource group was lucky: the seed decides. */
async function cloudUnder(name: string): Promise<TestCloud> {
  return testCloud({ scenario: { ...openScenario(name), seed: "b" }, region: "francecentral" });
}

/** Which of `count` writes are refused, by code. */
async function refusals(cloud: TestCloud, path: (index: number) => string, body: JsonObject, count: number) {
  const codes: (string | undefined)[] = [];
  for (let index = 0; index < count; index++) {
    codes.push(
      await cloud.put(path(index), body).then(
        () => undefined,
        (error: unknown) => (error instanceof CloudError ? error.code : "?"),
      ),
    );
  }
  return codes;
}

const zone = (index: number) => `Microsoft.Network/privateDnsZones/z${index}.example`;

describe("a built-in scenario", () => {
  it.each(builtInScenarios)("$name is what a file may say, too", (scenario) => {
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
    expect(openScenario(scenario.name)).toBe(scenario);
  });

  it("throttled refuses a share, tells when to come back, and never one resource more than twice", async () => {
    const cloud = await cloudUnder("throttled");
    const codes = await refusals(cloud, zone, { location: "global" }, 200);
    const struck = codes.filter((code) => code === "SubscriptionRequestsThrottled").length;
    expect(struck).toBeGreaterThan(25);
    expect(struck).toBeLessThan(75);
    const one = await refusals(cloud, () => zone(999), { location: "global" }, 60);
    expect(one.filter((code) => code !== undefined)).toHaveLength(2);
    const error = await strikeOf(cloud);
    expect(error.retryAfter).toBe(60);
  });

  it("strikes the same requests with the same seed, and others with another", async () => {
    const codes = async (seed: string) => {
      const scenario = { ...openScenario("throttled"), seed };
      const cloud = openLocalCloud({ scenario });
      const group = `/subscriptions/${cloud.subscriptionId}/resourceGroups/`;
      const results: boolean[] = [];
      for (let index = 0; index < 40; index++)
        results.push(
          await cloud.arm.put(`${group}g${index}`, { location: "uksouth" }, "").then(
            () => true,
            () => false,
          ),
        );
      return results;
    };
    expect(await codes("a")).toEqual(await codes("a"));
    expect(await codes("a")).not.toEqual(await codes("b"));
  });

  it("quota-exhausted refuses what is new and leaves what stands", async () => {
    const before = await testCloud({ directory });
    await before.put(account, accountBody());
    await before.put(`${account}/deployments/chat`, deploymentBody(10));
    await before.close();
    const cloud = await testCloud({ directory, scenario: openScenario("quota-exhausted") });
    await cloud.put(`${account}/deployments/chat`, deploymentBody(10));
    await expectRefusal(
      cloud.put(`${account}/deployments/chat`, deploymentBody(11)),
      400,
      "InsufficientQuota",
      /current available capacity 0\. .* quota limit is 0/,
    );
    await cloud.close();
    const after = await testCloud({ directory });
    await after.put(`${account}/deployments/chat`, deploymentBody(11));
    await after.close();
  });

  it("conflict makes somebody else busy on the account, and says which", async () => {
    const cloud = await cloudUnder("conflict");
    await cloud.put(account, accountBody());
    const codes = await refusals(
      cloud,
      (index) => `${account}/raiBlocklists/b${index}`,
      { properties: {} },
      60,
    );
    expect(codes.filter((code) => code === "RequestConflict").length).toBeGreaterThan(5);
    await expectRefusal(
      (async () => {
        for (let index = 0; index < 60; index++)
          await cloud.put(`${account}/raiBlocklists/c${index}`, { properties: {} });
      })(),
      409,
      "RequestConflict",
      `Another operation is being performed on the parent resource '${cloud.id(account)}'. Please try again later.`,
    );
  });

  it("principal-delay keeps a new identity unknown, whatever type is stated, until its time has come", async () => {
    const cloud = await cloudUnder("principal-delay");
    const { body } = await cloud.put("Microsoft.ManagedIdentity/userAssignedIdentities/id", {
      location: "uksouth",
    });
    const principalId = (body["properties"] as { principalId: string }).principalId;
    const role = `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/`;
    const assign = () =>
      cloud.put(`${role}11111111-1111-4111-8111-111111111111`, {
        properties: { principalId, roleDefinitionId: "/x/y", principalType: "ServicePrincipal" },
      });
    await expectRefusal(assign(), 400, "PrincipalNotFound", /replication delay/);
    await cloud.clock.sleep(600_000);
    await assign();
  });

  it("region-down refuses the region and what is nested there, and no other region", async () => {
    const cloud = await cloudUnder("region-down");
    await cloud.put(account, accountBody("one", "swedencentral"));
    await expectRefusal(
      cloud.put("Microsoft.CognitiveServices/accounts/fr", accountBody("two", "France Central")),
      503,
      "ServiceUnavailable",
      /in region 'francecentral'/,
    );
    expect(() => openLocalCloud({ scenario: openScenario("region-down") })).toThrow(/--region/);
  });

  it("crash-mid-create ends the process after a new account is durable, and not for one that stands", async () => {
    const crashes: number[] = [];
    const cloud = await testCloud({
      scenario: openScenario("crash-mid-create"),
      crash: () => crashes.push(cloud.arm.ofType("Microsoft.CognitiveServices/accounts").length),
    });
    await cloud.put("Microsoft.KeyVault/vaults/contoso-kv", { location: "uksouth" });
    expect(crashes).toEqual([]);
    await cloud.put(account, accountBody());
    expect(crashes).toEqual([1]);
    await cloud.put(account, accountBody());
    expect(crashes).toEqual([1]);
  });

  it("slow takes twenty times as long", async () => {
    const seconds = async (scenario?: string) => {
      const cloud = await testCloud(scenario === undefined ? {} : { scenario: openScenario(scenario) });
      const began = cloud.clock.now();
      await cloud.put(account, accountBody());
      return (cloud.clock.now() - began) / 1_000;
    };
    expect(await seconds("slow")).toBe(20 * (await seconds()));
  });
});

async function strikeOf(cloud: TestCloud): Promise<CloudError> {
  for (let index = 1_000; ; index++) {
    try {
      await cloud.put(zone(index), { location: "global" });
    } catch (error) {
      return error as CloudError;
    }
  }
}

describe("a scenario of one's own", () => {
  const write = (text: string) => {
    const file = join(directory, "own.yaml");
    writeFileSync(file, text);
    return file;
  };

  it("is read from YAML, and does what it says", async () => {
    const file = write(`
name: taken
description: somebody has our name
claims: [subdomain/contoso]
quotas: { openai.datazonestandard.gpt-5.1: 7 }
faults:
  - { operation: put, resourceType: Microsoft.KeyVault/vaults, status: 500, code: InternalServerError, message: "no {name}" }
`);
    const cloud = await testCloud({ scenario: openScenario(file) });
    await expectRefusal(cloud.put(account, accountBody()), 409, "CustomDomainInUse", /'contoso'/);
    await cloud.put(account, accountBody("other"));
    await expectRefusal(
      cloud.put(`${account}/deployments/a`, deploymentBody(8)),
      400,
      "InsufficientQuota",
      /quota limit is 7/,
    );
    const vault = {
      location: "uksouth",
      properties: { tenantId: "t", sku: { family: "A", name: "standard" } },
    };
    await expectRefusal(
      cloud.put("Microsoft.KeyVault/vaults/contoso-kv", vault),
      500,
      "InternalServerError",
      "no contoso-kv",
    );
    await cloud.put("Microsoft.KeyVault/vaults/contoso-kv", vault);
  });

  it.each([
    ["name: x\nfaults: [{operation: push}]", /own\.yaml: faults\[0\]\.operation: /],
    ["name: x\nfault: []", /own\.yaml: the scenario: .*"fault"/],
    ["- a", /own\.yaml: the scenario: /],
    ["name: [", /own\.yaml: /],
  ])("that is wrong is refused with where and what: %j", (text, message) => {
    const file = write(text);
    expect(() => openScenario(file)).toThrow(message);
  });

  it("that does not exist is refused with the names that do", () => {
    expect(() => openScenario("trottled")).toThrow(
      /there is no scenario "trottled": it is one of throttled, slow/,
    );
  });
});

describe("rows in layers", () => {
  it("come from the first source that has the key", () => {
    const rows = layered(
      () => ({ a: { from: 1 } }),
      undefined,
      () => ({ a: { from: 2 }, b: { from: 2 } }),
    );
    expect(rows("t")).toEqual({ a: { from: 1 }, b: { from: 2 } });
  });
});
