import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link DeletionLocks}. */
export interface DeletionLocksArgs {
  /** What is locked, by a stable key that becomes part of the lock's name. */
  readonly locks: Readonly<Record<string, DeletionLock>>;
  /**
   * What must stand before the locks. A lock also holds for everything inside its scope, so that a destroy must remove
   * it before the rest: the engine deletes in reverse order.
   */
  readonly after: readonly pulumi.Resource[];
}

/** A resource that nobody may delete. */
export interface DeletionLock {
  /** ARM ID of the resource. */
  readonly scope: pulumi.Input<string>;
  /** What would be lost. */
  readonly notes: string;
}

/**
 * Locks that keep anybody, not only the engine, from deleting what holds data. Made last.
 *
 * Only for resources below which nothing is deleted in daily work. An AI account is none: a lock on it would block the
 * removal of a deployment (it is protected in the engine, and Azure keeps a deleted one for 48 hours).
 */
export class DeletionLocks extends pulumi.ComponentResource {
  constructor(name: string, args: DeletionLocksArgs, opts?: pulumi.ComponentResourceOptions) {
    const { locks, after } = args;
    super("cornerstone:index:DeletionLocks", name, { locks }, opts);
    for (const [key, { scope, notes }] of Object.entries(locks)) {
      new authorization.ManagementLockByScope(
        `${name}-${key}`,
        { scope, lockName: "holds-data", level: "CanNotDelete", notes },
        { parent: this, dependsOn: [...after] },
      );
    }
    this.registerOutputs({});
  }
}
