import { checkBudgets } from "../budgets";
import type { Check } from "../check";
import { checkFrameworks } from "../frameworks";
import { checkRepeatedEntries } from "../names";
import { checkShares } from "../shares";
import { checkTags } from "../tags";
import type { AwsStackConfig } from "../../schema";
import { checkFederation } from "./federation";
import { checkGuardrails } from "./guardrails";
import { checkModels } from "./models";
import { checkNames } from "./names";
import { checkNetwork } from "./network";
import { checkReferences } from "./references";
import { checkRegions } from "./regions";

/** Every check between values of a stack on AWS, in the order in which problems are reported. */
export const awsChecks: readonly Check<AwsStackConfig>[] = [
  checkRegions,
  checkFrameworks,
  checkTags,
  checkNetwork,
  checkNames,
  checkRepeatedEntries,
  checkReferences,
  checkModels,
  checkGuardrails,
  checkFederation,
  checkShares,
  checkBudgets,
];
