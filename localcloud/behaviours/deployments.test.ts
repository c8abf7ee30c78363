import { beforeEach, describe, expect, it } from "vitest";
import { at, merge } from "../arm/json";
import {
  type TestCloud,
  account,
  accountBody,
  deploymentBody,
  expectRefusal,
  testCloud,
} from "../test-cloud";
import { defaultLimit, grantKey, type QuotaTier } from "../../catalog/quotas";
import { declaredModelKey, declaredModelRows } from "./deployment-models";
import { quotaRows, type SubscriptionQuota } from "./deployment-quota";

const deployment = `${account}/deployments/chat`;
const usage = "openai.datazonestandard.gpt-5.1";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await testCloud();
  await cloud.put(account, accountBody());
});

describe("a model", () => {
  it("that nobody knows is not supported", async () => {
    await expectRefusal(
      cloud.put(deployment, deploymentBody(1, "gpt-99", "2030-01-01")),
      400,
      "DeploymentModelNotSupported",
      "The model 'Format:OpenAI,Name:gpt-99,Version:2030-01-01' of account deployment is not supported.",
    );
    await expectRefusal(
      cloud.put(deployment, deploymentBody(1, "gpt-5.1", "1999-01-01")),
      400,
      "DeploymentModelNotSupported",
      /1999/,
    );
    expect(cloud.arm.get(cloud.id(deployment))).toBeUndefined();
  });

  it("that the stack declares is supported", async () => {
    const declared = {
      name: "gpt-99",
      version: "2030-01-01",
      retirementDate: "2031-01-01",
      skus: { DataZoneStandard: ["swedencentral"] },
    };
    await cloud.arm.commit([{ table: "models", key: declaredModelKey(declared), value: declared }]);
    await cloud.put(deployment, deploymentBody(1, "gpt-99", "2030-01-01"));
  });

  it("that was fine-tuned is in the account that it was trained in, and elsewhere by naming that one", async () => {
    const tuned = { name: "gpt-4.1-mini-2025-04-14.ft-1", version: "1" };
    const base = { name: "gpt-4.1-mini", version: "2025-04-14" };
    const rows = declaredModelRows([{ ...tuned, base }], { [`${tuned.name}/1`]: "contoso-dev-primary" });
    await cloud.arm.commit(Object.entries(rows).map(([key, value]) => ({ table: "models", key, value })));
    const at = (name: string) => `Microsoft.CognitiveServices/accounts/${name}`;
    for (const name of ["contoso-dev-primary-1b3kx0", "contoso-dev-primary-2-1b3kx0", "other"])
      await cloud.put(at(name), accountBody(name));
    const body = merge(deploymentBody(1, tuned.name, "1"), { sku: { name: "Standard" } });
    await cloud.put(`${at("contoso-dev-primary-1b3kx0")}/deployments/d`, body);
    for (const name of ["contoso-dev-primary-2-1b3kx0", "other"])
      await expectRefusal(
        cloud.put(`${at(name)}/deployments/d`, body),
        400,
        "DeploymentModelNotSupported",
        `The model 'Format:OpenAI,Name:${tuned.name},Version:1' of account deployment is not supported.`,
      );
    for (const property of ["source", "sourceAccount"]) {
      const from = (name: string) =>
        merge(body, { properties: { model: { [property]: cloud.id(at(name)) } } });
      const elsewhere = `${at("other")}/deployments/${property}`;
      await expectRefusal(cloud.put(elsewhere, from("other")), 400, "DeploymentModelNotSupported", /ft-1/);
      await cloud.put(elsewhere, from("contoso-dev-primary-1b3kx0"));
    }
  });

  it("that the stack declares is refused where its declaration says so", async () => {
    const declared = { name: "gpt-99", version: "2030-01-01", skus: { DataZoneStandard: ["francecentral"] } };
    await cloud.arm.commit([{ table: "models", key: declaredModelKey(declared), value: declared }]);
    await expectRefusal(
      cloud.put(deployment, deploymentBody(1, "gpt-99", "2030-01-01")),
      400,
      "InvalidResourceProperties",
      "The specified SKU 'DataZoneStandard' of account deployment is not supported by the model 'gpt-99' version: '2030-01-01'.",
    );
  });

  it("that has retired is not deployed any more, but stays where it is", async () => {
    await cloud.put(deployment, deploymentBody());
    await cloud.clock.sleep(10 * 365 * 86_400_000);
    await cloud.put(deployment, deploymentBody(11));
    await expectRefusal(
      cloud.put(`${account}/deployments/new`, deploymentBody()),
      400,
      "ServiceModelDeprecated",
      /since \d\d\/\d\d\/\d{4} 00:00:00\.$/,
    );
  });

  it("that is deprecated is for a subscription that has it, and not for a new one", async () => {
    const old = deploymentBody(1, "gpt-4.1", "2025-04-14");
    await cloud.put(deployment, old);
    const scenario = { name: "new", description: "", subscription: { isNew: true } };
    const fresh = await testCloud({ scenario });
    await fresh.put(account, accountBody());
    await expectRefusal(
      fresh.put(deployment, old),
      400,
      "DeploymentModelNotSupported",
      "Creating account deployment is not supported by the model 'gpt-4.1'. This is usually because there are better models available for the similar functionality.",
    );
    await fresh.put(deployment, deploymentBody(1));
  });

  it("gets its newest version when none is asked for", async () => {
    const { body } = await cloud.put(deployment, {
      sku: { name: "GlobalStandard", capacity: 1 },
      properties: { model: { format: "OpenAI", name: "gpt-5.1" } },
    });
    expect(at(body, "properties.model.version")).toBe("2025-11-13");
  });
});

