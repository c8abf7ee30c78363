import type { Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import type { ArmId } from "../arm/id";

const account = "Microsoft.CognitiveServices/accounts";

/**
 * One write or removal at a time on an account and everything nested in it. Text: Vector-Search-AI-Assistant#11,
 * terraform-provider-azurerm#22607 (create) and #22939 (delete).
 */
export const accountConflicts: readonly Behaviour[] = [account, `${account}/*`].map((resourceType) => ({
  resourceType,
  beforePut: ({ id }, cloud) => {
    refuseWhenBusy(id, cloud);
  },
  beforeDelete: ({ id }, cloud) => {
    refuseWhenBusy(id, cloud);
  },
}));

function refuseWhenBusy(id: ArmId, cloud: CloudView): void {
  const parent = id.id.split("/").slice(0, 9).join("/");
  const key = parent.toLowerCase();
  const busy = cloud
    .inFlight()
    // What is only attached to the account (locks, role assignments, diagnostics) is another service's business.
    .some(
      (other) =>
        other === key || (other.startsWith(`${key}/`) && !other.slice(key.length).includes("/providers/")),
    );
  if (!busy) return;
  throw new CloudError(
    409,
    "RequestConflict",
    `Another operation is being performed on the parent resource '${cloud.get(parent)?.id ?? parent}'. Please try again later.`,
  );
}
