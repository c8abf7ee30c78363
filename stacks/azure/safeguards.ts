import type * as pulumi from "@pulumi/pulumi";
import { Budget, firstOfMonth } from "../../components/operations/budget";
import { DeletionLocks, type DeletionLock } from "../../components/operations/deletion-locks";
import type { Vault } from "../../components/security/vault";
import type { Site } from "./site";

/** The budget of the whole platform. */
export function createBudget({ config, prefix, group, now, inPlatform }: Site): void {
  const { monthlyBudget, alertEmails } = config.operations;
  new Budget(
    `${prefix}-platform`,
    { scope: group.id, monthlyAmount: monthlyBudget, emails: alertEmails, startDate: firstOfMonth(now) },
    inPlatform,
  );
}

/** Locks on what holds data, in a protected environment; after everything that a lock would get in the way of. */
export function createLocks(
  site: Site,
  vaults: Readonly<Record<string, Vault>>,
  after: readonly pulumi.Resource[],
): void {
  if (!site.protected) return;
  const locks: Record<string, DeletionLock> = {};
  if (site.config.operations.logWorkspace === undefined) {
    locks["workspace"] = { scope: site.monitoring.workspaceId, notes: "Logs of the platform." };
  }
  for (const [region, { id }] of Object.entries(vaults)) {
    locks[`vault-${region}`] = { scope: id, notes: "Keys that data of the platform is encrypted with." };
  }
  if (Object.keys(locks).length === 0) return;
  new DeletionLocks(`${site.prefix}-locks`, { locks, after }, site.inPlatform);
}
