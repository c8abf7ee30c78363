import { baseline } from "./baseline/pack";
import { hipaa } from "./hipaa/pack";
import type { Pack } from "./pack";
import { residency } from "./residency/pack";
import { secondaryCloud } from "./secondary-cloud/pack";

export { declarationOf, mergeDeclarations, undeclared } from "../declaration";
export type { Level, Pack, UnknownHandling } from "./pack";

/** Every pack, by the name that a stack file lists. */
export const packs: Readonly<Record<string, Pack>> = {
  baseline,
  residency,
  hipaa,
  [secondaryCloud.name]: secondaryCloud,
};
