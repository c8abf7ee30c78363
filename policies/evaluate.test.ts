import { describe, expect, it } from "vitest";
import { Unknown } from "../graph/types";
import { evaluate } from "./evaluate";
import type { GraphRule, ResourceRule, RuleContext } from "./rule";
import { rules } from "./rules";
import { graphOf, resource, testDeclaration } from "./testing";
import { azure } from "./types";
import { mustBe, pass } from "./verdicts";

const context: RuleContext = { declaration: testDeclaration, now: new Date("2026-11-22T12:00:00Z") };
const [template] = rules.filter((rule) => rule.scope === "resource") as [ResourceRule];
const rule: ResourceRule = { ...template, check: (inputs) => mustBe(inputs, "mode", "on") };

function outcomes(...given: Parameters<typeof resource>[1][]): readonly unknown[] {
  const resources = given.map((inputs, index) => resource(azure.account[0], inputs, { name: `r${index}` }));
  return evaluate({ graph: graphOf(resources), rules: [rule], context }).map(({ outcome, message }) => [
    outcome,
    message,
  ]);
}

describe("evaluation", () => {
  it("gives every resource of the rule's types a finding", () => {
    expect(outcomes({ mode: "on" }, { mode: "off" }, { mode: new Unknown("soon") }, { mode: 3 })).toEqual([
      ["pass", ""],
      ["fail", 'mode is "off", must be "on"'],
      ["unknown", "mode is not known: soon"],
      ["broken", "mode is a number where the rule reads a string"],
    ]);
  });

  it.each([new Error("the rule divides by zero"), "a string", undefined])(
    "reports a rule that throws %s as broken",
    (thrown) => {
      const throwing: ResourceRule = {
        ...rule,
        check: () => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- rules are code of others, too
          throw thrown;
        },
      };
      const [finding] = evaluate({
        graph: graphOf([resource(azure.account[0], {})]),
        rules: [throwing],
        context,
      });
      expect(finding).toMatchObject({
        outcome: "broken",
        message: thrown instanceof Error ? thrown.message : String(thrown),
      });
    },
  );

  it("goes on after a broken rule", () => {
    const throwing: GraphRule = {
      ...rule,
      scope: "graph",
      check: () => {
        throw new Error("no");
      },
    };
    const findings = evaluate({
      graph: graphOf([resource(azure.account[0], { mode: "on" })]),
      rules: [throwing, rule],
      context,
    });
    expect(findings.map(({ outcome }) => outcome)).toEqual(["broken", "pass"]);
  });

  it("judges a type whatever API version its token names", () => {
    const tokens = [
      "azure-native:cognitiveservices/v20231001preview:Account",
      "azure-native_cognitiveservices_v20241001:cognitiveservices:Account",
    ];
    const graph = graphOf(
      tokens.map((token, index) => resource(token, { mode: "off" }, { name: `r${index}` })),
    );
    expect(evaluate({ graph, rules: [rule], context }).map(({ outcome }) => outcome)).toEqual([
      "fail",
      "fail",
    ]);
  });

  it("gives rules of every resource neither components nor Pulumi's own resources", () => {
    const graph = graphOf([
      resource("cornerstone:index:Platform", {}, { custom: false }),
      resource("pulumi:providers:azure-native", {}, { name: "provider" }),
      resource(azure.vault[0], {}, { name: "vault" }),
    ]);
    const findings = evaluate({ graph, rules: [{ ...rule, types: ["*"], check: () => pass }], context });
    expect(findings.map(({ urn }) => urn)).toEqual([graph.resources[2]?.urn]);
  });

  it("takes time in proportion to the graph", () => {
    const time = (count: number): number => {
      const graph = graphOf(manyAccounts(count));
      const start = performance.now();
      const findings = evaluate({ graph, rules, context });
      expect(findings.length).toBeGreaterThan(count);
      return performance.now() - start;
    };
    time(500);
    // A rule that looks at every pair would take a hundred times as long; machines that are busy get a wide margin.
    expect(time(5_000)).toBeLessThan(Math.max(time(500), 5) * 40);
  });
});

function manyAccounts(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const accountName = `ai${index}`;
    const id = `/subscriptions/0/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/${accountName}`;
    return [
      resource(azure.account[0], { accountName, resourceGroupName: "rg" }, { name: accountName, id }),
      resource(
        azure.privateEndpoint[0],
        { privateLinkServiceConnections: [{ privateLinkServiceId: id, groupIds: ["account"] }] },
        { name: `pe${index}`, id: `${id}-pe` },
      ),
    ];
  }).flat();
}
