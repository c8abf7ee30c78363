import * as fs from "node:fs";
import * as path from "node:path";
import { openLocalCloud } from "../../../localcloud/cloud";
import { localPaths } from "../../../scripts/lib/paths";

/** What the engine believes to exist and what the cloud holds, of a local stack at rest. */
export interface Standing {
  /** ARM IDs of the resources in the engine's state, sorted, in lower case. */
  readonly inState: readonly string[];
  /** ARM IDs of the resources in the local cloud's store, sorted, in lower case. */
  readonly inCloud: readonly string[];
}

interface Checkpoint {
  readonly checkpoint: {
    readonly latest: {
      readonly resources?: readonly {
        readonly type: string;
        readonly custom: boolean;
        readonly id?: string;
      }[];
    } | null;
  };
}

/** Reads both sides from disk. No run may be under way. */
export async function standing(directory: string, stack: string): Promise<Standing> {
  const paths = localPaths(stack, directory);
  const file = path.join(paths.state, ".pulumi", "stacks", "cornerstone", `${stack}.json`);
  const { latest } = (JSON.parse(fs.readFileSync(file, "utf8")) as Checkpoint).checkpoint;
  const custom = (latest?.resources ?? []).filter(
    (resource) => resource.custom && !resource.type.startsWith("pulumi:"),
  );
  const cloud = openLocalCloud({ directory: paths.cloud });
  try {
    return {
      inState: sorted(custom.map((resource) => resource.id ?? `no ID: ${resource.type}`)),
      inCloud: sorted(cloud.arm.all().map((resource) => resource.id)),
    };
  } finally {
    await cloud.close();
  }
}

function sorted(ids: readonly string[]): readonly string[] {
  return ids.map((id) => id.toLowerCase()).sort();
}
