import { describe, expect, it } from "vitest";
import { Checkout } from "./support/checkout";
import { standing } from "./support/state";

describe("a bad day in the cloud", () => {
  it.each(["slow", "throttled", "principal-delay", "conflict"])(
    "%s: dev stands all the same",
    async (day) => {
      await using checkout = await Checkout.create();
      const { stderr } = await checkout.succeeds("up", "dev", "--local", "--scenario", day);
      expect(stderr).toContain(`scenario ${day}`);
      const { inState, inCloud } = await standing(checkout.directory, "dev");
      expect(inState.length).toBeGreaterThan(50);
      expect(inState).toEqual(inCloud);
    },
  );

  it("quota-exhausted: the refusal names the capacity to change, and the rest stands when quota is there", async () => {
    await using checkout = await Checkout.create();
    const refused = await checkout.cornerstone("up", "dev", "--local", "--scenario", "quota-exhausted");
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('Code="InsufficientQuota"');
    expect(refused.stderr).toMatch(
      /change models\.deployments\[0\]\.capacity or .* in stacks.Pulumi\.dev\.yaml/,
    );
    await checkout.succeeds("up", "dev", "--local");
  });

  it("region-down: the refusal names the regions to change, and nothing stands", async () => {
    await using checkout = await Checkout.create();
    const refused = await checkout.cornerstone("up", "dev", "--local", "--scenario", "region-down");
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(
      /change environment\.region or models\.accounts\[0\]\.region in stacks.Pulumi\.dev\.yaml/,
    );
    expect((await standing(checkout.directory, "dev")).inCloud).toEqual([]);
  });

  it("crash-mid-create: the next run takes over what the cloud had accepted", async () => {
    await using checkout = await Checkout.create();
    const crashed = await checkout.cornerstone("up", "dev", "--local", "--scenario", "crash-mid-create");
    expect(crashed.code).toBe(3);
    expect(crashed.stderr).toContain("as its scenario says");
    const { inState, inCloud } = await standing(checkout.directory, "dev");
    const account = inCloud.find((id) => /\/accounts\/[^/]+$/.test(id));
    expect(account).toBeDefined();
    expect(inState).not.toContain(account);
    await checkout.succeeds("up", "dev", "--local");
    const after = await standing(checkout.directory, "dev");
    expect(after.inState).toEqual(after.inCloud);
  });

  it("is refused before anything starts when nobody knows it", async () => {
    await using checkout = await Checkout.create();
    const unknown = await checkout.cornerstone("up", "dev", "--local", "--scenario", "trottled");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("it is one of throttled, slow");
    const inAzure = await checkout.cornerstone("up", "dev", "--scenario", "slow");
    expect(inAzure.code).toBe(2);
    expect(inAzure.stderr).toContain("--local");
  });
});

describe("a model that is newer than the catalog", () => {
  it("is deployed once the stack file declares it", async () => {
    await using checkout = await Checkout.create();
    const file = "stacks/Pulumi.dev.yaml";
    const declared = checkout
      .read(file)
      .replace(/^( +)model: gpt-\S+$/m, "$1model: gpt-99")
      .replace(/^( +)version: "20\S+"$/m, '$1version: "2030-01-01"')
      .replace(
        /^ {2}cornerstone:models:$/m,
        '$&\n    declared:\n      - { name: gpt-99, version: "2030-01-01", skus: { DataZoneStandard: [swedencentral] } }',
      );
    checkout.write(file, declared);
    await checkout.succeeds("review", "dev");
    await checkout.succeeds("up", "dev", "--local");
    const { inCloud } = await standing(checkout.directory, "dev");
    expect(inCloud.some((id) => id.endsWith("/deployments/chat"))).toBe(true);
  });
});
