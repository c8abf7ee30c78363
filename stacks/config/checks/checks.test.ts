import { describe, expect, it } from "vitest";
import { grantKey } from "../../../catalog/quotas";
import { problemsAfter, testFile, validConfig, type BadConfiguration } from "../testing";

const hub =
  "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers/Microsoft.Network";
const subnetOf = (network: string): string => `${hub}/virtualNetworks/${network}/subnets/endpoints`;
const standing = (name: string): string =>
  hub.replace("Microsoft.Network", `Microsoft.CognitiveServices/accounts/${name}`);
const zone = (name: string): string => `${hub}/privateDnsZones/${name}`;
const allZones = Object.fromEntries(
  [
    "privatelink.cognitiveservices.azure.com",
    "privatelink.openai.azure.com",
    "privatelink.services.ai.azure.com",
    "privatelink.vaultcore.azure.net",
  ].map((name) => [name, zone(name)]),
);
const withoutVaultZone = { ...allZones };
delete withoutVaultZone["privatelink.vaultcore.azure.net"];
const existing = (networkId: string, subnetId: string): Record<string, unknown> => ({
  "network/addressSpace": undefined,
  "network/existing": { virtualNetworkId: networkId, privateEndpointSubnetId: subnetId },
});
const zones = (given: Record<string, unknown>): Record<string, unknown> => ({
  "network/dns": { mode: "existing", zones: given },
});
const chat = (changes: Record<string, unknown>): Record<string, unknown> => ({
  ...validConfig().models.deployments?.[0],
  ...changes,
});
const accounts = (...names: string[]) => names.map((name) => ({ name, region: "swedencentral" }));
const usAccounts = {
  "models/accounts": ["primary", "secondary"].map((name) => ({ name, region: "eastus2" })),
};

const fineTuned = {
  name: "gpt-4.1-mini-2025-04-14.ft-b044a9d3cf9c4228",
  version: "1",
  account: "primary",
  base: { name: "gpt-4.1-mini", version: "2025-04-14" },
};
/** The first deployment is one of a fine-tuned model. */
const tuned = (declared: Record<string, unknown> = {}, deployment: Record<string, unknown> = {}) => {
  const model = { ...fineTuned, ...declared };
  return {
    "models/declared": [model],
    "models/deployments/0/model": model.name,
    "models/deployments/0/version": "1",
    ...Object.fromEntries(
      Object.entries(deployment).map(([key, value]) => [`models/deployments/0/${key}`, value]),
    ),
  };
};

// prettier-ignore
const places: readonly BadConfiguration[] = [
  ["a region outside the boundary", { "residency/allowedRegions": ["swedencentral", "francecentral", "uksouth"] }, "residency.allowedRegions[2]", "uksouth", /"uksouth" lies outside the residency boundary "eu"/, /inside the boundary/],
  ["an account outside the allowed regions", { "models/accounts/0/region": "germanywestcentral" }, "models.accounts[0].region", "germanywestcentral", /not one of residency.allowedRegions/, /add "germanywestcentral"/],
  ["gdpr in another boundary", { "residency/boundary": "us", "residency/allowedRegions": undefined, "environment/region": "eastus2", ...usAccounts, "models/deployments/1/sku": "DataZoneStandard" }, "residency.boundary", "us", /gdpr keeps personal data in the EU/, /write "eu"/],
  ["gdpr with global processing", { "residency/processing": "global" }, "residency.processing", "global", /gdpr/, /write "dataZone"/],
  ["hipaa without protection", { "compliance/frameworks": ["hipaa"], "environment/protected": false, "operations/logRetentionDays": 365 }, "environment.protected", false, /hipaa demands/, /write true/],
  ["hipaa with three months of logs", { "compliance/frameworks": ["hipaa"] }, "operations.logRetentionDays", undefined, /a year of logs, but they are kept for 90 days/, /write 365/],
  ["a required tag that nobody sets", { "compliance/requiredTags": ["owner", "project"] }, "compliance.requiredTags[1]", "project", /"project" is not set/, /add "project"/],
  ["a tag of the platform's own", { "environment/tags/Owner": "x" }, "environment.tags.Owner", "x", /sets the tag "Owner" itself/, /remove the tag/],
  ["more tags than Azure takes", { "environment/tags": Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`t${index}`, "x"])) }, "environment.tags", expect.anything(), /46 tags are too many/, /remove 1/],
];

