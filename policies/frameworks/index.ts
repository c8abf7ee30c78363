import { euAiAct } from "./eu-ai-act";
import type { Framework } from "./framework";
import { gdpr } from "./gdpr";
import { hipaa } from "./hipaa";
import { iso27001 } from "./iso-27001";
import { mcsb } from "./mcsb";
import { nist80053 } from "./nist-800-53";
import { nistAiRmf } from "./nist-ai-rmf";
import { owaspLlm } from "./owasp-llm";

export type { Control, Framework } from "./framework";

/** Every framework, by the key that rules and stack files name. */
export const frameworks: Readonly<Record<string, Framework>> = {
  ...{ euAiAct, gdpr, hipaa, iso27001 },
  ...{ mcsb, nist80053, nistAiRmf, owaspLlm },
};
