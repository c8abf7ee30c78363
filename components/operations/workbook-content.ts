import type { MetricPanel, PanelResources, PanelRow } from "./dashboard-panels";

/** Numbers by which a workbook names aggregations. */
const aggregations = { Total: 1, Maximum: 3, Average: 4 } as const;

const day = 24 * 60 * 60 * 1000;

/**
 * The content of an Azure workbook as its service keeps it: text, and a chart a panel.
 * https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-overview
 */
export function workbookContent(title: string, rows: readonly PanelRow[], resources: PanelResources): string {
  const items = [
    text("title", `# ${title}`),
    ...rows.flatMap((row) => [
      text(`row-${row.of}`, `## ${row.title}`),
      ...row.panels.map((panel) => chart(panel, row, resources[row.of])),
    ]),
  ];
  return JSON.stringify({
    version: "Notebook/1.0",
    items,
    fallbackResourceIds: [],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  });
}

function text(name: string, json: string): object {
  return { type: 1, content: { json }, name };
}

function chart(panel: MetricPanel, { namespace, of }: PanelRow, resourceIds: readonly string[]): object {
  const type = namespace.toLowerCase();
  return {
    type: 10,
    content: {
      version: "MetricsItem/2.0",
      size: 0,
      chartType: 2,
      resourceType: type,
      metricScope: 0,
      resourceIds: [...resourceIds],
      timeContext: { durationMs: day },
      metrics: [
        {
          namespace: type,
          metric: `${type}--${panel.metric}`,
          aggregation: aggregations[panel.aggregation],
          ...(panel.splitBy === undefined ? {} : { splitBy: panel.splitBy }),
        },
      ],
      title: panel.title,
      gridSettings: { rowLimit: 10000 },
    },
    customWidth: "50",
    name: `${of}-${slug(panel.title)}`,
  };
}

function slug(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
