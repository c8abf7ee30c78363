import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roles } from "../../../catalog/roles";
import { boundaryNames, regions } from "../../../catalog/regions";
import { formatProblems, loadStackFile } from "../../../stacks/config/index";
import { unfit, type Answers } from "./answers";
import { givenBy } from "./given";
import { stackFileText } from "./stack-file-text";
import { bootstrapSteps, subjectOf } from "./steps";
import { script } from "./init";

const now = new Date("2026-11-23T00:00:00Z");
const subscription = "3f2c1a90-8b7d-4c6e-9f10-2a3b4c5d6e7f";
const armGroup = `/subscriptions/${subscription}/resourceGroups/hub`;
const standing = {
  logWorkspace: `${armGroup}/providers/Microsoft.OperationalInsights/workspaces/central`,
  vault: `${armGroup}/providers/Microsoft.KeyVault/vaults/keys-sc`,
  account: `${armGroup}/providers/Microsoft.CognitiveServices/accounts/contoso-ai`,
  databricks: `${armGroup}/providers/Microsoft.Databricks/workspaces/notebooks`,
  machineLearning: `${armGroup}/providers/Microsoft.MachineLearningServices/workspaces/training`,
};
const elsewhere = (id: string): string => id.replace(subscription, "0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60");
const answers: Answers = {
  stack: "test",
  organization: "contoso",
  owner: "platform@contoso.example",
  region: "swedencentral",
  boundary: "eu",
  processing: "dataZone",
  protected: true,
  frameworks: ["gdpr"],
  admins: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
  network: { addressSpace: "10.50.0.0/20" },
  dns: { mode: "own" },
  existing: {},
  monthlyBudget: 2000,
  repository: "contoso/platform",
  subscription,
};

const arbitrary: fc.Arbitrary<Answers> = fc.record({
  stack: fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/),
  organization: fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/),
  owner: fc.constantFrom("platform@contoso.example", "a.b+c@x.example"),
  region: fc.constantFrom(...regions.map(({ name }) => name)),
  boundary: fc.constantFrom(...boundaryNames),
  processing: fc.constantFrom("region", "dataZone", "global" as const),
  protected: fc.boolean(),
  frameworks: fc.subarray(["gdpr", "hipaa"] as const).map((list) => [...list]),
  admins: fc.constant(answers.admins),
  network: fc.oneof(
    fc.record({ a: fc.nat(255), prefix: fc.integer({ min: 16, max: 24 }) }).map(({ a, prefix }) => ({
      addressSpace: `10.${a}.0.0/${prefix}`,
    })),
    fc.constant({
      virtualNetworkId: `${armGroup}/providers/Microsoft.Network/virtualNetworks/spoke`,
      privateEndpointSubnetId: `${armGroup}/providers/Microsoft.Network/virtualNetworks/spoke/subnets/endpoints`,
    }),
  ),
  dns: fc.constantFrom(
    { mode: "own" as const },
    { mode: "policy" as const },
    { mode: "existing" as const, zonesResourceGroupId: armGroup },
  ),
  existing: fc.record(
    {
      logWorkspace: fc.constant(standing.logWorkspace),
      vault: fc.constant(standing.vault),
      account: fc.constant(standing.account),
      databricks: fc.constant(standing.databricks),
      machineLearning: fc.constant(standing.machineLearning),
    },
    { requiredKeys: [] },
  ),
  monthlyBudget: fc.integer({ min: 1, max: 100_000 }),
  repository: fc.constant("contoso/platform"),
  subscription: fc.constant(subscription),
});

