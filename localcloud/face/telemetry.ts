import type { CloudView } from "../arm/behaviour";
import { at, objectsAt, stringAt } from "../arm/json";
import type { JsonObject } from "../store/store";

/** A row of a workspace, with the columns of its table. */
export type LogRow = Readonly<Record<string, string | number>>;

/** A call of an account's data plane, as its logs tell of it. */
export interface AccountCall {
  /** ARM ID of the account. */
  readonly account: string;
  readonly operation: string;
  /** HTTP status. */
  readonly status: number;
}

/** More rows than this are not kept, oldest first. */
const kept = 10_000;

/**
 * What resources send to Log Analytics: a row for each call, where a diagnostic setting of the resource leads to the
 * workspace at that moment. Kept for as long as the process lives.
 */
export class Telemetry {
  private readonly rows = new Map<string, LogRow[]>();

  constructor(private readonly cloud: CloudView) {}

  /** Columns: https://learn.microsoft.com/azure/azure-monitor/reference/tables/azurediagnostics, .../azuremetrics */
  record({ account, operation, status }: AccountCall): void {
    const common = { TimeGenerated: new Date(this.cloud.now()).toISOString(), ResourceId: account };
    for (const { body } of this.settingsOf(account)) {
      const workspace = stringAt(body, "properties.workspaceId");
      if (workspace === undefined) continue;
      if (isEnabled(body, "properties.logs"))
        this.add(workspace, {
          ...{ ...common, Table: "AzureDiagnostics", Category: "RequestResponse" },
          ...{ OperationName: operation, ResultSignature: String(status) },
        });
      if (isEnabled(body, "properties.metrics"))
        this.add(workspace, {
          ...{ ...common, Table: "AzureMetrics", MetricName: "AzureOpenAIRequests" },
          ...{ Total: 1, UnitName: "Count" },
        });
    }
  }

  /** Rows of a workspace, oldest first. */
  of(workspace: string): readonly LogRow[] {
    return this.rows.get(workspace.toLowerCase()) ?? [];
  }

  private settingsOf(resource: string) {
    return this.cloud
      .children(resource)
      .filter(({ id }) => /\/providers\/microsoft\.insights\/diagnosticsettings\/[^/]+$/i.test(id));
  }

  private add(workspace: string, row: LogRow): void {
    const key = workspace.toLowerCase();
    const rows = this.rows.get(key) ?? [];
    rows.push(row);
    if (rows.length > kept) rows.shift();
    this.rows.set(key, rows);
  }
}

function isEnabled(body: JsonObject, path: string): boolean {
  return objectsAt(body, path).some((category) => at(category, "enabled") === true);
}
