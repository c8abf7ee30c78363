import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../localcloud/store/store";
import { parseStackConfig, type StackConfig } from "../../../../stacks/config/index";
import { agentStack } from "../../../../tests/support/agent-stack";
import { StandingPlatform } from "../../../../tests/support/standing-platform";
import { runChecks } from "../run";
import { egress } from "./egress";

const { agents, ...stack } = agentStack();
const sections = { ...stack, agents: { ...agents, egress: { allowedHosts: ["api.partner.example"] } } };

function propertiesOf(body: JsonObject): Record<string, unknown> {
  return body["properties"] as Record<string, unknown>;
}

describe("the ways out of a platform with agents and a firewall", () => {
  let standing: StandingPlatform;
  beforeAll(async () => {
    const parsed = parseStackConfig(sections, "Pulumi.test.yaml");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    standing = await StandingPlatform.create("test", sections, parsed.config as StackConfig);
  }, 60_000);
  afterAll(() => standing[Symbol.asyncDispose]());

  const look = () =>
    runChecks({ checks: [egress], platform: standing.platform, cloud: standing.cloud, wait: 0 });

  it("are those of the stack when it is healthy", async () => {
    const findings = await look();
    expect(findings.filter(({ result }) => result !== "pass")).toEqual([]);
    expect(findings.map((one) => `${one.subject}: ${one.result === "pass" ? one.evidence : ""}`)).toEqual([
      "network-private-endpoints: has no way out",
      "network-workloads: has no way out",
      "egress-subnet: has no way out",
      expect.stringMatching(/^agents-agents: leads by contoso-test-agents-routes/),
      expect.stringMatching(/^agents-code-execution: leads by contoso-test-agents-routes/),
      "agents-routes: 0.0.0.0/0 to 10.40.6.4",
      expect.stringMatching(/^egress-rules: 17 ways, as declared$/),
      "code-marketing-sessions: EgressDisabled",
    ]);
  });

  const subnet = (name: string) => () => standing.find(`/subnets/${name}`);
  const rules = () => standing.find("/ruleCollectionGroups/egress");
  const defects: readonly (readonly [
    what: string,
    where: () => ReturnType<StandingPlatform["find"]>,
    edit: (properties: Record<string, unknown>) => unknown,
    failures: readonly (string | RegExp)[],
  ])[] = [
    [
      "Azure's default way out is turned on",
      subnet("workloads"),
      (properties) => (properties["defaultOutboundAccess"] = true),
      ["network-workloads: its machines have Azure's default way out, and must have none"],
    ],
    [
      "a NAT gateway leads past the firewall",
      subnet("agents"),
      (properties) => (properties["natGateway"] = { id: "/subscriptions/s/natGateways/other" }),
      ["agents-agents: its natGateway is other, must be none"],
    ],
    [
      "the subnet of code has lost its routes",
      subnet("code-execution"),
      (properties) => delete properties["routeTable"],
      [/^agents-code-execution: its routeTable is none, must be contoso-test-agents-routes/],
    ],
    [
      "a route leads some addresses past the firewall",
      () => standing.find(/\/routeTables\/[^/]+$/),
      (properties) =>
        (properties["routes"] = [
          ...(properties["routes"] as object[]),
          { name: "out", properties: { addressPrefix: "203.0.113.0/24", nextHopType: "Internet" } },
        ]),
      ["agents-routes: there is a route 203.0.113.0/24 to Internet, which the stack does not declare"],
    ],
    [
      "the route leads to another address",
      () => standing.find(/\/routeTables\/[^/]+$/),
      (properties) => {
        const [route] = properties["routes"] as JsonObject[];
        (route!["properties"] as Record<string, unknown>)["nextHopIpAddress"] = "10.40.0.200";
      },
      [
        /a route 0\.0\.0\.0\/0 to 10\.40\.0\.200, which .*; a route 0\.0\.0\.0\/0 to 10\.40\.6\.4 is missing$/,
      ],
    ],
    [
      "the firewall lets another host through",
      rules,
      (properties) => {
        const [collection] = properties["ruleCollections"] as { rules: { targetFqdns: string[] }[] }[];
        collection!.rules[0]!.targetFqdns.push("paste.example");
      },
      ["egress-rules: there is a rule from 10.40.2.0/24 to paste.example, which the stack does not declare"],
    ],
    [
      "sandboxes of code have a network",
      () => standing.find(/\/sessionPools\/[^/]+$/),
      (properties) => (properties["sessionNetworkConfiguration"] = { status: "EgressEnabled" }),
      ["code-marketing-sessions: its network is EgressEnabled, must be EgressDisabled"],
    ],
  ];

  it.each(defects)("fails, and says where, when %s", async (_, where, edit, expected) => {
    const undo = await standing.change(where(), (body) => edit(propertiesOf(body)));
    const found = (await look()).flatMap((one) =>
      one.result === "fail" ? [`${one.subject}: ${one.evidence}`] : [],
    );
    await undo();
    expect(found).toHaveLength(expected.length);
    for (const [index, one] of expected.entries())
      expect(found[index]).toEqual(one instanceof RegExp ? expect.stringMatching(one) : one);
  });
});
