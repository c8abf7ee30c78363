import { describe, expect, it } from "vitest";
import { recordStack } from "../../tests/support/record";
import { stackFile } from "../../tests/support/stack-files";

/** What an optional part of prod stands up, by the beginnings of the types that belong to it alone. */
const parts = {
  data: ["azure-native:databricks:", "azure-native:resources:Deployment", "cornerstone:index:Databricks"],
  learning: ["azure-native:machinelearningservices:", "azure-native:containerregistry:"],
  alerts: ["azure-native:monitor:MetricAlert", "azure-native:monitor:ActionGroup"],
  dashboards: ["azure-native:applicationinsights:Workbook", "azure-native:dashboard:"],
  flowLogs: ["azure-native:network:FlowLog"],
  defender: ["azure-native:security:"],
} as const;

describe("a section that is turned off", () => {
  it("takes its resources along and leaves all others as they were", { timeout: 60_000 }, async () => {
    const config = stackFile("prod");
    const whole = await recordStack("prod", config);
    for (const [part, types] of Object.entries(parts)) {
      const rest = await recordStack("prod", without(config, part));
      const urns = new Set(rest.resources.map(({ urn }) => urn));
      const gone = whole.resources.filter(({ urn }) => !urns.has(urn));
      expect(gone.length, part).toBeGreaterThan(0);
      expect(rest.resources.length + gone.length, part).toBe(whole.resources.length);
      const left = rest.resources.filter(({ type }) => types.some((start) => type.startsWith(start)));
      expect(
        left.map(({ name }) => name),
        part,
      ).toEqual([]);
      const inputs = new Map(whole.resources.map((node) => [node.urn, node.inputs]));
      const changed = rest.resources.filter(
        (node) => node.custom && JSON.stringify(node.inputs) !== JSON.stringify(inputs.get(node.urn)),
      );
      // The monitoring of what remains does not change either.
      expect(
        changed.map(({ name }) => name),
        part,
      ).toEqual([]);
    }
  });
});

function without(config: Readonly<Record<string, unknown>>, part: string): Record<string, unknown> {
  const isSection = (key: string) => key === part || key.endsWith(`:${part}`);
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => !isSection(key))
      .map(([key, value]) => {
        if (key !== "operations" && !key.endsWith(":operations")) return [key, value];
        return [key, without(value as Record<string, unknown>, part)];
      }),
  );
}