describe("the stack file of a new environment", () => {
  it("is valid for ordinary answers, and says what each section is for", () => {
    const made = stackFileText(answers, "stacks/Pulumi.test.yaml", now);
    expect(made.ok).toBe(true);
    if (!made.ok) return;
    const loaded = loadStackFile(made.text, "stacks/Pulumi.test.yaml", { on: now });
    expect(loaded.ok ? "" : formatProblems(loaded.problems)).toBe("");
    expect(made.text.startsWith("# yaml-language-server: $schema=")).toBe(true);
    for (const section of ["network", "models", "workloads"])
      expect(made.text).toMatch(new RegExp(`# .+\\n  cornerstone:${section}:`));
  });

  it("is either valid as written, or refused with reasons: never written and then refused", () => {
    let valid = 0;
    fc.assert(
      fc.property(arbitrary, (given) => {
        const made = stackFileText(given, "stacks/Pulumi.test.yaml", now);
        if (!made.ok) {
          expect(made.problems.length).toBeGreaterThan(0);
          return;
        }
        valid++;
        const loaded = loadStackFile(made.text, "stacks/Pulumi.test.yaml", { on: now });
        expect(loaded.ok ? "" : formatProblems(loaded.problems)).toBe("");
        expect(loaded.ok && loaded.sections).toEqual(made.sections);
      }),
      { numRuns: 60 },
    );
    expect(valid).toBeGreaterThan(0);
  });

  it("uses what stands instead of making it", () => {
    const made = stackFileText({ ...answers, existing: standing }, "x.yaml", now);
    expect(made.ok && made.sections).toMatchObject({
      keys: { vaults: { swedencentral: standing.vault } },
      models: { accounts: [{ name: "primary", existing: { accountId: standing.account } }] },
      data: { databricks: { existing: { workspaceId: standing.databricks }, models: ["primary"] } },
      learning: { existing: { workspaceId: standing.machineLearning }, models: ["primary"] },
      operations: { logWorkspace: standing.logWorkspace },
    });
    expect(made.ok && made.text).not.toMatch(/[&*]a1/);
    const wrong = stackFileText({ ...answers, existing: { vault: standing.account } }, "x.yaml", now);
    expect(wrong.ok ? [] : wrong.problems.map(({ path }) => path)).toEqual(["keys.vaults.swedencentral"]);
  });

  it("is refused where no model may serve it, or the region is outside the boundary", () => {
    const outside = stackFileText({ ...answers, region: "eastus" }, "x.yaml", now);
    expect(outside.ok ? [] : outside.problems.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/region|allowedRegions/),
    );
  });
});

