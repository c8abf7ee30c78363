import { describe, expect, it } from "vitest";
import { namesOf } from "../../../graph/names";
import { Unknown } from "../../../graph/types";
import { recordStack } from "../../../tests/support/record";
import { sampleStack } from "../../../tests/support/sample-stack";
import { gatewayGrants } from "./gateway-grants";

const limits = sampleStack.workloads.map(({ name }) => ({ workload: name, monthlyTokens: 1 }));
const { group } = sampleStack.workloads[0];
const groups = new Map([[group, "group of customer-service"]]);

describe("access through a gateway", () => {
  it("is what the policies of its APIs let in: the identity and the group of each workload", async () => {
    const graph = await recordStack("test", { ...sampleStack, gateway: { limits } });
    const role = "call through the gateway";
    expect(gatewayGrants(graph, namesOf(graph), groups)).toEqual(
      ["customer-service", "marketing"].flatMap((workload) =>
        [`UserAssignedIdentity workload-${workload}-identity`, "group of customer-service"].map(
          (principal) => ({
            principal,
            role,
            scope: `Api gateway-${workload}-api`,
            administers: false,
          }),
        ),
      ),
    );
  });

  it("is anybody's where nothing checks callers any more, and told as not known where something else does", async () => {
    const graph = await recordStack("test", { ...sampleStack, gateway: { limits } });
    const callers = (edit: (policy: string) => string) =>
      gatewayGrants(
        {
          ...graph,
          resources: graph.resources.map((node) => {
            const { value } = node.inputs;
            return node.type.endsWith(":ApiPolicy") && typeof value === "string"
              ? { ...node, inputs: { ...node.inputs, value: edit(value) } }
              : node;
          }),
        },
        namesOf(graph),
        groups,
      ).map(({ principal }) => principal);
    const open = "<policies><inbound><base /></inbound></policies>";
    expect(callers(() => open)).toEqual(["anybody", "anybody"]);
    expect(callers((policy) => policy.replaceAll("&quot;groups&quot;", "&quot;roles&quot;"))).toEqual(
      ["", ""].map(() => "callers that its policy decides on, in a way that is not known here"),
    );
  });

  it("is nothing without a gateway, and not known where a policy is not", async () => {
    const plain = await recordStack("test", sampleStack);
    expect(gatewayGrants(plain, namesOf(plain), groups)).toEqual([]);
    const graph = await recordStack("test", { ...sampleStack, gateway: { limits } });
    const resources = graph.resources.map((node) =>
      node.type.endsWith(":ApiPolicy")
        ? { ...node, inputs: { ...node.inputs, value: new Unknown("later") } }
        : node,
    );
    const told = gatewayGrants({ ...graph, resources }, namesOf(graph), groups);
    expect(told.map(({ principal }) => principal)).toEqual(["[not known yet]", "[not known yet]"]);
  });
});
