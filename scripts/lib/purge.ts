import type * as Cloud from "../../localcloud/cloud";
import type * as SoftDelete from "../../localcloud/behaviours/soft-delete";
import type { Console } from "./console";
import { lazily } from "./lazy";
import { runningCloud } from "./local-cloud";
import { startDaemon, stopDaemon } from "./local-daemon";
import { localPaths, type LocalPaths } from "./paths";

export interface PurgeResult {
  /** IDs that are gone for good, and whose names are free. */
  readonly purged: readonly string[];
  /** IDs under purge protection, which Azure would not purge either. */
  readonly kept: readonly string[];
  /** The days on which those go by themselves, in the same order. */
  readonly until: readonly string[];
}

/** Purges what the local cloud keeps of deleted resources, as `az ... purge` does in Azure, and says so. */
export async function purgeLocalCloud(stack: string, out: Console): Promise<PurgeResult> {
  const local = localPaths(stack);
  const running = runningCloud(local);
  // One process a store: a local cloud that was started to stay makes room for a moment.
  if (running) await stopDaemon(local);
  try {
    const result = await purgeStore(local);
    if (result.purged.length > 0)
      out.say(
        `${out.color.green("✓")} purged ${result.purged.length} soft-deleted: ${namesOf(result.purged)}`,
      );
    if (result.kept.length > 0)
      out.say(
        `${out.color.yellow("!")} kept ${result.kept.length} under purge protection: ${datesOf(result)} ` +
          `(\`cornerstone local reset ${stack}\` drops the whole local cloud)`,
      );
    return result;
  } finally {
    if (running) await startDaemon(stack, local, { ...running, faces: running.faces !== undefined });
  }
}

async function purgeStore(local: LocalPaths): Promise<PurgeResult> {
  const { openLocalCloud } = lazily(__filename, "../../localcloud/cloud") as typeof Cloud;
  const { deletedOfType, deletedTable } = lazily(
    __filename,
    "../../localcloud/behaviours/soft-delete",
  ) as typeof SoftDelete;
  const cloud = openLocalCloud({ directory: local.cloud });
  try {
    const deleted = deletedOfType(cloud.arm);
    const purgeable = deleted
      .filter(({ purgeProtected }) => !purgeProtected)
      .map(({ resource }) => resource.id);
    await cloud.arm.commit(purgeable.map((id) => ({ table: deletedTable, key: id.toLowerCase() })));
    const kept = deleted.filter(({ purgeProtected }) => purgeProtected);
    return {
      purged: purgeable,
      kept: kept.map(({ resource }) => resource.id),
      until: kept.map(({ purgedAt }) => new Date(purgedAt).toISOString().slice(0, 10)),
    };
  } finally {
    await cloud.close();
  }
}

/** `vault-a until 2027-02-21, vault-b until ...`. */
function datesOf({ kept, until }: PurgeResult): string {
  return kept.map((id, index) => `${namesOf([id])} until ${until[index] ?? "its date"}`).join(", ");
}

function namesOf(ids: readonly string[]): string {
  return ids.map((id) => id.split("/").at(-1) ?? id).join(", ");
}
