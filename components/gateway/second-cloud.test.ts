import { XMLValidator } from "fast-xml-parser";
import { beforeAll, describe, expect, it } from "vitest";
import { Secret, type ResourceGraph, type ResourceNode } from "../../graph/types";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { all, recordStack } from "../../tests/support/record";
import { stackFile } from "../../tests/support/stack-files";

const api = (type: string): string => `azure-native:apimanagement:${type}`;
const section = "cornerstone:secondary";
const secondary = {
  stack: "aws-prod",
  standIns: [
    { deployment: "chat", model: "chat", workloads: ["customer-service"] },
    { deployment: "copywriting", model: "copywriting" },
  ],
};
/** prod without what no gateway needs. */
const prod = Object.fromEntries(
  Object.entries(stackFile("prod")).filter(
    ([key]) => ![section, "cornerstone:agents", "cornerstone:data", "cornerstone:learning"].includes(key),
  ),
);

let off: ResourceGraph;
let on: ResourceGraph;
beforeAll(async () => {
  off = await recordStack("prod", prod);
  on = await recordStack("prod", { ...prod, [section]: secondary });
}, 60_000);

function added(): ResourceNode[] {
  const before = new Set(off.resources.map(({ urn }) => urn));
  return on.resources.filter(({ urn }) => !before.has(urn));
}

function policyOf(graph: ResourceGraph, workload: string): string {
  const policy = all(graph, api("ApiPolicy")).find((node) => text(node, "apiId") === workload);
  return (policy && text(policy, "value")) ?? "";
}

describe("a second cloud", () => {
  it("adds the reference to its stack and what policies have to know of it, and changes policies alone", () => {
    expect([...new Set(added().map(({ type }) => type))].sort()).toEqual([
      api("NamedValue"),
      "cornerstone:index:BedrockAccess",
      "pulumi:pulumi:StackReference",
    ]);
    const inputs = new Map(off.resources.map((node) => [node.urn, JSON.stringify(node.inputs)]));
    const changed = on.resources.filter(
      ({ urn, custom, inputs: now }) => custom && inputs.has(urn) && inputs.get(urn) !== JSON.stringify(now),
    );
    expect(changed.map(({ type, name }) => [type, name])).toEqual(
      ["customer-service", "personalised-marketing"].map((workload) => [
        api("ApiPolicy"),
        `contoso-prod-gateway-${workload}-api-policy`,
      ]),
    );
  });

  it("leaves nothing of itself behind when it is turned off", () => {
    expect(all(off, "pulumi:pulumi:StackReference")).toEqual([]);
    expect(JSON.stringify(off.resources.map(({ inputs }) => inputs))).not.toMatch(
      /bedrock|amazonaws|arn:aws/i,
    );
  });

  it("holds no secret", () => {
    const values = added().filter(({ type }) => type === api("NamedValue"));
    for (const { inputs } of values) {
      expect(inputs["secret"]).toBe(false);
      expect(inputs["value"]).not.toBeInstanceOf(Secret);
    }
    expect(values.map((node) => text(node, "namedValueId")).sort()).toEqual([
      "bedrock-audience",
      "bedrock-chat-guardrail",
      "bedrock-chat-guardrail-version",
      "bedrock-chat-id",
      "bedrock-copywriting-guardrail",
      "bedrock-copywriting-guardrail-version",
      "bedrock-copywriting-id",
      "bedrock-customer-service-chat-profile",
      "bedrock-customer-service-chat-regions",
      "bedrock-personalised-marketing-copywriting-profile",
      "bedrock-personalised-marketing-copywriting-regions",
      "bedrock-region",
      "bedrock-role",
    ]);
  });

  it("tells where the profile of each workload is processed", () => {
    const valueOf = (name: string) => {
      const found = all(on, api("NamedValue")).find((node) => text(node, "namedValueId") === name);
      return found && text(found, "value");
    };
    expect(valueOf("bedrock-customer-service-chat-profile")).toBe(
      "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/customer-service-chat",
    );
    expect(valueOf("bedrock-customer-service-chat-regions")).toBe("eu-central-1, eu-west-3");
  });

  it("stands in for the pools and workloads that are named, and no others", () => {
    const standIns = (workload: string) =>
      [
        ...policyOf(on, workload).matchAll(
          /key="stand-in-closed-([\w-]+)" caching-type="internal" variable/g,
        ),
      ].map(([, model]) => model);
    // Once for each style of path.
    expect(standIns("customer-service")).toEqual(["chat", "chat"]);
    expect(standIns("personalised-marketing")).toEqual(["copywriting", "copywriting"]);
    expect(standIns("intelligent-automation")).toEqual([]);
    expect(policyOf(on, "predictive-analytics")).toBe(policyOf(off, "predictive-analytics"));
  });

  it("keeps every policy well-formed, within what API Management takes, and after the values that it names", () => {
    const index = new GraphIndex(on);
    for (const policy of all(on, api("ApiPolicy"))) {
      const value = text(policy, "value") ?? "";
      expect(XMLValidator.validate(value)).toBe(true);
      expect(Buffer.byteLength(value)).toBeLessThan(256 * 1024);
      const names = new Set([...value.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name]) => name));
      for (const name of names) {
        const named = all(on, api("NamedValue")).find((node) => text(node, "namedValueId") === name);
        expect(named, name).toBeDefined();
        expect(index.dependsOn(policy, named as ResourceNode), name).toBe(true);
      }
    }
  });
});
