import { describe, expect, it } from "vitest";
import { openLocalCloud } from "../../localcloud/cloud";
import { localPaths } from "../../scripts/lib/paths";
import { Checkout } from "./support/checkout";

describe("a reviewed plan, and what happens behind its back", () => {
  it("is applied once, is refused when the state has moved, and drift is found, with the rule that it breaks", async () => {
    await using checkout = await Checkout.create();

    await checkout.succeeds("plan", "save", "dev", "--local");
    const applied = await checkout.succeeds("plan", "apply", "dev", "--local");
    expect(applied.stderr).toMatch(/\d+ created/);

    const again = await checkout.cornerstone("plan", "apply", "dev", "--local");
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("the state: somebody deployed or refreshed since");
    expect(again.stderr).toContain("Nothing was deployed.");

    const still = await checkout.succeeds("drift", "dev", "--local");
    expect(still.stderr).toContain("no drift");

    await openToEverybody(checkout.directory);
    const drifted = await checkout.cornerstone("drift", "dev", "--local", "--json");
    expect(drifted.code).toBe(1);
    const { stacks } = JSON.parse(drifted.stdout) as {
      stacks: {
        drifted: { name: string; properties: object[] }[];
        workloads: string[];
        broken: { rule: string }[];
      }[];
    };
    expect(stacks[0]?.drifted).toMatchObject([
      {
        name: "primary-account",
        kind: "changed",
        properties: [{ path: "properties.publicNetworkAccess", before: '"Disabled"', after: '"Enabled"' }],
      },
    ]);
    expect(stacks[0]?.workloads).toEqual(["customer-service"]);
    expect(stacks[0]?.broken.map(({ rule }) => rule)).toContain("CS-0002");

    // `verify` starts a local cloud for itself, and says the same in its own words.
    const verified = await checkout.cornerstone("verify", "dev", "--local", "-o", ".cornerstone/verify.xml");
    expect(verified.code).toBe(1);
    const failures = [...checkout.read(".cornerstone/verify.xml").matchAll(/<failure message="([^"]*)"/g)];
    expect(failures.map(([, message]) => message)).toEqual([
      "publicNetworkAccess is Enabled, must be Disabled",
    ]);

    const file = "stacks/Pulumi.dev.yaml";
    checkout.write(file, checkout.read(file).replace("monthlyBudget: 400", "monthlyBudget: 401"));
    const dirty = await checkout.cornerstone("plan", "save", "dev", "--local");
    expect(dirty.code).toBe(2);
    expect(dirty.stderr).toContain("files differ from the commit");
  });
});

/** As somebody might in the portal: the account answers the whole internet. */
async function openToEverybody(directory: string): Promise<void> {
  const cloud = openLocalCloud({ directory: localPaths("dev", directory).cloud });
  try {
    const account = cloud.arm.all().find(({ id }) => /cognitiveservices\/accounts\/[^/]+$/i.test(id));
    if (!account) throw new Error("the local cloud has no account");
    const body = structuredClone(account.body) as { properties: Record<string, unknown> };
    body.properties["publicNetworkAccess"] = "Enabled";
    await cloud.arm.commit([cloud.arm.change(account.id, body as never)]);
  } finally {
    await cloud.close();
  }
}
