import { describe, expect, it } from "vitest";
import { problemsAfter, testFile, type BadConfiguration } from "../testing";

const hub =
  "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";
const limits = ["customer-service", "analytics"].map((workload) => ({ workload, monthlyTokens: 1_000_000 }));
const gateway = (changes: object = {}): Record<string, unknown> => ({ gateway: { limits, ...changes } });
const existing = {
  "network/addressSpace": undefined,
  "network/existing": { virtualNetworkId: hub, privateEndpointSubnetId: `${hub}/subnets/endpoints` },
};
const reserved = {
  "models/deployments/0/model": "gpt-5.6-terra",
  "models/deployments/0/sku": "DataZoneProvisionedManaged",
  "models/deployments/0/capacity": 15,
};

const there = (changes: object = {}) => ({
  region: "francecentral",
  addressSpace: "10.45.0.0/22",
  ...changes,
});
const batch = {
  "models/declared": [{ name: "gpt-9", version: "2026-07-09" }],
  "models/deployments/0/model": "gpt-9",
  "models/deployments/0/sku": "DataZoneBatch",
  "workloads/1/models": [],
};

// prettier-ignore
const table: readonly BadConfiguration[] = [
  ["a subnet in a network that this stack makes", gateway({ subnetId: `${hub}/subnets/gateway` }), "gateway.subnetId", `${hub}/subnets/gateway`, /this stack makes the network/, /remove "subnetId"/],
  ["no subnet in an existing network", { ...existing, ...gateway() }, "gateway.subnetId", undefined, /no subnet of it is given/, /add the ID/],
  ["a subnet of another network", { ...existing, ...gateway({ subnetId: `${hub}2/subnets/gateway` }) }, "gateway.subnetId", `${hub}2/subnets/gateway`, /another network/, /subnet of that network/],
  ["fewer units than zones", gateway({ zones: ["1", "2"] }), "gateway.capacity", undefined, /1 unit cannot be spread over 2 zones/, /write 2/],
  ["a zone twice", gateway({ capacity: 3, zones: ["1", "1"] }), "gateway.zones", ["1", "1"], /listed twice/, /remove/],
  ["a zone that does not exist", gateway({ zones: ["4"] }), "gateway.zones[0]", "4", /not/, /.+/],
  ["limits of a workload that does not exist", gateway({ limits: [...limits, { workload: "analytic", monthlyTokens: 1 }] }), "gateway.limits[2].workload", "analytic", /did you mean "analytics"/, /write "analytics"/],
  ["limits given twice", gateway({ limits: [...limits, limits[0]] }), "gateway.limits[2].workload", "customer-service", /given twice/, /one entry/],
  ["a workload without a monthly limit", gateway({ limits: limits.slice(1) }), "workloads[0].name", "customer-service", /no monthlyTokens .* states no usage/, /state the usage/],
  ["a provisioned model of unknown throughput", { ...gateway(), ...reserved, "models/deployments/0/model": "gpt-9", "models/declared": [{ name: "gpt-9", version: "2026-07-09" }], "workloads/1/models": [] }, "workloads[0].name", "customer-service", /no tokensPerMinute/, /gateway\.limits/],
  ["content safety without an account that offers it", { ...gateway(), "models/accounts/0/kind": "OpenAI", "models/accounts/1/kind": "OpenAI" }, "gateway.contentSafety", undefined, /all are of kind OpenAI/, /contentSafety: false/],
  ["the primary region as a further one", gateway({ regions: [there({ region: "swedencentral" })] }), "gateway.regions[0].region", "swedencentral", /is the primary region/, /name another region/],
  ["a further region twice", gateway({ regions: [there(), there({ addressSpace: "10.46.0.0/22" })] }), "gateway.regions[1].region", "francecentral", /listed twice/, /remove the entry/],
  ["a further region outside of the allowed ones", gateway({ regions: [there({ region: "germanywestcentral" })] }), "gateway.regions[0].region", "germanywestcentral", /not one of residency\.allowedRegions/, /allowed region/],
  ["a further region outside of the boundary", gateway({ regions: [there({ region: "eastus2" })] }), "gateway.regions[0].region", "eastus2", /outside the residency boundary/, /inside the boundary/],
  ["fewer units than zones there", gateway({ regions: [there({ zones: ["1", "2"] })] }), "gateway.regions[0].capacity", undefined, /cannot be spread/, /write 2/],
  ["no network there", gateway({ regions: [there({ addressSpace: undefined })] }), "gateway.regions[0].addressSpace", undefined, /needs a network/, /10\.41/],
  ["a network there that overlaps the platform's", gateway({ regions: [there({ addressSpace: "10.40.8.0/22" })] }), "gateway.regions[0].addressSpace", "10.40.8.0/22", /overlaps 10\.40\.0\.0\/20/, /another private range/],
  ["a public range there", gateway({ regions: [there({ addressSpace: "20.40.8.0/22" })] }), "gateway.regions[0].addressSpace", "20.40.8.0/22", /not a private range/, /private range/],
  ["a subnet and a range there", gateway({ regions: [there({ subnetId: `${hub}/subnets/apim` })] }), "gateway.regions[0].subnetId", undefined, /both/, /remove addressSpace/],
  ["a watcher of somebody else's network there", gateway({ regions: [there({ addressSpace: undefined, subnetId: `${hub}/subnets/apim`, networkWatcher: hub.replace(/virtualNetworks.*/, "networkWatchers/eu") })] }), "gateway.regions[0].networkWatcher", expect.anything(), /its owner's to log/, /remove networkWatcher/],
  ["a network to be made beside an existing one", { ...existing, ...gateway({ subnetId: `${hub}/subnets/gateway`, regions: [there()] }) }, "gateway.regions[0].subnetId", undefined, /its owner's to make/, /add subnetId/],
  ["direct access of a workload that does not exist", gateway({ directAccess: ["analytic"] }), "gateway.directAccess[0]", "analytic", /did you mean "analytics"/, /write "analytics"/],
  ["a batch deployment that no caller is left for", { ...gateway(), ...batch }, "workloads[0].models[0].deployment", "chat", /batch deployment .* no path/, /add customer-service to gateway\.directAccess/],
  ["an audience that could end a string", gateway({ audiences: ['x"'] }), "gateway.audiences[0]", 'x"', /.+/, /.+/],
  ["an unknown key", gateway({ tier: "Standard" }), "gateway.tier", "Standard", /.+/, /.+/],
];

describe("checks of the gateway", () => {
  it.each(table)("refuse %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: testFile, path });
    if (value !== undefined) expect(problems[0]?.value).toEqual(value);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });

  it.each([
    ["with limits", gateway()],
    [
      "with a stated usage",
      {
        gateway: {},
        "workloads/0/models": [{ deployment: "chat", share: 60, usage: { input: 1 } }],
        "workloads/1/models": [],
      },
    ],
    ["in an existing network", { ...existing, ...gateway({ subnetId: `${hub}/subnets/gateway` }) }],
    [
      "with a direct way to a batch deployment",
      { ...gateway({ directAccess: ["customer-service"] }), ...batch },
    ],
    ["in a second region", gateway({ regions: [there({ capacity: 2, zones: ["1", "2"] })] })],
    [
      "in a second region whose network stands already",
      gateway({ regions: [there({ addressSpace: undefined, subnetId: `${hub}/subnets/apim` })] }),
    ],
    ["over zones", gateway({ capacity: 3, zones: ["1", "2", "3"] })],
    ["with provisioned throughput that the catalog knows", { ...gateway(), ...reserved }],
    [
      "without content safety",
      {
        ...gateway({ contentSafety: false }),
        "models/accounts/0/kind": "OpenAI",
        "models/accounts/1/kind": "OpenAI",
      },
    ],
  ])("take one %s", (_, changes) => {
    expect(problemsAfter(changes)).toEqual([]);
  });
});
