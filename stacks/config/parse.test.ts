import { describe, expect, it } from "vitest";
import { packs as policyPacks } from "../../policies/packs/index";
import { onAzure } from "./cloud";
import { parseStackConfig } from "./parse";
import { formatProblems } from "./problems";
import { changedConfig, problemsAfter, testDay, testFile, type BadConfiguration } from "./testing";

describe("parseStackConfig", () => {
  it("fills every default in", () => {
    const raw = changedConfig({
      "environment/protected": undefined,
      "environment/tags": undefined,
      "residency/allowedRegions": undefined,
      compliance: undefined,
      workloads: undefined,
    });
    const result = parseStackConfig(raw, testFile, { on: testDay });
    if (!result.ok) throw new Error(formatProblems(result.problems));
    const { environment, residency, compliance, network, models, workloads, operations } = onAzure(
      result.config,
    );
    expect(environment).toMatchObject({ protected: true, tags: {} });
    expect(residency.allowedRegions).toContain("germanywestcentral");
    expect(residency.allowedRegions).not.toContain("uksouth");
    expect(compliance).toEqual({
      frameworks: [],
      unknowns: "warn",
      remediation: false,
      requiredTags: ["environment", "owner"],
      allowedModels: [],
      packs: ["baseline"],
    });
    expect(network.dns).toEqual({ mode: "own", zones: {} });
    expect(models).toMatchObject({ quotaTier: 1, declared: [], grantedQuota: [] });
    expect(models.accounts[0]).toMatchObject({ kind: "AIServices" });
    expect(models.deployments[0]).toMatchObject({ versionUpgrade: "NoAutoUpgrade" });
    expect(models.contentFilters[0]).toMatchObject({
      streaming: "blocking",
      prompt: { hate: "medium", jailbreak: "block", blocklists: [] },
    });
    expect(workloads).toEqual([]);
    expect(operations).toMatchObject({ logRetentionDays: 90, retirementNoticeDays: 60 });
  });

  it.each([
    [[], ["baseline"]],
    [["gdpr"], ["baseline", "residency"]],
    [
      ["gdpr", "hipaa"],
      ["baseline", "residency", "hipaa"],
    ],
  ])("derives policy packs from the frameworks %j", (frameworks, packs) => {
    const raw = changedConfig({ "compliance/frameworks": frameworks, "operations/logRetentionDays": 365 });
    expect(parseStackConfig(raw, testFile, { on: testDay })).toMatchObject({
      config: { compliance: { packs } },
    });
    for (const pack of packs) expect(Object.keys(policyPacks)).toContain(pack);
  });
});

