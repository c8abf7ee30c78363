import { checkAgents } from "./agents";
import { checkBudgets } from "./budgets";
import type { Check } from "./check";
import { checkData, checkFlowLogs, checkLearning } from "./data";
import { checkDerivedNames } from "./derived-names";
import { checkDns } from "./dns";
import { checkExisting } from "./existing";
import { checkFineTuned } from "./fine-tuned";
import { checkFrameworks } from "./frameworks";
import { checkGateway } from "./gateway";
import { checkLimits } from "./limits";
import { checkAccountKinds, checkModels } from "./models";
import { checkMadeGroups, checkNames, checkRepeatedEntries } from "./names";
import { checkNetwork } from "./network";
import { checkReferences } from "./references";
import { checkRegions } from "./regions";
import { checkSecondary } from "./secondary";
import { checkSemanticCache } from "./semantic-cache";
import { checkShares } from "./shares";
import { checkTags } from "./tags";

/** Every check between values, in the order in which problems are reported. */
export const checks: readonly Check[] = [
  checkRegions,
  checkFrameworks,
  checkTags,
  checkNetwork,
  checkDns,
  checkNames,
  checkMadeGroups,
  checkRepeatedEntries,
  checkDerivedNames,
  checkReferences,
  checkExisting,
  checkModels,
  checkAccountKinds,
  checkFineTuned,
  checkLimits,
  checkShares,
  checkBudgets,
  checkGateway,
  checkSemanticCache,
  checkSecondary,
  checkAgents,
  checkData,
  checkLearning,
  checkFlowLogs,
];