describe("a SKU", () => {
  it("is needed", async () => {
    await expectRefusal(
      cloud.put(deployment, { properties: deploymentBody()["properties"] ?? null }),
      400,
      "InvalidResourceProperties",
      "The sku of model deployment is not provided.",
    );
  });

  it.each(["Standard-ish", "GlobalBatch"])(
    "must be offered for the model in the account's region: %s",
    async (sku) => {
      await expectRefusal(
        cloud.put(deployment, merge(deploymentBody(1, "gpt-realtime", "2025-08-28"), { sku: { name: sku } })),
        400,
        "InvalidResourceProperties",
        `The specified SKU '${sku}' of account deployment is not supported by the model 'gpt-realtime' version: '2025-08-28'.`,
      );
    },
  );
});

describe("the quota of a stack's subscription", () => {
  const withQuota = async (quota: SubscriptionQuota): Promise<void> => {
    for (const [table, rows] of Object.entries(quotaRows(quota)))
      await cloud.arm.commit(Object.entries(rows).map(([key, value]) => ({ table, key, value })));
  };

  it("is the default of the tier that the stack names", async () => {
    const limit = (tier: QuotaTier): number => {
      const found = defaultLimit({ name: "gpt-5.1", version: "2025-11-13" }, "DataZoneStandard", tier);
      return typeof found === "string" ? NaN : found.capacity;
    };
    expect(limit(1)).toBeLessThan(limit(3));
    await withQuota({ tier: 1, granted: [] });
    await expectRefusal(
      cloud.put(deployment, deploymentBody(limit(1) + 1)),
      400,
      "InsufficientQuota",
      new RegExp(`quota limit is ${limit(1)}`),
    );
    await cloud.put(deployment, deploymentBody(limit(1)));
  });

  it("is what Azure granted where the stack says so, for any version of the model, in that region alone", async () => {
    const grant = { model: "gpt-5.1", sku: "DataZoneStandard", region: "swedencentral", capacity: 9_000 };
    await withQuota({ tier: 1, granted: [grant] });
    await cloud.put(deployment, deploymentBody(9_000));
    await expectRefusal(
      cloud.put(deployment, deploymentBody(9_001)),
      400,
      "InsufficientQuota",
      /limit is 9000/,
    );
    await withQuota({ tier: 1, granted: [{ ...grant, region: "francecentral" }] });
    await cloud.arm.commit([{ table: "granted quota", key: grantKey(grant), value: { limit: 5 } }]);
    await expectRefusal(cloud.put(deployment, deploymentBody(9_001)), 400, "InsufficientQuota", /limit is 5/);
  });
});

describe("quota", () => {
  beforeEach(() => cloud.arm.commit([{ table: "quotas", key: usage, value: { limit: 100 } }]));

  it("is not exceeded, over all accounts of a region", async () => {
    const other = "Microsoft.CognitiveServices/accounts/other";
    await cloud.put(other, accountBody("other"));
    await cloud.put(`${other}/deployments/a`, deploymentBody(70));
    const quota = "Tokens Per Minute (thousands) - gpt-5.1 - DataZoneStandard";
    await expectRefusal(
      cloud.put(deployment, deploymentBody(40)),
      400,
      "InsufficientQuota",
      `This operation require 40 new capacity in quota ${quota}, which is bigger than the current available capacity 30. The current quota usage is 70 and the quota limit is 100 for quota ${quota}.`,
    );
    await cloud.put(deployment, deploymentBody(30));
  });

  it("credits a deployment with what it holds", async () => {
    await cloud.put(deployment, deploymentBody(80));
    await cloud.put(deployment, deploymentBody(100));
    await expectRefusal(
      cloud.put(deployment, deploymentBody(101)),
      400,
      "InsufficientQuota",
      /101 new capacity/,
    );
  });

  it("lets a deployment shrink even above the limit", async () => {
    await cloud.put(deployment, deploymentBody(80));
    await cloud.arm.commit([{ table: "quotas", key: usage, value: { limit: 10 } }]);
    await cloud.put(deployment, deploymentBody(60));
  });

  it("is another one in another region", async () => {
    const other = "Microsoft.CognitiveServices/accounts/other";
    await cloud.put(other, accountBody("other", "eastus2"));
    await cloud.put(deployment, deploymentBody(100));
    await cloud.put(`${other}/deployments/a`, deploymentBody(100));
  });

  it("is free again when the deployment is deleted", async () => {
    await cloud.put(deployment, deploymentBody(100));
    await cloud.remove(deployment);
    await cloud.put(`${account}/deployments/b`, deploymentBody(100));
  });
});
