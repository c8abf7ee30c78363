import type { ArmResource, CloudView, DeleteRequest } from "../arm/behaviour";
import { parseArmId } from "../arm/id";
import { CloudError } from "../arm/error";
import type { Change, JsonObject } from "../store/store";

/** The table of deleted resources that their service keeps for a while, by ID. */
export const deletedTable = "deleted";

/** A deleted resource that can be recovered, and holds its name and quota until it is purged. */
export interface DeletedResource {
  readonly resource: ArmResource;
  /** What was nested in it and comes back with it. */
  readonly nested: readonly ArmResource[];
  readonly deletedAt: number;
  readonly purgedAt: number;
  /** True where nobody may purge it before its time. */
  readonly purgeProtected: boolean;
}

/** The change that keeps a resource as deleted. */
export function keepDeleted(
  { id, existing }: DeleteRequest,
  cloud: CloudView,
  retentionHours: number,
  purgeProtected: boolean,
): Change {
  const kept: DeletedResource = {
    resource: existing,
    nested: cloud.descendants(id.id).filter((one) => parseArmId(one.id).scope === undefined),
    deletedAt: cloud.now(),
    purgedAt: cloud.now() + retentionHours * 3_600_000,
    purgeProtected,
  };
  return { table: deletedTable, key: id.key, value: kept as unknown as JsonObject };
}

/** A deleted resource that is still kept. */
export function deletedResource(cloud: CloudView, id: string): DeletedResource | undefined {
  return stillKept(cloud, cloud.row(deletedTable, id));
}

/** All deleted resources of a type (of every type without one) that are still kept. */
export function deletedOfType(cloud: CloudView, type?: string): readonly DeletedResource[] {
  return cloud
    .rows(deletedTable)
    .map((row) => stillKept(cloud, row))
    .filter((one) => one !== undefined)
    .filter(
      ({ resource }) =>
        type === undefined || parseArmId(resource.id).type.toLowerCase() === type.toLowerCase(),
    );
}

/** The changes that bring back what was nested in a deleted resource, and forget that it was deleted. */
export function recover(deleted: DeletedResource, cloud: CloudView): readonly Change[] {
  return [
    ...deleted.nested.map(({ id, body }) => cloud.change(id, body)),
    { table: deletedTable, key: deleted.resource.id.toLowerCase() },
  ];
}

/** The changes that end a deleted resource for good, with what its service keeps of its children; refused as Azure would. */
export function purge(cloud: CloudView, id: string): readonly Change[] {
  const deleted = deletedResource(cloud, id);
  if (!deleted) {
    throw new CloudError(
      404,
      "ResourceNotFound",
      `There is no deleted resource '${id}' that could be purged.`,
    );
  }
  const { id: armId } = deleted.resource;
  if (deleted.purgeProtected) {
    throw new CloudError(
      409,
      "MethodNotAllowed",
      `Operation 'Purge' is not allowed on '${armId}': purge protection keeps it until ${new Date(deleted.purgedAt).toISOString()}.`,
    );
  }
  const key = armId.toLowerCase();
  return deletedOfType(cloud)
    .map(({ resource }) => resource.id.toLowerCase())
    .filter((other) => other === key || other.startsWith(`${key}/`))
    .map((gone) => ({ table: deletedTable, key: gone }));
}

function stillKept(cloud: CloudView, row: JsonObject | undefined): DeletedResource | undefined {
  const deleted = row as unknown as DeletedResource | undefined;
  return deleted && deleted.purgedAt > cloud.now() ? deleted : undefined;
}
