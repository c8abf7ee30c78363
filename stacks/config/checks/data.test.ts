import { describe, expect, it } from "vitest";
import { problemsAfter, testFile, type BadConfiguration } from "../testing";

const hub = "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers";
const encryptionApplication = "8d2f6b1c-93e4-4c07-a5f8-1e6b0d9c7a31";
const databricks = { workspaceId: `${hub}/Microsoft.Databricks/workspaces/notebooks` };
const learning = { workspaceId: `${hub}/Microsoft.MachineLearningServices/workspaces/training` };
const data = (of: object): Record<string, unknown> => ({ "data/databricks": of });
const cluster = (name: string) => ({ name, vmSize: "Standard_D8s_v5", maxNodes: 1 });
const hubNetwork = {
  "network/addressSpace": undefined,
  "network/existing": {
    virtualNetworkId: `${hub}/Microsoft.Network/virtualNetworks/spoke`,
    privateEndpointSubnetId: `${hub}/Microsoft.Network/virtualNetworks/spoke/subnets/endpoints`,
  },
  "network/dns": { mode: "policy" },
};
const small = {
  "network/addressSpace": "10.40.0.0/24",
  "models/accounts": [
    { name: "primary", region: "swedencentral" },
    { name: "secondary", region: "francecentral" },
  ],
};

// prettier-ignore
const bad: readonly BadConfiguration[] = [
  ["a workspace without keys", data({}), "data.databricks.encryptionApplication", undefined, /encrypted with keys of the platform/, /add encryptionApplication .*, or the ID of a workspace/],
  ["keys of a workspace that stands", data({ existing: databricks, encryptionApplication }), "data.databricks.encryptionApplication", encryptionApplication, /its keys are its owner's/, /remove "encryptionApplication", or "existing"/],
  ["subnets of a workspace that stands", { ...hubNetwork, ...data({ existing: databricks, subnets: { host: "a", container: "b" } }) }, "data.databricks.subnets", expect.anything(), /its network is its owner's/, /remove "subnets"/],
  ["a workspace that is none", data({ existing: learning }), "data.databricks.existing.workspaceId", learning.workspaceId, /not valid/, /correct/],
  ["an account that is none", data({ existing: databricks, models: ["primray"] }), "data.databricks.models[0]", "primray", /no account "primray"/, /write "primary"/],
  ["no subnets in a hub", { ...hubNetwork, ...data({ encryptionApplication }) }, "data.databricks.subnets", undefined, /no subnets of it are given/, /add the names of two subnets/],
  ["hosts of a workspace that stands", { learning: { existing: learning, allowedHosts: ["pypi.org"] } }, "learning.allowedHosts", ["pypi.org"], /its owner's to say/, /az ml workspace outbound-rule set/],
  ["a workspace of the wrong service", { learning: { existing: databricks } }, "learning.existing.workspaceId", databricks.workspaceId, /not valid/, /correct/],
  ["an identity that is none", { learning: { existing: { ...learning, networkIdentity: "training" } } }, "learning.existing.networkIdentity", "training", /not valid/, /write it like/],
  ["fine-tuning where jobs may not call", { learning: { existing: learning, models: ["primary"], fineTuning: "secondary" } }, "learning.fineTuning", "secondary", /not listed in learning\.models/, /add "secondary"/],
  ["two clusters of one name", { learning: { existing: learning, clusters: [cluster("gpu"), cluster("gpu")] } }, "learning.clusters[1].name", "gpu", /taken by another cluster/, /name of its own/],
  ["learning where no vault is", { "environment/region": "germanywestcentral", "residency/allowedRegions": undefined, learning: {} }, "learning", {}, /no key vault/, /add an account in germanywestcentral/],
  ["more endpoints than the subnet takes", { ...small, learning: {} }, "network.addressSpace", "10.40.0.0/24", /need 36/, /\/23/],
];

describe("checks of data and learning", () => {
  it.each(bad)("find %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]).toMatchObject({ file: testFile, value });
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });

  it("accept workspaces that stand, in a network of the stack and in a hub's", () => {
    const both = { ...data({ existing: databricks }), learning: { existing: learning } };
    expect(problemsAfter(both)).toEqual([]);
    expect(problemsAfter({ ...both, ...hubNetwork })).toEqual([]);
  });

  it("count no addresses, and want no zone, for what stands and is not joined", () => {
    const zones = Object.fromEntries(
      ["cognitiveservices.azure.com", "openai.azure.com", "services.ai.azure.com", "vaultcore.azure.net"].map(
        (name) => [`privatelink.${name}`, `${hub}/Microsoft.Network/privateDnsZones/privatelink.${name}`],
      ),
    );
    const dns = { "network/dns": { mode: "existing", zones } };
    expect(problemsAfter({ ...small, ...dns, learning: { existing: learning } })).toEqual([]);
    expect(problemsAfter({ ...small, ...dns, learning: {} }).length).toBeGreaterThan(0);
  });

  it("want no vault for Machine Learning that stands", () => {
    const elsewhere = {
      "environment/region": "germanywestcentral",
      "residency/allowedRegions": undefined,
      learning: { existing: learning },
    };
    expect(problemsAfter(elsewhere)).toEqual([]);
  });
});
