import type { Behaviour } from "../arm/behaviour";
import { endpoints } from "./cognitiveservices-endpoints";
import { parents } from "./parents";
import { identity } from "./identity";

/** Every behaviour, in the order in which they judge a request. A new one is added here, and nothing else changes. */
export const behaviours: readonly Behaviour[] = [...parents, ...identity, ...endpoints];
