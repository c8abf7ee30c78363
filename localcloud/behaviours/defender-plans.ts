import type { Behaviour, CloudView } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import type { ArmId } from "../arm/id";

/** Defender's plans of a subscription are written one at a time, and the provider does not try again. Text: CanadaPubSecALZ#305. */
export const defenderPlans: Behaviour = {
  resourceType: "Microsoft.Security/pricings",
  beforePut: ({ id }, cloud) => {
    refuseAnother(id, cloud);
  },
  beforeDelete: ({ id }, cloud) => {
    refuseAnother(id, cloud);
  },
};

function refuseAnother({ key }: ArmId, cloud: CloudView): void {
  const plans = key.slice(0, key.lastIndexOf("/") + 1);
  if (cloud.inFlight().some((other) => other !== key && other.startsWith(plans)))
    throw new CloudError(409, "Conflict", "Another update operation is in progress");
}
