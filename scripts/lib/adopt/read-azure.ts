import type * as Arm from "@azure/arm-resources";
import type * as Identity from "@azure/identity";
import * as fs from "node:fs";
import type { PropertyMap } from "../../../graph/types";
import { parseArmId } from "../../../localcloud/arm/id";
import { exitCode, Failure, messageOf } from "../failure";
import { lazily } from "../lazy";
import { runningCloud } from "../local-cloud";
import { localPaths } from "../paths";
import { existing, isMap, isWithin, ofType, regionOf, textAt, type Estate, type Existing } from "./existing";

/** Reads one path of Resource Manager with a version of its API: a resource, or a list. */
export type ReadArm = (path: string, apiVersion: string) => Promise<PropertyMap>;

interface Kind {
  readonly apiVersion: string;
  /** What is nested in it, and has to be asked for by itself. */
  readonly children?: readonly string[];
}

/**
 * Types that a stack file can tell of, with the version of the API that is asked, and what is nested in them. Resource Manager
 * lists only what stands directly in a group, and only its outside.
 */
const kinds: Readonly<Record<string, Kind>> = {
  "microsoft.cognitiveservices/accounts": {
    apiVersion: "2025-06-01",
    children: ["deployments", "raiPolicies", "raiBlocklists", "projects"],
  },
  "microsoft.cognitiveservices/accounts/raiblocklists": {
    apiVersion: "2025-06-01",
    children: ["raiBlocklistItems"],
  },
  "microsoft.network/virtualnetworks": { apiVersion: "2024-05-01", children: ["subnets"] },
  "microsoft.network/networksecuritygroups": { apiVersion: "2024-05-01" },
  "microsoft.network/privateendpoints": { apiVersion: "2024-05-01", children: ["privateDnsZoneGroups"] },
  "microsoft.network/privatednszones": { apiVersion: "2024-06-01", children: ["virtualNetworkLinks"] },
  "microsoft.keyvault/vaults": { apiVersion: "2024-11-01", children: ["keys"] },
  "microsoft.managedidentity/userassignedidentities": {
    apiVersion: "2023-01-31",
    children: ["federatedIdentityCredentials"],
  },
  "microsoft.operationalinsights/workspaces": { apiVersion: "2023-09-01" },
  "microsoft.insights/components": { apiVersion: "2020-02-02" },
  "microsoft.insights/privatelinkscopes": { apiVersion: "2021-07-01-preview", children: ["scopedResources"] },
  "microsoft.insights/actiongroups": { apiVersion: "2023-01-01" },
  "microsoft.storage/storageaccounts": { apiVersion: "2024-01-01", children: ["blobServices"] },
  "microsoft.storage/storageaccounts/blobservices": { apiVersion: "2024-01-01", children: ["containers"] },
  "microsoft.databricks/accessconnectors": { apiVersion: "2024-05-01" },
  "microsoft.databricks/workspaces": { apiVersion: "2024-05-01" },
  "microsoft.containerregistry/registries": { apiVersion: "2023-07-01" },
  "microsoft.machinelearningservices/workspaces": { apiVersion: "2025-06-01", children: ["computes"] },
};

/** Types whose resources send diagnostics by a setting that is attached to them. */
const diagnosed: ReadonlySet<string> = new Set([
  "microsoft.cognitiveservices/accounts",
  "microsoft.keyvault/vaults",
  "microsoft.network/virtualnetworks",
  "microsoft.network/networksecuritygroups",
  "microsoft.operationalinsights/workspaces",
  "microsoft.storage/storageaccounts/blobservices",
  "microsoft.databricks/workspaces",
  "microsoft.containerregistry/registries",
  "microsoft.machinelearningservices/workspaces",
]);

/** What is attached to a group and to everything in it. */
const extensions = [
  { type: "Microsoft.Authorization/roleAssignments", apiVersion: "2022-04-01" },
  { type: "Microsoft.Authorization/locks", apiVersion: "2020-05-01" },
  { type: "Microsoft.Consumption/budgets", apiVersion: "2024-08-01" },
];

