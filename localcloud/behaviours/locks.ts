import type { Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, parseArmId } from "../arm/id";
import { stringAt } from "../arm/json";

const lockType = "Microsoft.Authorization/locks";

/**
 * A lock keeps what it is attached to, and everything inside, from being deleted (or, ReadOnly, from being changed).
 * Text: azure-cli#20232, azure.datafactory.devops#183.
 */
export const locks: Behaviour = {
  resourceType: "*",
  beforePut: ({ id }, cloud) => {
    if (id.type === lockType) return;
    refuseIf(lockedScopes(id, cloud, ["ReadOnly"]), id, "write");
  },
  beforeDelete: ({ id }, cloud) => {
    if (id.type === lockType) return;
    refuseIf(lockedScopes(id, cloud, ["ReadOnly", "CanNotDelete"]), id, "delete");
  },
};

function refuseIf(scopes: readonly string[], id: ArmId, operation: string): void {
  if (scopes.length === 0) return;
  const named = scopes.map((scope) => `'${scope}'`).join(", ");
  throw new CloudError(
    409,
    "ScopeLocked",
    `The scope '${id.id}' cannot perform ${operation} operation because following scope(s) are locked: ${named}. Please remove the lock and try again.`,
  );
}

/** Locked scopes that hold `id`, and for the deletion of a group or parent also those inside it. */
function lockedScopes(id: ArmId, cloud: CloudView, levels: readonly string[]): readonly string[] {
  return cloud
    .ofType(lockType)
    .filter(({ body }) => levels.includes(stringAt(body, "properties.level") ?? ""))
    .map((lock) => scopeOf(parseArmId(lock.id)))
    .filter((scope) => contains(scope, id.id) || (levels.length > 1 && contains(id.id, scope)));
}

function scopeOf(lock: ArmId): string {
  return lock.id.slice(0, lock.key.lastIndexOf("/providers/microsoft.authorization/"));
}

function contains(outer: string, inner: string): boolean {
  return `${inner.toLowerCase()}/`.startsWith(`${outer.toLowerCase()}/`);
}
