import type { MetricPanel, PanelResources, PanelRow } from "./dashboard-panels";

/** Units as Grafana names them. */
const units = { count: "short", milliseconds: "ms", percent: "percent" } as const;

/** The data source that Azure gives every Grafana of its own. */
const datasource = { type: "grafana-azure-monitor-datasource", uid: "azure-monitor-oob" } as const;

const columns = 24;
const panelSize = { w: 12, h: 8 } as const;

/**
 * A Grafana dashboard in its own JSON: it can be imported into any Grafana that has Azure Monitor as a data source.
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function grafanaContent(title: string, rows: readonly PanelRow[], resources: PanelResources): string {
  let y = 0;
  let id = 0;
  const panels = rows.flatMap((row) => {
    const heading = { id: ++id, type: "row", title: row.title, gridPos: { x: 0, y, w: columns, h: 1 } };
    y += 1;
    const charts = row.panels.map((panel, index) => {
      const x = (index * panelSize.w) % columns;
      const top = y + Math.floor((index * panelSize.w) / columns) * panelSize.h;
      return { id: ++id, gridPos: { x, y: top, ...panelSize }, ...chart(panel, row, resources[row.of]) };
    });
    y += Math.ceil((row.panels.length * panelSize.w) / columns) * panelSize.h;
    return [heading, ...charts];
  });
  return JSON.stringify({
    title,
    schemaVersion: 41,
    version: 1,
    editable: false,
    time: { from: "now-24h", to: "now" },
    refresh: "5m",
    tags: ["cornerstone"],
    panels,
  });
}

function chart(panel: MetricPanel, { namespace }: PanelRow, resourceIds: readonly string[]): object {
  return {
    type: "timeseries",
    title: panel.title,
    datasource,
    fieldConfig: { defaults: { unit: units[panel.unit] }, overrides: [] },
    targets: resourceIds.map((resourceId, index) => ({
      refId: String.fromCharCode(65 + index),
      queryType: "Azure Monitor",
      datasource,
      azureMonitor: {
        resources: [resourceOf(resourceId, namespace)],
        metricNamespace: namespace.toLowerCase(),
        metricName: panel.metric,
        aggregation: panel.aggregation,
        timeGrain: "auto",
        dimensionFilters:
          panel.splitBy === undefined ? [] : [{ dimension: panel.splitBy, operator: "eq", filters: [] }],
      },
    })),
  };
}

function resourceOf(id: string, namespace: string): object {
  const [, , subscription, , resourceGroup] = id.split("/");
  return {
    subscription,
    resourceGroup,
    resourceName: id.split("/").pop(),
    metricNamespace: namespace.toLowerCase(),
  };
}