// prettier-ignore
const networks: readonly BadConfiguration[] = [
  ["no network", { "network/addressSpace": undefined }, "network.addressSpace", undefined, /neither an address space nor an existing network/, /add addressSpace/],
  ["two networks", { ...existing(`${hub}/virtualNetworks/a`, subnetOf("a")), "network/addressSpace": "10.0.0.0/20" }, "network.existing", expect.anything(), /both an address space and an existing/, /remove addressSpace/],
  ["an ID of another type", existing(`${hub}/publicIPAddresses/a`, subnetOf("a")), "network.existing.virtualNetworkId", `${hub}/publicIPAddresses/a`, /not valid/, /correct/],
  ["an ID without a subscription", existing("/resourceGroups/a/providers/Microsoft.Network/virtualNetworks/a", subnetOf("a")), "network.existing.virtualNetworkId", expect.anything(), /not valid/, /correct/],
  ["a subnet without its network", { "network/addressSpace": undefined, "network/existing": { privateEndpointSubnetId: subnetOf("a") } }, "network.existing.virtualNetworkId", undefined, /missing/, /add virtualNetworkId/],
  ["a subnet of another network", existing(`${hub}/virtualNetworks/a`, subnetOf("ab")), "network.existing.privateEndpointSubnetId", subnetOf("ab"), /belongs to another network/, /subnet of that network/],
  ["a range that is too small", { "network/addressSpace": "10.40.0.0/25" }, "network.addressSpace", "10.40.0.0/25", /too small/, /10\.40\.0\.0\/20/],
  ["a range that is too large", { "network/addressSpace": "10.0.0.0/8" }, "network.addressSpace", "10.0.0.0/8", /too large/, /\/20/],
  ["an address inside a range", { "network/addressSpace": "10.40.0.7/20" }, "network.addressSpace", "10.40.0.7/20", /inside a range/, /write 10\.40\.0\.0\/20/],
  ["a public range", { "network/addressSpace": "20.0.0.0/20" }, "network.addressSpace", "20.0.0.0/20", /not a private range/, /10\.40\.0\.0\/20/],
  ["a range that ends outside the private ones", { "network/addressSpace": "172.32.0.0/20" }, "network.addressSpace", "172.32.0.0/20", /not a private range/, /private range/],
  ["a reserved range", { "network/addressSpace": "172.30.16.0/20" }, "network.addressSpace", "172.30.16.0/20", /overlaps 172\.30\.0\.0\/16/, /another private range/],
  ["shared address space", { "network/addressSpace": "100.64.0.0/16" }, "network.addressSpace", "100.64.0.0/16", /not a private range/, /private range/],
  ["no range at all", { "network/addressSpace": "10.40.0.0" }, "network.addressSpace", "10.40.0.0", /not valid/, /10\.40\.0\.0\/20/],
  ["too many accounts for the subnet", { "network/addressSpace": "10.40.0.0/24", "models/accounts": accounts("primary", "secondary", "third", "fourth", "fifth", "sixth") }, "network.addressSpace", "10.40.0.0/24", /10\.40\.0\.0\/27, has 32 addresses, and 6 accounts with what belongs to them need 35/, /widen the address space to a \/23/],
  ["zones that mode own does not use", { "network/dns": { mode: "own", zones: allZones } }, "network.dns.zones", allZones, /mode "own" does not use them/, /mode: existing/],
  ["a zone that is missing", zones(withoutVaultZone), 'network.dns.zones["privatelink.vaultcore.azure.net"]', undefined, /need the zone/, /add the ID/],
  ["a zone under another's name", zones({ ...allZones, "privatelink.openai.azure.com": zone("privatelink.search.windows.net") }), 'network.dns.zones["privatelink.openai.azure.com"]', zone("privatelink.search.windows.net"), /ID is that of another zone, "privatelink\.search/, /give the ID/],
  ["a misspelt zone", zones({ ...allZones, "privatelink.vaultcore.azure.com": zone("privatelink.vaultcore.azure.com") }), 'network.dns.zones["privatelink.vaultcore.azure.com"]', expect.anything(), /did you mean "privatelink\.vaultcore\.azure\.net"/, /rename/],
];

// prettier-ignore
const names: readonly BadConfiguration[] = [
  ["two accounts of one name", { "models/accounts/1/name": "primary", "models/deployments/1/account": "primary" }, "models.accounts[1].name", "primary", /taken by the account at models\.accounts\[0\]/, /name of its own/],
  ["an account that stands, twice", { "models/accounts/0/existing": { accountId: standing("contoso-ai") }, "models/accounts/1/existing": { accountId: standing("CONTOSO-ai") } }, "models.accounts[1].existing.accountId", standing("CONTOSO-ai"), /models\.accounts\[0\] is the same account/, /under one of the two/],
  ["a vault where nothing stands", { keys: { vaults: { westeurope: hub.replace("Microsoft.Network", "Microsoft.KeyVault/vaults/keys") } } }, "keys.vaults.westeurope", expect.anything(), /nothing of this platform stands in westeurope/, /region of an account/],
  ["a vault that is none", { keys: { vaults: { swedencentral: standing("keys") } } }, "keys.vaults.swedencentral", standing("keys"), /not valid/, /correct/],
  ["a workspace that is none", { "operations/logWorkspace": standing("logs") }, "operations.logWorkspace", standing("logs"), /not valid/, /correct/],
  ["an eligible group that is none", { "identity/eligible": { groups: ["platformAdmins", "auditors"] } }, "identity.eligible.groups[1]", "auditors", /there is no group auditors/, /add identity\.groups\.auditors/],
  ["an activation for days", { "identity/eligible": { groups: ["platformAdmins"], activation: { hours: 25 } } }, "identity.eligible.activation.hours", 25, /not valid|at most|too/, /./],
  ["an eligibility for years", { "identity/eligible": { groups: ["platformAdmins"], days: 730 } }, "identity.eligible.days", 730, /not valid|at most|too/, /./],
  ["a workload without a group", { "workloads/0/group": undefined }, "workloads[0].group", undefined, /nobody works on customer-service/, /`createGroup`/],
  ["a workload with two groups", { "workloads/0/createGroup": { owners: ["0d3c8a52-7f41-4b6e-9a15-c2e8f06b7d31"] } }, "workloads[0].createGroup", expect.anything(), /names an existing group already/, /remove one/],
  ["a made group that exists", { "identity/groups/modelUsers": "3d9e7c54-2a86-4b1f-a7d0-91c4e8f35b13", "identity/create": { owners: ["0d3c8a52-7f41-4b6e-9a15-c2e8f06b7d31"], groups: ["dataScientists", "modelUsers"] } }, "identity.create.groups[1]", "modelUsers", /names an existing group already/, /remove one/],
  ["two workloads of one name", { "workloads/1/name": "customer-service" }, "workloads[1].name", "customer-service", /taken by the workload at workloads\[0\]/, /name of its own/],
  ["one subject twice", { "workloads/0/federation": [0, 1].map(() => ({ issuer: "https://a.example", subject: "s" })) }, "workloads[0].federation[1].subject", "s", /the same as at workloads\[0\]\.federation\[0\]/, /remove one/],
  ["a deployment listed twice", { "workloads/0/models": [{ deployment: "chat", share: 1 }, { deployment: "chat", share: 2 }] }, "workloads[0].models[1].deployment", "chat", /listed twice/, /add the shares up/],
  ["names that join to the same name", { "models/accounts": accounts("aa", "aa-b"), "models/deployments": [chat({ name: "b-chat", account: "aa" }), chat({ account: "aa-b" })] }, "models.deployments[1].name", "chat", /same resource name as "b-chat"/, /rename/],
  ["filters that join to the same name", { "models/accounts": accounts("aa", "aa-filter"), "models/contentFilters": [{ name: "filter-xx" }, { name: "xx" }], "models/deployments": [chat({ account: "aa", contentFilter: "filter-xx" }), chat({ name: "other", account: "aa-filter", contentFilter: "xx" })], workloads: [] }, "models.contentFilters[1].name", "xx", /same resource name as "filter-xx"/, /rename the filter/],
  ["an account that does not exist", { "models/deployments/1/account": "secondry" }, "models.deployments[1].account", "secondry", /no account "secondry" in this stack; did you mean "secondary"/, /write "secondary"/],
  ["a filter that does not exist", { "models/deployments/0/contentFilter": "lenient" }, "models.deployments[0].contentFilter", "lenient", /no content filter "lenient"/, /declare the content filter/],
  ["a blocklist that does not exist", { "models/contentFilters/0/prompt": { blocklists: ["code-name"] } }, "models.contentFilters[0].prompt.blocklists[0]", "code-name", /no blocklist/, /write "code-names"/],
  ["a workload's deployment that does not exist", { "workloads/0/models/0/deployment": "chatt" }, "workloads[0].models[0].deployment", "chatt", /no deployment "chatt"/, /write "chat"/],
  ["shares above 100", { "workloads/1/models/0/share": 41 }, "workloads[1].models[0].share", 41, /add up to 101 percent \(with workloads\[0\]\.models\[0\]\.share = 60\)/, /by 1 in all/],
  ["budgets above the platform's", { "workloads/0/monthlyBudget": 800 }, "operations.monthlyBudget", 1000, /add up to 1100/, /raise/],
];

// prettier-ignore
const models: readonly BadConfiguration[] = [
  ["an unknown model", { "models/deployments/0/model": "gpt-5.6-lunar" }, "models.deployments[0].model", "gpt-5.6-lunar", /no model "gpt-5\.6-lunar"/, /gpt-5\.6-luna/],
  ["an unknown version", { "models/deployments/0/version": "2026-07-10" }, "models.deployments[0].version", "2026-07-10", /no version "2026-07-10"/, /nearest that would pass: gpt-5\.6-luna 2026-07-09/],
  ["a retired model", { "models/deployments/0/model": "gpt-4.1-nano", "models/deployments/0/version": "2025-04-14", "models/deployments/0/capacity": 1 }, "models.deployments[0].version", "2025-04-14", /retired since 2026-10-14/, /move to/],
  ["a SKU that the region does not offer", { "models/deployments/0/sku": "Standard" }, "models.deployments[0].sku", "Standard", /not offered as Standard in swedencentral/, /nearest that would pass: .*DataZoneStandard/],
  ["processing wider than allowed", { "residency/processing": "region" }, "models.deployments[0].sku", "DataZoneStandard", /allows region at most/, /widen residency.processing/],
  ["a global SKU", { "models/deployments/0/sku": "GlobalStandard" }, "models.deployments[0].sku", "GlobalStandard", /anywhere in the world/, /nearest that would pass/],
  ["a data zone outside the boundary", { "compliance/frameworks": [], "residency/boundary": "se", "residency/allowedRegions": undefined, "models/accounts": accounts("primary", "secondary") }, "models.deployments[0].sku", "DataZoneStandard", /in the EU data zone, outside the boundary "se"/, /allowed SKU/],
  ["a capacity between steps", { "models/deployments/0/model": "gpt-5.6-terra", "models/deployments/0/sku": "DataZoneProvisionedManaged", "models/deployments/0/capacity": 17 }, "models.deployments[0].capacity", 17, /not a step/, /ask for 20/],
  ["a capacity below the minimum", { "models/deployments/0/model": "gpt-5.6-terra", "models/deployments/0/sku": "DataZoneProvisionedManaged", "models/deployments/0/capacity": 5 }, "models.deployments[0].capacity", 5, /below the minimum/, /ask for 15/],
  ["a capacity above the quota", { "models/deployments/0/capacity": 334 }, "models.deployments[0].capacity", 334, /exceeds the quota/, /333 or less/],
  ["two deployments above the quota of their pool", { "models/deployments": [chat({ capacity: 200 }), chat({ name: "other", capacity: 200 })] }, "models.deployments[1].capacity", 200, /the limit is 333, of which 200 are in use by others/, /133 or less/],
  ["a fine-tuning SKU for a base model", { "models/deployments/0/sku": "DeveloperTier", "residency/processing": "global", "compliance/frameworks": [], "residency/boundary": "global" }, "models.deployments[0].sku", "DeveloperTier", /fine-tuned/, /another SKU/],
  ["a data zone for a fine-tuned model", { ...tuned() }, "models.deployments[0].sku", "DataZoneStandard", /fine-tuned model, which is not deployed as DataZoneStandard/, /one of these/],
  ["a fine-tuned model whose base retires", { ...tuned({ base: { name: "gpt-4o", version: "2024-08-06" }, name: "gpt-4o-2024-08-06.ft-0a1b" }, { sku: "Standard" }), "operations/retirementNoticeDays": 365 }, "models.deployments[0].version", "1", /retires on 2027-10-01/, /train again/],
  ["a base that nobody knows", tuned({ base: { name: "gpt-4.1-mni", version: "2025-04-14" } }, { sku: "Standard" }), "models.declared[0].base.name", "gpt-4.1-mni", /no model "gpt-4.1-mni"/, /gpt-4.1-mini/],
  ["a version of the base that nobody knows", tuned({ base: { name: "gpt-4.1-mini", version: "2025-04-15" } }, { sku: "Standard" }), "models.declared[0].base.version", "2025-04-15", /no version "2025-04-15"/, /training job/],
  ["a fine-tuned model under another's name", tuned({ name: "our-triage" }, { sku: "Standard" }), "models.declared[0].name", "our-triage", /begins with gpt-4.1-mini-2025-04-14.ft-/, /fine_tuned_model/],
  ["a fine-tuned model of no account", tuned({ account: undefined }, { sku: "Standard" }), "models.declared[0].account", undefined, /which account the model was trained in/, /models.accounts/],
  ["a fine-tuned model in another account", tuned({ account: "secondary" }, { sku: "Standard" }), "models.deployments[0].account", "primary", /exists in the account that it was trained in alone/, /deploy it in secondary/],
  ["an account of a model that is not fine-tuned", { "models/declared": [{ name: "gpt-9", version: "1", account: "primary" }] }, "models.declared[0].account", "primary", /only a fine-tuned model/, /trained from/],
  ["more fine-tuned deployments than an account takes", { "models/declared": [fineTuned], "models/deployments": [chat({ capacity: 1 }), ...Array.from({ length: 11 }, (_, index) => chat({ name: `tuned-${index}`, model: fineTuned.name, version: "1", sku: "Standard", capacity: 1 }))] }, "models.accounts[0].name", "primary", /11 deployments of fine-tuned models, Azure allows 10/, /nobody calls/],
  ["another publisher's model in an OpenAI account", { "models/accounts/0/kind": "OpenAI", "models/deployments/0/model": "DeepSeek-V4-Flash", "models/deployments/0/version": "2026-04-23" }, "models.deployments[0].model", "DeepSeek-V4-Flash", /of kind OpenAI/, /AIServices/],
  ["more deployments than an account takes", { "models/deployments": Array.from({ length: 33 }, (_, index) => chat({ name: `chat-${index}`, capacity: 1 })), workloads: [] }, "models.accounts[0].name", "primary", /has 33 deployments, Azure allows 32/, /spread/],
  ["more accounts than a region takes", { "network/addressSpace": "10.0.0.0/16", "models/accounts": Array.from({ length: 31 }, (_, index) => ({ name: index === 0 ? "primary" : index === 1 ? "secondary" : `a${index}`, region: "swedencentral", kind: "OpenAI" })) }, "models.accounts[30].region", "swedencentral", /more than 30 accounts of kind OpenAI/, /another region/],
];

describe.each([
  ["places and frameworks", places],
  ["networks", networks],
  ["names and references", names],
  ["models", models],
])("checks of %s", (_, table) => {
  it.each(table)("find %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]).toMatchObject({ file: testFile, value });
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });
});

