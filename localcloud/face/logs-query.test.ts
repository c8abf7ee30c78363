import { describe, expect, it } from "vitest";
import { runQuery } from "./logs-query";
import type { LogRow } from "./telemetry";

const now = Date.UTC(2026, 10, 1, 12);
const row = (more: LogRow): LogRow => ({
  Table: "AzureDiagnostics",
  TimeGenerated: new Date(now - 60_000).toISOString(),
  ResourceId: "/subscriptions/A",
  ...more,
});
const rows = [
  row({ ResultSignature: "200" }),
  row({ ResultSignature: "401" }),
  row({ TimeGenerated: new Date(now - 7_200_000).toISOString() }),
  row({ Table: "AzureMetrics" }),
];
const count = (query: string): unknown => runQuery(query, rows, now).rows[0]?.[0];

describe("a query of the logs", () => {
  it.each([
    ["AzureDiagnostics | count", 3],
    ["AzureMetrics | count", 1],
    ["Unheard | count", 0],
    ["AzureDiagnostics | where TimeGenerated > ago(1h) | count", 2],
    ['AzureDiagnostics | where ResourceId =~ "/SUBSCRIPTIONS/a" | count', 3],
    ['AzureDiagnostics | where ResourceId == "/SUBSCRIPTIONS/a" | count', 0],
    ["AzureDiagnostics | where ResultSignature != '200' and TimeGenerated > ago(1h) | count", 1],
    ["AzureDiagnostics | take 1 | count", 1],
  ])("%s", (query, expected) => {
    expect(count(query)).toBe(expected);
  });

  it("gives the rows themselves without count", () => {
    const { columns, rows: found } = runQuery("AzureDiagnostics | take 1", rows, now);
    expect(columns.map(({ name }) => name)).toEqual(["TimeGenerated", "ResourceId", "ResultSignature"]);
    expect(found).toHaveLength(1);
  });

  it.each(["union *", "T | summarize count() by X", "T | where X contains 'a'", "T | where a == 1"])(
    "is refused rather than answered wrongly: %s",
    (query) => {
      expect(() => runQuery(query, rows, now)).toThrow(/does not understand/);
    },
  );
});