// prettier-ignore
const badValues: readonly BadConfiguration[] = [
  ["a misspelt key", { "environment/regoin": "x" }, "environment.regoin", "x", /unknown key "regoin"; did you mean "region"/, /rename it to "region"/],
  ["a key that resembles nothing", { "network/zzz": 1 }, "network.zzz", 1, /unknown key "zzz"$/, /remove it/],
  ["a misspelt section", { opperations: {} }, "opperations", {}, /unknown section "opperations"; did you mean "operations"/, /rename/],
  ["a section as a list", { identity: [] }, "identity", [], /expected a mapping, got \[\]/, /correct the value/],
  ["a missing section", { identity: undefined }, "identity", undefined, /required section is missing/, /add cornerstone:identity/],
  ["a missing value", { "environment/owner": undefined }, "environment.owner", undefined, /required value is missing/, /add owner, for example "platform@contoso.example"/],
  ["an empty value", { "environment/owner": null }, "environment.owner", null, /expected a string, got null/, /write it like/],
  ["a number for text", { "models/deployments/0/version": 20260709 }, "models.deployments[0].version", 20260709, /expected a string, got 20260709/, /put it in quotes: "20260709"/],
  ["a number that is no text either", { "environment/name": 4711 }, "environment.name", 4711, /expected a string/, /write it like "prod"/],
  ["text for a truth value", { "environment/protected": "yes" }, "environment.protected", "yes", /expected true or false, got "yes"/, /correct the value/],
  ["upper case in a name", { "environment/name": "Test" }, "environment.name", "Test", /"Test" is not valid/, /write it like "prod"/],
  ["a name that is too long", { "workloads/0/name": "a".repeat(25) }, "workloads[0].name", "a".repeat(25), /is too long/, /at most 24 characters/],
  ["a name that is too short and wrong", { "workloads/0/name": "-" }, "workloads[0].name", "-", /is too short/, /at least 2 characters/],
  ["a doubled hyphen", { "models/accounts/1/name": "a--b", "models/deployments/1/account": "a--b" }, "models.accounts[1].name", "a--b", /not valid/, /write it like "primary"/],
  ["an address without a domain", { "environment/owner": "platform" }, "environment.owner", "platform", /not valid/, /platform@contoso\.example/],
  ["the nil GUID", { "identity/groups/platformAdmins": "00000000-0000-0000-0000-000000000000" }, "identity.groups.platformAdmins", "00000000-0000-0000-0000-000000000000", /not valid/, /write it like/],
  ["a misspelt choice", { "residency/processing": "datazone" }, "residency.processing", "datazone", /did you mean "dataZone"/, /write "dataZone"/],
  ["a region that does not exist", { "environment/region": "swedencentrl" }, "environment.region", "swedencentrl", /did you mean "swedencentral"/, /write "swedencentral"/],
  ["a region by its display name", { "environment/region": "Sweden Central" }, "environment.region", "Sweden Central", /did you mean "swedencentral"/, /write "swedencentral"/],
  ["an unknown boundary", { "residency/boundary": "europe" }, "residency.boundary", "europe", /not allowed/, /choose one/],
  ["an empty list", { "operations/alertEmails": [] }, "operations.alertEmails", [], /the list is empty/, /list at least 1/],
  ["a list that is too long", { "operations/alertEmails": Array(51).fill("a@b.example") }, "operations.alertEmails", expect.anything(), /51 entries are too many/, /list at most 50/],
  ["logs that are kept too briefly", { "operations/logRetentionDays": 7 }, "operations.logRetentionDays", 7, /7 is too small/, /at least 30/],
  ["half a unit", { "models/deployments/0/capacity": 1.5 }, "models.deployments[0].capacity", 1.5, /expected a whole number, got 1.5/, /write it like 100/],
  ["a share above everything", { "workloads/0/models/0/share": 101 }, "workloads[0].models[0].share", 101, /101 is too large/, /at most 100/],
  ["a budget of nothing", { "operations/monthlyBudget": 0, workloads: [] }, "operations.monthlyBudget", 0, /0 is too small/, /write a number above 0/],
  ["a tag that is a number", { "environment/tags/costCenter": 4711 }, "environment.tags.costCenter", 4711, /expected a string/, /in quotes: "4711"/],
  ["a tag name with a slash", { "environment/tags": { "a/b": "c" } }, 'environment.tags["a/b"]', "c", /cannot be a key/, /rename the key/],
  ["federation without TLS", { "workloads/0/federation/0/issuer": "http://a.example" }, "workloads[0].federation[0].issuer", "http://a.example", /not valid/, /https:/],
  ["a secret beside the values", { "operations/secure": "AAABADZ" }, "operations.secure", "AAABADZ", /unknown key/, /remove/],
];

describe("a bad value", () => {
  it.each(badValues)("is found: %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]).toMatchObject({ file: testFile, value });
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });
});

describe("many mistakes", () => {
  it("are all reported at once, wherever they stand", () => {
    const problems = problemsAfter({
      enviroment: {},
      "environment/name": "Test",
      "environment/regoin": "x",
      "residency/allowedRegions": ["swedencentral", "francecentral", "eastus"],
      "network/addressSpace": "172.31.0.0/20",
      "models/accounts/1/knd": "OpenAI",
      "models/deployments/0/capacity": 0,
      "models/deployments/1/account": "third",
      "models/deployments/1/version": "9",
      "workloads/1/models/0/share": 50,
      "operations/monthlyBudget": undefined,
    });
    expect(problems.map(({ path }) => path).sort()).toEqual([
      "enviroment",
      "environment.name",
      "environment.regoin",
      "models.accounts[1].knd",
      "models.deployments[0].capacity",
      "models.deployments[1].account",
      "models.deployments[1].version",
      "network.addressSpace",
      "operations.monthlyBudget",
      "residency.allowedRegions[2]",
      "workloads[1].models[0].share",
    ]);
  });

  it("of one account do not make its deployments homeless", () => {
    expect(problemsAfter({ "models/accounts/0/region": "atlantis" }).map(({ path }) => path)).toEqual([
      "models.accounts[0].region",
    ]);
  });
});

describe("formatProblems", () => {
  it("says where, what, what is allowed, and what to do", () => {
    expect(formatProblems(problemsAfter({ "residency/processing": "datazone" }))).toBe(
      [
        "stacks/Pulumi.test.yaml",
        '  residency.processing: "datazone" is not allowed here; did you mean "dataZone"?',
        "  allowed: region, dataZone, global",
        '  fix: write "dataZone"',
      ].join("\n"),
    );
  });
});
