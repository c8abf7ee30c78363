import { describe, expect, it } from "vitest";
import { changedConfig, problemsAfter, type BadConfiguration } from "../testing";
import { parseStackConfig } from "../parse";

const project = { workload: "customer-service" };
const agents = (more: object = {}) => ({ account: "primary", projects: [project], ...more });
const withTool = (tool: object) => agents({ projects: [{ ...project, tools: [tool] }] });
const tool = {
  name: "orders",
  kind: "openapi",
  url: "https://apis.contoso.example/orders",
  audience: "api://x",
};
const network =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub";
const existing = { virtualNetworkId: network, privateEndpointSubnetId: `${network}/subnets/endpoints` };

const bad: readonly BadConfiguration[] = [
  [
    "an account that is not there",
    { agents: agents({ account: "primry" }) },
    "agents.account",
    "primry",
    /no account "primry".*"primary"/,
    /write "primary"/,
  ],
  [
    "two ways out",
    { agents: agents({ egress: { firewallAddress: "10.0.0.4", allowedHosts: ["a.example"] } }) },
    "agents.egress",
    expect.anything(),
    /has a list of its own/,
    /firewallAddress for another/,
  ],
  [
    "a way out that leads nowhere",
    { agents: agents({ egress: {} }) },
    "agents.egress",
    expect.anything(),
    /neither a firewall nor hosts/,
    /give allowedHosts/,
  ],
  [
    "a firewall in a network of somebody else",
    {
      "network/addressSpace": undefined,
      "network/existing": existing,
      agents: agents({ subnetId: `${network}/subnets/agents`, egress: { allowedHosts: ["a.example"] } }),
    },
    "agents.egress.allowedHosts",
    ["a.example"],
    /this one stands already/,
    /address of the firewall/,
  ],
  [
    "a tool that the firewall does not let through",
    {
      agents: {
        ...withTool({ ...tool, url: "https://api.partner.example/v1", internet: true }),
        egress: { allowedHosts: ["*.weather.example"] },
      },
    },
    "agents.projects[0].tools[0].url",
    expect.anything(),
    /does not let agents call api\.partner\.example/,
    /add api\.partner\.example/,
  ],
  [
    "an account elsewhere",
    { agents: agents({ account: "secondary" }) },
    "agents.account",
    "secondary",
    /stands in francecentral/,
    /swedencentral/,
  ],
  [
    "an account of the old kind",
    { "models/accounts/0/kind": "OpenAI", agents: agents() },
    "agents.account",
    "primary",
    /carries no projects/,
    /AIServices/,
  ],
  [
    "a workload that is not there",
    { agents: agents({ projects: [{ workload: "analitics" }] }) },
    "agents.projects[0].workload",
    "analitics",
    /no workload/,
    /write "analytics"/,
  ],
  [
    "a workload twice",
    { agents: agents({ projects: [project, project] }) },
    "agents.projects[1].workload",
    "customer-service",
    /has a project already/,
    /one project/,
  ],
  [
    "a network that is too small",
    { agents: agents(), "network/addressSpace": "10.40.0.0/24" },
    "network.addressSpace",
    "10.40.0.0/24",
    /\/28, is smaller than the \/27/,
    /\/23/,
  ],
  [
    "a subnet without an existing network",
    { agents: agents({ subnetId: `${network}/subnets/agents` }) },
    "agents.subnetId",
    `${network}/subnets/agents`,
    /makes the network/,
    /remove/,
  ],
  [
    "an existing network without a subnet",
    { "network/addressSpace": undefined, "network/existing": existing, agents: agents() },
    "agents.subnetId",
    undefined,
    /no subnet of it is given/,
    /delegated to Microsoft\.App\/environments/,
  ],
  [
    "a subnet of another network",
    {
      "network/addressSpace": undefined,
      "network/existing": existing,
      agents: agents({ subnetId: `${network}2/subnets/agents` }),
    },
    "agents.subnetId",
    `${network}2/subnets/agents`,
    /another network/,
    /of that network/,
  ],
  [
    "one subnet for agents and code",
    {
      "network/addressSpace": undefined,
      "network/existing": existing,
      agents: agents({
        subnetId: `${network}/subnets/agents`,
        codeExecutionSubnetId: `${network}/subnets/AGENTS`,
        projects: [{ ...project, codeExecution: true }],
      }),
    },
    "agents.codeExecutionSubnetId",
    `${network}/subnets/AGENTS`,
    /share a subnet/,
    /of its own/,
  ],
  [
    "a tool on the internet without a way there",
    { agents: withTool({ ...tool, internet: true }) },
    "agents.projects[0].tools[0].internet",
    true,
    /no way out/,
    /firewall/,
  ],
  [
    "a tool without an audience",
    { agents: withTool({ ...tool, audience: undefined }) },
    "agents.projects[0].tools[0].kind",
    "openapi",
    /none is given/,
    /audience/,
  ],
  [
    "two tools of a name",
    { agents: agents({ projects: [{ ...project, tools: [tool, tool] }] }) },
    "agents.projects[0].tools[1].name",
    "orders",
    /taken by the tool/,
    /of its own/,
  ],
  [
    "a tool over plain HTTP",
    { agents: withTool({ ...tool, url: "http://apis.contoso.example" }) },
    "agents.projects[0].tools[0].url",
    "http://apis.contoso.example",
    /./,
    /https/,
  ],
  ["no project", { agents: agents({ projects: [] }) }, "agents.projects", [], /./, /./],
  [
    "a hub without the zones of the stores",
    {
      agents: agents(),
      "network/dns": {
        mode: "existing",
        zones: Object.fromEntries(
          [
            "privatelink.cognitiveservices.azure.com",
            "privatelink.openai.azure.com",
            "privatelink.services.ai.azure.com",
            "privatelink.vaultcore.azure.net",
            "privatelink.documents.azure.com",
            "privatelink.search.windows.net",
          ].map((zone) => [zone, network.replace("virtualNetworks/hub", `privateDnsZones/${zone}`)]),
        ),
      },
    },
    'network.dns.zones["privatelink.blob.core.windows.net"]',
    undefined,
    /need the zone "privatelink\.blob/,
    /add the ID/,
  ],
];

describe("a stack with agents", () => {
  it("is good as it is meant", () => {
    const raw = changedConfig({ agents: withTool(tool) });
    const result = parseStackConfig(raw, "x", { on: new Date("2026-11-23") });
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it("may call the internet where a firewall stands in the way", () => {
    const egress = { firewallAddress: "10.40.1.4" };
    expect(problemsAfter({ agents: { ...withTool({ ...tool, internet: true }), egress } })).toEqual([]);
  });

  it.each(bad)("is refused with %s", (_, changes, path, value, message, fix) => {
    const problems = problemsAfter(changes);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.value).toEqual(value);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.fix).toMatch(fix);
  });
});
