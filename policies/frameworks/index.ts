import type { Framework } from "./framework";
import { gdpr } from "./gdpr";
import { hipaa } from "./hipaa";
import { mcsb } from "./mcsb";

export type { Control, Framework } from "./framework";

/** Every framework, by the key that rules and stack files name. */
export const frameworks: Readonly<Record<string, Framework>> = { gdpr, hipaa, mcsb };