describe("checks accept", () => {
  it("an existing network with the zones of a hub", () => {
    const network = existing(`${hub}/virtualNetworks/spoke`, subnetOf("spoke"));
    expect(problemsAfter({ ...network, ...zones(allZones) })).toEqual([]);
  });

  it("a model that is newer than the catalog when the stack declares it", () => {
    const newer = { name: "gpt-9", version: "2027-01-01", skus: { DataZoneStandard: ["swedencentral"] } };
    const change = { "models/deployments/0/model": "gpt-9", "models/deployments/0/version": "2027-01-01" };
    expect(problemsAfter(change).map(({ path }) => path)).toEqual(["models.deployments[0].model"]);
    expect(problemsAfter({ ...change, "models/declared": [newer] })).toEqual([]);
  });

  it("a capacity up to granted quota instead of the default of the tier", () => {
    const change = { "models/deployments/0/capacity": 900 };
    const granted = {
      model: "gpt-5.6-luna",
      sku: "DataZoneStandard",
      region: "swedencentral",
      capacity: 900,
    };
    expect(problemsAfter(change)).toHaveLength(1);
    expect(problemsAfter({ ...change, "models/grantedQuota": [granted] })).toEqual([]);
    expect(problemsAfter({ ...change, "models/grantedQuota": [{ ...granted, capacity: 899 }] })).toHaveLength(
      1,
    );
  });

  it("a grant for the whole pool, wherever in the data zone its row names a region", () => {
    // Counted by data zone since May 2026: one pool for Sweden and France.
    const model = { name: "gpt-realtime-whisper", version: "2026-05-06", format: "OpenAI" };
    const grant = { model: model.name, sku: "DataZoneStandard", capacity: 5 };
    const key = (region: string) => grantKey({ ...grant, region });
    expect(key("francecentral")).toBe(key("swedencentral"));
    expect(key("francecentral")).not.toBe(key("eastus2"));
    const other = { sku: "DataZoneStandard", model: "gpt-5.1" };
    expect(grantKey({ ...other, region: "francecentral" })).not.toBe(
      grantKey({ ...other, region: "swedencentral" }),
    );
  });

  it("a model until its notice period begins", () => {
    expect(problemsAfter({}, new Date("2027-10-01"))).toEqual([]);
    const [problem] = problemsAfter({}, new Date("2027-12-24"));
    expect(problem).toMatchObject({ path: "models.deployments[0].version" });
    expect(problem?.message).toMatch(/retires on 2028-01-11, within 60 days of 2027-12-24/);
  });
});
