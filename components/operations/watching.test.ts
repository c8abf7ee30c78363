import { describe, expect, it } from "vitest";
import { GraphIndex, text } from "../../tests/support/graph-index";
import { home, makeVault, workspaceId } from "../../tests/support/parts";
import { all, only, record } from "../../tests/support/record";
import { accountAlerts, defaultThresholds, firewallAlerts, quotaAlert, vaultAlerts } from "./alert-rules";
import { Alerts } from "./alerts";
import { panelRows } from "./dashboard-panels";
import { FlowLogs } from "./flow-logs";
import { grafanaContent } from "./grafana-content";
import { workbookContent } from "./workbook-content";

const type = (name: string): string => `azure-native:${name}`;
const group = "/subscriptions/s/resourceGroups/rg";
const account = `${group}/providers/Microsoft.CognitiveServices/accounts/main`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv`;
const firewall = `${group}/providers/Microsoft.Network/azureFirewalls/egress`;
const resources = { accounts: [account, `${account}2`], vaults: [vault] };

describe("Alerts", () => {
  const make = () =>
    new Alerts("alerts", {
      ...home,
      emails: ["oncall@contoso.example"],
      shortName: "test",
      targets: {
        main: {
          id: account,
          namespace: "Microsoft.CognitiveServices/accounts",
          rules: accountAlerts(defaultThresholds),
        },
        "firewall-egress": {
          id: firewall,
          namespace: "Microsoft.Network/azureFirewalls",
          rules: firewallAlerts,
        },
        vault: { id: vault, namespace: "Microsoft.KeyVault/vaults", rules: vaultAlerts },
      },
      subscriptionId: "/subscriptions/s",
      regions: ["Sweden Central"],
      workspaceId,
    });

  it("tell the same people whatever happens", async () => {
    const graph = await record(make);
    const people = only(graph, type("monitor:ActionGroup"));
    expect(people.inputs["emailReceivers"]).toMatchObject([{ emailAddress: "oncall@contoso.example" }]);
    const metric = all(graph, type("monitor:MetricAlert"));
    expect(metric).toHaveLength(
      [...accountAlerts(defaultThresholds), ...vaultAlerts, ...firewallAlerts].length,
    );
    for (const alert of metric) expect(text(alert, "actions.0.actionGroupId")).toBe(people.id);
    const log = only(graph, type("monitor:ScheduledQueryRule"));
    expect(text(log, "actions.actionGroups.0")).toBe(people.id);
    const health = only(graph, type("monitor:ActivityLogAlert"));
    expect(text(health, "actions.actionGroups.0.actionGroupId")).toBe(people.id);
  });

  it("count only what the dimension says", async () => {
    const graph = await record(make);
    expect(
      only(graph, type("monitor:MetricAlert"), "alerts-main-throttled").inputs["criteria"],
    ).toMatchObject({
      allOf: [{ metricName: "AzureOpenAIRequests", dimensions: [{ name: "StatusCode", values: ["429"] }] }],
    });
  });

  it("fire when a deployment uses its part of five minutes of tokens", () => {
    expect(quotaAlert("chat", 100_000, defaultThresholds)).toMatchObject({
      threshold: 450_000,
      window: "PT5M",
      only: { dimension: "ModelDeploymentName", values: ["chat"] },
    });
  });
});

interface GrafanaPanel {
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly refId: string }[];
}

describe("dashboards", () => {
  it("are the same text for the same resources", () => {
    for (const content of [workbookContent, grafanaContent]) {
      expect(content("Models", panelRows, resources)).toBe(content("Models", panelRows, resources));
    }
  });

  it("show every panel of every row once", () => {
    const panels = panelRows.flatMap((row) => row.panels);
    const workbook = JSON.parse(workbookContent("Models", panelRows, resources)) as {
      items: { name: string; type: number }[];
    };
    expect(workbook.items.filter((item) => item.type === 10)).toHaveLength(panels.length);
    expect(new Set(workbook.items.map(({ name }) => name)).size).toBe(workbook.items.length);
    const grafana = JSON.parse(grafanaContent("Models", panelRows, resources)) as { panels: GrafanaPanel[] };
    expect(grafana.panels).toHaveLength(panels.length + panelRows.length);
    expect(new Set(grafana.panels.map(({ id }) => id)).size).toBe(grafana.panels.length);
    expect(grafana.panels[1]?.targets?.map(({ refId }) => refId)).toEqual(["A", "B"]);
  });

  it("lay panels beside and below each other, never over another", () => {
    const { panels } = JSON.parse(grafanaContent("Models", panelRows, resources)) as {
      panels: GrafanaPanel[];
    };
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });
});

describe("FlowLogs", () => {
  it("write to storage with an identity that may, before the first flow", async () => {
    const graph = await record(
      () =>
        new FlowLogs("flows", {
          ...home,
          workspaceId,
          vault: makeVault(),
          protected: false,
          accountName: "flows",
          virtualNetworkId: `${group}/providers/Microsoft.Network/virtualNetworks/net`,
          retentionDays: 90,
        }),
    );
    const log = only(graph, type("network:FlowLog"));
    expect(log.inputs).toMatchObject({
      networkWatcherName: "NetworkWatcher_swedencentral",
      resourceGroupName: "NetworkWatcherRG",
      retentionPolicy: { enabled: true, days: 90 },
    });
    const writer = only(graph, type("authorization:RoleAssignment"), "flows-writer");
    expect(new GraphIndex(graph).dependsOn(log, writer)).toBe(true);
    expect(text(only(graph, type("storage:StorageAccount")), "networkRuleSet.bypass")).toBe("AzureServices");
  });
});
