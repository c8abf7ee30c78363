import { type Case, type Check, type Outcome, fail, pass, skipped } from "../check";
import type { Cloud } from "../cloud";
import { type Account, type Platform, type Standing, isWithin, textAt } from "../platform";
import { drifted, records, textIn, valueIn } from "../read";
import { outside } from "./network";

export const diagnostics: Check = {
  id: "diagnostics",
  title: "Every diagnostic setting stands, and leads to the platform's workspace.",
  how: "Reads each diagnostic setting of the state from Resource Manager.",
  phase: "structure",
  cases: (platform) =>
    settings(platform).map((setting) => ({
      subject: subjectOf(setting),
      run: async (cloud) => compare(setting, cloud),
    })),
};

function settings(platform: Platform): readonly Standing[] {
  return platform.standing("azure-native:monitor:DiagnosticSetting");
}

function subjectOf({ name }: Standing): string {
  return name.replace(/-diagnostics$/, "");
}

/** The provider writes the ID of a setting as Monitor answers it, without its leading slash in older versions. */
async function compare({ node, id, apiVersion }: Standing, cloud: Cloud): Promise<Outcome> {
  const found = await cloud.resource(id.startsWith("/") ? id : `/${id}`, apiVersion);
  if (!found)
    return fail("the diagnostic setting does not exist: nothing of this resource is logged", drifted);
  const workspace = textAt(node, "inputs.workspaceId") ?? "";
  const actual = textIn(found, "properties.workspaceId") ?? "nowhere";
  if (actual.toLowerCase() !== workspace.toLowerCase())
    return fail(`it leads to ${nameOf(actual)}, must lead to ${nameOf(workspace)}`, drifted);
  const missing = ["logs", "metrics"].flatMap((kind) =>
    enabled(node.inputs[kind])
      .filter((name) => !enabled(found.properties[kind]).includes(name))
      .map((name) => `${name} (${kind})`),
  );
  return missing.length === 0
    ? pass(`leads to ${nameOf(workspace)}`)
    : fail(`not sent any more: ${missing.join(", ")}`, drifted);
}

function nameOf(id: string): string {
  return id.split("/").at(-1) ?? id;
}

/** Categories, and groups of them, that are switched on. */
function enabled(categories: unknown): readonly string[] {
  return records(categories)
    .filter((one) => valueIn(one, "enabled") === true)
    .flatMap((one) => textIn(one, "categoryGroup") ?? textIn(one, "category") ?? []);
}

const tables = [
  { kind: "logs", table: "AzureDiagnostics" },
  { kind: "metrics", table: "AzureMetrics" },
] as const;

export const telemetryArrives: Check = {
  id: "telemetry-arrives",
  title: "Logs and metrics of each AI account arrive in the workspace.",
  how: "Counts the account's rows of the last hour by a Log Analytics query, after the calls of the other checks.",
  phase: "telemetry",
  eventual: true,
  cases: (platform) =>
    platform.accounts.flatMap((account) =>
      tables.map(({ kind, table }): Case => {
        const setting = settings(platform).find(({ id }) => isWithin(withSlash(id), account.id));
        return {
          subject: `${account.name} ${kind}`,
          needs: setting ? [{ check: "diagnostics", subject: subjectOf(setting) }] : [],
          run: (cloud) =>
            setting
              ? count(account, table, setting, platform, cloud)
              : Promise.resolve(skipped("the stack declares no diagnostic setting of the account")),
        };
      }),
    ),
};

function withSlash(id: string): string {
  return id.startsWith("/") ? id : `/${id}`;
}

async function count(
  account: Account,
  table: string,
  { node }: Standing,
  platform: Platform,
  cloud: Cloud,
): Promise<Outcome> {
  const target = (textAt(node, "inputs.workspaceId") ?? "").toLowerCase();
  const workspace = platform
    .standing("azure-native:operationalinsights:Workspace")
    .find(({ id }) => id.toLowerCase() === target);
  const customer = workspace && textAt(workspace.node, "outputs.customerId");
  if (customer === undefined) return skipped("the workspace is not one of this stack");
  // Workspaces of the platform are queried from the network alone.
  if (!cloud.positions.has("network")) return skipped(outside);
  const query = `${table} | where TimeGenerated > ago(1h) | where ResourceId =~ "${account.id}" | count`;
  const rows = await cloud.countLogs(customer, query);
  return rows > 0
    ? pass(`${rows} rows of the last hour in ${table}`)
    : fail(
        `no row of the last hour in ${table}`,
        "Look at the diagnostic setting and at the private link scope of the workspace. Azure takes up to 15 minutes to deliver: --wait says how long to look again.",
      );
}
