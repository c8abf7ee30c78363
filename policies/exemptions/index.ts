export { ExemptionBook, isExemptionError } from "./book";
export { addDays, dayOf, daysBetween, isDay } from "./day";
export { maximumDays } from "./exemption";
export type { Exemption, ExemptionStatus, ExemptionUse } from "./exemption";
export { flawOf, judgeExemption } from "./judge";
export type { ExemptionContext, ExemptingPack } from "./judge";
export { matcherOf } from "./target";