/** Reads a resource group with everything in it that a stack file can tell of; the rest by name alone. */
export async function estateOfGroup(client: Arm.ResourceManagementClient, group: string): Promise<Estate> {
  const read = reader(client);
  const unread: string[] = [];
  const name = parseArmId(group).name;
  const resources: Existing[] = [];
  const body = await read(group, "2024-03-01").catch((error: unknown) => {
    throw new Failure(`the resource group ${name} cannot be read: ${messageOf(error)}`, exitCode.failed);
  });
  resources.push(existing(textOf(body["id"]) ?? group, body));
  const list = async (path: string, apiVersion: string): Promise<readonly Existing[]> => {
    try {
      const page = await read(path, apiVersion);
      if (page["nextLink"]) unread.push(`${path}: only its first page was read`);
      return itemsOf(page).map((item) => existing(textOf(item["id"]) ?? path, item));
    } catch (error) {
      // A region has no network watcher until somebody needs one.
      if (/\/networkWatchers\//.test(path) && (error as { statusCode?: number }).statusCode === 404)
        return [];
      unread.push(`${path}: ${messageOf(error).split("\n")[0] ?? ""}`);
      return [];
    }
  };
  const open = async (resource: Existing): Promise<void> => {
    const kind = kinds[resource.type];
    resources.push(resource);
    for (const child of kind?.children ?? [])
      for (const nested of await list(`${resource.id}/${child}`, kind?.apiVersion ?? "")) await open(nested);
    if (diagnosed.has(resource.type))
      resources.push(
        ...(await list(
          `${resource.id}/providers/Microsoft.Insights/diagnosticSettings`,
          "2021-05-01-preview",
        )),
      );
  };
  for await (const { id = "", ...outside } of client.resources.listByResourceGroup(name)) {
    const kind = kinds[parseArmId(id).type.toLowerCase()];
    const whole = kind && (await read(id, kind.apiVersion).catch(() => undefined));
    if (kind && !whole) unread.push(`${id}: cannot be read`);
    await open(existing(id, whole ?? (outside as unknown as PropertyMap)));
  }
  for (const { type, apiVersion } of extensions)
    for (const attached of await list(`${group}/providers/${type}`, apiVersion))
      // The list also has what holds for the whole subscription.
      if (attached.id.toLowerCase().startsWith(`${group.toLowerCase()}/`)) resources.push(attached);
  for (const watcher of watchersOf(group, resources))
    for (const log of await list(`${watcher}/flowLogs`, "2024-05-01"))
      if (isWithin(textAt(log, "targetResourceId") ?? "", group)) resources.push(log);
  // What is attached to a resource may be in more than one list.
  const once = new Map(resources.map((resource) => [resource.id.toLowerCase(), resource]));
  return { group, resources: [...once.values()], unread };
}

/**
 * IDs of the network watchers that Azure makes by itself where there are networks. One that somebody else made is not looked for.
 * https://learn.microsoft.com/azure/network-watcher/network-watcher-create
 */
function watchersOf(group: string, resources: readonly Existing[]): readonly string[] {
  const { subscriptionId = "" } = parseArmId(group);
  const regions = ofType({ resources }, "microsoft.network/virtualnetworks").flatMap(
    ({ location }) => regionOf(location) ?? [],
  );
  return [...new Set(regions)].map(
    (region) =>
      `/subscriptions/${subscriptionId}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${region}`,
  );
}

/**
 * The client's own call for one resource: it signs and repeats. Lists have no call of their own for every type, so the body is
 * taken as it comes.
 */
function reader(client: Arm.ResourceManagementClient): ReadArm {
  return async (path, apiVersion) => {
    let text = "";
    await client.resources.getById(path.replace(/^\//, ""), apiVersion, {
      onResponse: ({ bodyAsText }) => {
        text = bodyAsText ?? "";
      },
    });
    const body: unknown = JSON.parse(text || "{}");
    return isMap(body) ? body : {};
  };
}

/** Resource Manager of Azure with the user's login, or that of a local cloud that runs. */
export function armClient(
  subscription: string,
  localStack: string | undefined,
): Arm.ResourceManagementClient {
  if (localStack === undefined) {
    const { ResourceManagementClient } = lazily(__filename, "@azure/arm-resources") as typeof Arm;
    const { DefaultAzureCredential } = lazily(__filename, "@azure/identity") as typeof Identity;
    return new ResourceManagementClient(new DefaultAzureCredential(), subscription);
  }
  const faces = runningCloud(localPaths(localStack))?.faces;
  if (!faces)
    throw new Failure(
      `the local cloud of ${localStack} does not run`,
      exitCode.usage,
      `Start it: cornerstone local start ${localStack}`,
    );
  return localArmClient(subscription, faces);
}

/** Where Resource Manager of a local cloud listens, and how it is spoken to. */
type ArmFace = Readonly<Record<"arm" | "tokenFile" | "caFile", string>>;

/** Resource Manager of a local cloud. */
export function localArmClient(subscription: string, face: ArmFace): Arm.ResourceManagementClient {
  const { ResourceManagementClient } = lazily(__filename, "@azure/arm-resources") as typeof Arm;
  const token = fs.readFileSync(face.tokenFile, "utf8");
  return new ResourceManagementClient(
    { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    subscription,
    { endpoint: face.arm, tlsOptions: { ca: fs.readFileSync(face.caFile, "utf8") } },
  );
}

function itemsOf(page: PropertyMap): readonly PropertyMap[] {
  const value = page["value"];
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isMap) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
