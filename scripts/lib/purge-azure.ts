import type * as Vaults from "@azure/arm-keyvault";
import type * as Arm from "@azure/arm-resources";
import type * as Identity from "@azure/identity";
import type { Console } from "./console";
import { exitCode, Failure, messageOf } from "./failure";
import { lazily } from "./lazy";
import type { PurgeRecord } from "./purge-record";
import { type Remains, workspaceVersion } from "./soft-deleted";
import { taskLine } from "./task-line";

/** Azure's own clients of one subscription. */
export interface PurgeClients {
  readonly resources: Arm.ResourceManagementClient;
  readonly vaults: Vaults.KeyVaultManagementClient;
}

export type PurgeOutcome =
  /** Gone for good: its name is free. */
  | { readonly kind: "purged" }
  /** Azure keeps nothing of that name: it was purged before, or its retention has ended. */
  | { readonly kind: "gone" }
  /** Nobody may purge it before its time. */
  | { readonly kind: "kept"; readonly until?: string };

/** Purges one thing that was deleted. What is deleted no more, or under purge protection, is told and is no error. */
export async function purgeOne(clients: PurgeClients, remains: Remains): Promise<PurgeOutcome> {
  if (remains.what === "vault") return purgeVault(clients, remains);
  return remains.what === "workspace" ? purgeWorkspace(clients, remains) : purgeByPath(clients, remains);
}

async function purgeVault({ vaults }: PurgeClients, { name, location }: Remains): Promise<PurgeOutcome> {
  const deleted = await unlessGone(vaults.vaults.getDeleted(name, location));
  if (!deleted) return { kind: "gone" };
  const { purgeProtectionEnabled, scheduledPurgeDate } = deleted.properties ?? {};
  if (purgeProtectionEnabled)
    return {
      kind: "kept",
      ...(scheduledPurgeDate && { until: scheduledPurgeDate.toISOString().slice(0, 10) }),
    };
  await vaults.vaults.purgeDeleted(name, location);
  return { kind: "purged" };
}

/**
 * A workspace of Machine Learning has no path of its own once it is deleted: its deletion is asked for again, to purge
 * (`forceToPurge`: https://learn.microsoft.com/rest/api/azureml/workspaces/delete). Azure's client has no option for that.
 */
async function purgeWorkspace({ resources: client }: PurgeClients, { id }: Remains): Promise<PurgeOutcome> {
  let status: number | undefined;
  const name = "force-to-purge";
  client.pipeline.addPolicy({
    name,
    sendRequest: async (request, next) => {
      const isDeletion = request.method === "DELETE";
      if (isDeletion) request.url += "&forceToPurge=true";
      const response = await next(request);
      if (isDeletion) status = response.status;
      return response;
    },
  });
  try {
    await client.resources.beginDeleteByIdAndWait(id.slice(1), workspaceVersion);
  } finally {
    client.pipeline.removePolicy({ name });
  }
  return { kind: status === 204 ? "gone" : "purged" };
}

/** The versions of the APIs that know deleted accounts and deleted services. */
const versions = { account: "2025-06-01", gateway: "2024-05-01" } as const;

async function purgeByPath({ resources: client }: PurgeClients, remains: Remains): Promise<PurgeOutcome> {
  const { what, name, group, location, id } = remains;
  const subscription = id.split("/").slice(0, 3).join("/");
  const path =
    what === "account"
      ? `${subscription}/providers/Microsoft.CognitiveServices/locations/${location}/resourceGroups/${group}/deletedAccounts/${name}`
      : `${subscription}/providers/Microsoft.ApiManagement/locations/${location}/deletedservices/${name}`;
  const version = what === "account" ? versions.account : versions.gateway;
  const bare = path.slice(1);
  if (!(await unlessGone(client.resources.getById(bare, version)))) return { kind: "gone" };
  await client.resources.beginDeleteByIdAndWait(bare, version);
  return { kind: "purged" };
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

/** Purges what a record still has of these kinds, and notes each as it goes: an interrupted run goes on where it stopped. */
export async function purgeRecorded(
  record: PurgeRecord,
  kinds: readonly Remains["what"][],
  clients: PurgeClients,
  out: Console,
): Promise<void> {
  for (const remains of record.open().filter(({ what }) => kinds.includes(what))) {
    const { what, name } = remains;
    const task = taskLine(out, "purge");
    task.update(`${what} ${name}`);
    try {
      const outcome = await purgeOne(clients, remains);
      record.done(remains);
      if (outcome.kind === "purged") task.done(`${what} ${name}: gone for good`);
      else if (outcome.kind === "gone") task.done(`${what} ${name}: Azure keeps nothing of it`);
      else
        task.done(
          `${what} ${name}: under purge protection, goes by itself on ${outcome.until ?? "its date"}`,
        );
    } catch (error) {
      task.failed(`${what} ${name}`);
      throw new Failure(
        `${what} ${name} cannot be purged: ${messageOf(error)}`,
        exitCode.failed,
        "Run the same command again: it goes on with what is not purged yet.",
      );
    }
  }
}

/** Azure with the user's login. */
export function purgeClients(subscription: string): PurgeClients {
  const { DefaultAzureCredential } = lazily(__filename, "@azure/identity") as typeof Identity;
  const { ResourceManagementClient } = lazily(__filename, "@azure/arm-resources") as typeof Arm;
  const { KeyVaultManagementClient } = lazily(__filename, "@azure/arm-keyvault") as typeof Vaults;
  const credential = new DefaultAzureCredential();
  return {
    resources: new ResourceManagementClient(credential, subscription),
    vaults: new KeyVaultManagementClient(credential, subscription),
  };
}
