import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { Secret } from "../../graph/types";
import { brokenInvariants } from "../../tests/support/invariants";
import { home } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { azureResolver } from "../../tests/support/resolver";
import { Budget, firstOfMonth, type BudgetArgs } from "./budget";
import { DeletionLocks } from "./deletion-locks";
import { MonitorPrivateLink } from "./monitor-private-link";
import { Monitoring } from "./monitoring";

function makeMonitoring(): Monitoring {
  return new Monitoring("monitoring", { ...home, logRetentionDays: 365, protected: true });
}

describe("Monitoring", () => {
  it("keeps logs as long as asked, closed to the internet and to keys", async () => {
    const graph = await record(makeMonitoring);
    const workspace = only(graph, "azure-native:operationalinsights:Workspace");
    expect(workspace.inputs["retentionInDays"]).toBe(365);
    expect(workspace.protect).toBe(true);
    expect(only(graph, "azure-native:applicationinsights:Component").inputs).toMatchObject({
      workspaceResourceId: workspace.id,
      disableLocalAuth: true,
    });
    expect(brokenInvariants(graph)).toEqual({});
  });

  it("marks what looks like a key secret before it reaches the state", async () => {
    const good = azureResolver();
    const graph = await record(makeMonitoring, {
      resolver: {
        ...good,
        create: async (request) => {
          const result = await good.create(request);
          return request.type === "azure-native:applicationinsights:Component"
            ? {
                ...result,
                outputs: {
                  ...result.outputs,
                  connectionString: "InstrumentationKey=1",
                  instrumentationKey: "1",
                },
              }
            : result;
        },
      },
    });
    const { outputs } = only(graph, "azure-native:applicationinsights:Component");
    expect(outputs["connectionString"]).toBeInstanceOf(Secret);
    expect(outputs["instrumentationKey"]).toBeInstanceOf(Secret);
    expect(brokenInvariants(graph)).toEqual({});
  });
});

describe("MonitorPrivateLink", () => {
  it("leads to workspace and traces of this platform alone", async () => {
    const graph = await record(() => {
      const { resourceGroupName, tags } = home;
      new MonitorPrivateLink("monitoring", { resourceGroupName, tags, monitoring: makeMonitoring() });
    });
    expect(only(graph, "azure-native:monitor:PrivateLinkScope").inputs["accessModeSettings"]).toEqual({
      ingestionAccessMode: "PrivateOnly",
      queryAccessMode: "PrivateOnly",
    });
    expect(
      all(graph, "azure-native:monitor:PrivateLinkScopedResource").map(
        ({ inputs }) => inputs["linkedResourceId"],
      ),
    ).toEqual([
      only(graph, "azure-native:operationalinsights:Workspace").id,
      only(graph, "azure-native:applicationinsights:Component").id,
    ]);
  });
});

describe("Budget", () => {
  const args: BudgetArgs = {
    scope: "/subscriptions/s/resourceGroups/rg",
    monthlyAmount: 5000,
    emails: ["owner@contoso.example"],
    startDate: "2026-05-01",
  };

  it("tells people at 80 and 100 percent, and when the forecast says so", async () => {
    const graph = await record(() => new Budget("platform", args));
    const { inputs } = only(graph, "azure-native:consumption:Budget");
    expect(inputs).toMatchObject({
      amount: 5000,
      timeGrain: "Monthly",
      timePeriod: { startDate: "2026-05-01T00:00:00Z" },
    });
    expect(inputs).not.toHaveProperty("filter");
    expect(
      Object.values(
        inputs["notifications"] as Record<
          string,
          { threshold: number; thresholdType: string; contactEmails: string[] }
        >,
      ).map(({ threshold, thresholdType, contactEmails }) => [threshold, thresholdType, ...contactEmails]),
    ).toEqual([
      [100, "Actual", "owner@contoso.example"],
      [80, "Actual", "owner@contoso.example"],
      [100, "Forecasted", "owner@contoso.example"],
    ]);
  });

  it("of a workload counts what carries its tag", async () => {
    const graph = await record(() => new Budget("shop", { ...args, workload: "shop" }));
    expect(only(graph, "azure-native:consumption:Budget").inputs["filter"]).toEqual({
      tags: { name: "workload", operator: "In", values: ["shop"] },
    });
  });

  it("changes nothing when a new month begins", async () => {
    let ignored: string[] | undefined;
    const run = (startDate: string): ReturnType<typeof record> =>
      record(() => {
        pulumi.runtime.registerStackTransformation(({ type, opts }) => {
          if (type === "azure-native:consumption:Budget") ignored = opts.ignoreChanges;
          return undefined;
        });
        new Budget("platform", { ...args, startDate });
      });
    const [may, june] = [await run("2026-05-01"), await run("2026-06-01")];
    const component = "cornerstone:index:Budget";
    expect(only(june, component).inputs).toEqual(only(may, component).inputs);
    expect(ignored).toEqual(["timePeriod"]);
  });

  it("begins with the month, in UTC", () => {
    expect(firstOfMonth(new Date("2026-01-31T23:30:00-05:00"))).toBe("2026-02-01");
    expect(firstOfMonth(new Date("2026-12-01T00:00:00Z"))).toBe("2026-12-01");
  });
});

describe("DeletionLocks", () => {
  it("lock each resource, after whatever they would get in the way of", async () => {
    const graph = await record(() => {
      const monitoring = makeMonitoring();
      const locks = { workspace: { scope: monitoring.workspaceId, notes: "Logs." } };
      new DeletionLocks("locks", { locks, after: [monitoring] });
    });
    const lock = only(graph, "azure-native:authorization:ManagementLockByScope");
    expect(lock.inputs).toMatchObject({
      scope: only(graph, "azure-native:operationalinsights:Workspace").id,
      level: "CanNotDelete",
    });
    expect(lock.dependencies).toContain(only(graph, "azure-native:monitor:DiagnosticSetting").urn);
  });
});