describe("the commands that prepare an environment", () => {
  const text = script(answers, bootstrapSteps(answers, ["b", "a", "a"]));

  it("trust the environments of the repository, and nothing that a pull request can reach", () => {
    expect(subjectOf(answers, "plan")).toBe("repo:contoso/platform:environment:test-plan");
    expect(text.match(/--subject \S+/g)).toEqual([
      "--subject repo:contoso/platform:environment:test-plan",
      "--subject repo:contoso/platform:environment:test",
    ]);
  });

  it("let who deploys use what stands in another subscription, and ask for nothing more in its own", () => {
    const grants = (given: Partial<Answers>) => {
      const more = script(answers, bootstrapSteps({ ...answers, ...given }, [])).split("\n");
      return more
        .filter(
          (line) => line.startsWith("az role assignment") && !text.includes(line.split(" --condition")[0]!),
        )
        .map((line) => line.replace(/.*--role (.*) --scope (\S+)$/, "$1 $2"));
    };
    const network = {
      virtualNetworkId: elsewhere(`${armGroup}/providers/Microsoft.Network/virtualNetworks/spoke`),
      privateEndpointSubnetId: elsewhere(
        `${armGroup}/providers/Microsoft.Network/virtualNetworks/spoke/subnets/endpoints`,
      ),
    };
    const existing = Object.fromEntries(Object.entries(standing).map(([part, id]) => [part, elsewhere(id)]));
    expect(grants({ existing: standing, dns: { mode: "existing", zonesResourceGroupId: armGroup } })).toEqual(
      [],
    );
    expect(grants({ existing, network })).toEqual([
      `${roles.networkContributor.id} ${network.virtualNetworkId}`,
      `${roles.logAnalyticsContributor.id} ${elsewhere(standing.logWorkspace)}`,
      `${roles.contributor.id} ${elsewhere(standing.databricks)}`,
    ]);
    const zonesResourceGroupId = elsewhere(armGroup);
    expect(grants({ existing, network, dns: { mode: "existing", zonesResourceGroupId } })).toEqual([
      `${roles.networkContributor.id} ${network.privateEndpointSubnetId}`,
      `"Private DNS Zone Contributor" ${zonesResourceGroupId}`,
      `${roles.logAnalyticsContributor.id} ${elsewhere(standing.logWorkspace)}`,
    ]);
  });

  it("let only protected branches sign in", () => {
    const made = text.split("\n").filter((line) => line.includes("--method PUT"));
    expect(made).toHaveLength(2);
    for (const line of made) expect(line).toContain("deployment_branch_policy[protected_branches]=true");
  });

  it("give who deploys no role that assigns others than the platform's, and nobody ownership", () => {
    expect(text).not.toMatch(/8e3af657-a8ff-443c-a75c-2fe8c4bcb635|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9/);
    const delegated = text
      .split("\n")
      .filter((line) => line.includes("f58310d9-a9f6-439a-9e8d-f62e7b41a168"));
    expect(delegated).toHaveLength(1);
    expect(delegated[0]).toContain("GuidEquals {a, b}");
    const plans = text
      .split("\n")
      .filter((line) => line.includes("role assignment create") && line.includes("test-plan "));
    expect(plans.length).toBe(3);
    for (const line of plans) expect(line).not.toContain("b24988ac-6180-42a0-ab88-20f7382dd24c");
  });

  it("lock only what is protected, and name nothing longer than Azure takes", () => {
    expect(text).toContain("Microsoft.Authorization/locks/*");
    expect(script(answers, bootstrapSteps({ ...answers, protected: false }, []))).not.toContain("locks/*");
    const long = script(
      answers,
      bootstrapSteps({ ...answers, organization: "abcdefghij", stack: "abcdefghijkl" }, []),
    );
    for (const [, name = ""] of long.matchAll(/az (?:storage account|keyvault) create --name (\S+)/g))
      expect(name).toMatch(/^[a-z][a-z0-9-]{2,23}$/);
  });
});

describe("what stands already", () => {
  it("is of its type, and where the platform can write into it", () => {
    for (const part of ["logWorkspace", "vault", "account", "databricks", "machineLearning"] as const) {
      expect(unfit(part, standing[part], subscription)).toBeUndefined();
      expect(unfit(part, `${standing[part]}/child/x`, subscription)).toMatch(/is \/subscriptions\/<id>/);
      const written = ["vault", "account", "machineLearning"].includes(part);
      expect(
        unfit(part, elsewhere(standing[part]), subscription)?.includes("must stand in subscription"),
      ).toBe(written ? true : undefined);
    }
    expect(unfit("vault", standing.account, subscription)).toMatch(
      /Microsoft\.KeyVault\/vaults\/<name>, not/,
    );
  });

  it("is given whole: no option is left out without a word", () => {
    const rest = { yes: true, dryRun: true };
    const refused = (args: object) => () => givenBy({ ...rest, ...args });
    expect(refused({ network: "a" })).toThrow("--network and --subnet are given together");
    expect(refused({ subnet: "a" })).toThrow("--network and --subnet are given together");
    expect(refused({ network: "a", subnet: "b", addressSpace: "10.0.0.0/20" })).toThrow(
      "--network joins one",
    );
    expect(refused({ dns: "existing" })).toThrow("--dns existing needs --zones");
    expect(refused({ zones: "a" })).toThrow("--zones is for --dns existing");
    expect(
      givenBy({ ...rest, network: "a", subnet: "b", dns: "existing", zones: "c", databricks: "d" }),
    ).toEqual({
      network: { virtualNetworkId: "a", privateEndpointSubnetId: "b" },
      dns: { mode: "existing", zonesResourceGroupId: "c" },
      existing: { databricks: "d" },
    });
  });
});
