import { afterEach, describe, expect, it, vi } from "vitest";
import { parseDocument } from "yaml";
import { Checkout } from "./support/checkout";
import { standing } from "./support/state";

/** `CORNERSTONE_SCENARIOS=all` runs every shipped stack under every day; otherwise dev, and one day of each other stack. */
const everything = process.env["CORNERSTONE_SCENARIOS"] === "all";
const stacks = ["dev", "staging", "aws-prod", "prod"] as const;
type StackName = (typeof stacks)[number];

const survived = ["slow", "throttled", "principal-delay", "conflict"].flatMap((day) =>
  stacks
    .filter((stack) => everything || stack === "dev" || (stack === "staging" && day === "conflict"))
    .map((stack) => ({ day, stack })),
);

/** What a refusal names, of the stack file. */
const refusals: readonly { readonly day: string; readonly stack: StackName; readonly change: RegExp }[] = [
  { day: "quota-exhausted", stack: "staging", change: /models\.deployments\[0\]\.capacity or .*/ },
  {
    day: "quota-exhausted",
    stack: "aws-prod",
    change: /(environment\.region|aws\.guardrails\[\d\]|workloads\[\d\]\.models\[\d\])/,
  },
  { day: "quota-exhausted", stack: "prod", change: /models\.deployments\[\d+\]\.capacity or .*/ },
  { day: "region-down", stack: "staging", change: /environment\.region or models\.accounts\[0\]\.region/ },
  { day: "region-down", stack: "aws-prod", change: /environment\.region/ },
  { day: "region-down", stack: "prod", change: /environment\.region or models\.accounts\[0\]\.region/ },
];
const refused = refusals.filter(
  ({ day, stack }) =>
    everything ||
    (stack === "aws-prod" && day === "quota-exhausted") ||
    (stack === "prod" && day === "region-down"),
);

/** Readies a stack: prod reads what its second cloud exports, or has none where one day of it is enough. */
async function ready(checkout: Checkout, stack: StackName): Promise<void> {
  if (stack !== "prod") return;
  if (everything) {
    await checkout.succeeds("up", "aws-prod", "--local");
    return;
  }
  const file = "stacks/Pulumi.prod.yaml";
  const document = parseDocument(checkout.read(file));
  document.deleteIn(["config", "cornerstone:secondary"]);
  checkout.write(file, String(document));
}

const isOfArm = (id: string): boolean => id.startsWith("/subscriptions/");

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a bad day in the cloud", () => {
  it.each(survived)("$day: $stack stands all the same", async ({ day, stack }) => {
    await using checkout = await Checkout.create();
    await ready(checkout, stack);
    const { stderr } = await checkout.succeeds("up", stack, "--local", "--scenario", day);
    expect(stderr).toContain(`scenario ${day}`);
    const { inState, inCloud } = await standing(checkout.directory, stack);
    expect(inState.length).toBeGreaterThan(50);
    // Of AWS and of Entra ID the store has tables of their own; Azure makes some resources by itself.
    if (stack === "dev") expect(inState).toEqual(inCloud);
    else expect(inCloud).toEqual(expect.arrayContaining(inState.filter(isOfArm)));
  });

  it.each(refused)(
    "$day: the refusal of $stack names what to change in its stack file",
    async ({ day, stack, change }) => {
      await using checkout = await Checkout.create();
      await ready(checkout, stack);
      const { code, stderr } = await checkout.cornerstone("up", stack, "--local", "--scenario", day);
      expect(code).toBe(3);
      expect(stderr).toMatch(new RegExp(`change ${change.source} in stacks.Pulumi\\.${stack}\\.yaml: `));
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

  it("crash-mid-create: on AWS, too, for what has a name that can be known", async () => {
    await using checkout = await Checkout.create();
    // One after another: what AWS numbers itself, and is unanswered as well, could not be found again.
    vi.stubEnv("PULUMI_PARALLEL", "1");
    const crashed = await checkout.cornerstone("up", "aws-prod", "--local", "--scenario", "crash-mid-create");
    vi.unstubAllEnvs();
    expect(crashed.code).toBe(3);
    expect(crashed.stderr).toContain("as its scenario says");
    const again = await checkout.succeeds("up", "aws-prod", "--local");
    expect(again.stderr).toMatch(/-bucket-\w+: exists, taken over/);
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
