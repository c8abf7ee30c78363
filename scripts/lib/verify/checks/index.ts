import type { Check } from "../check";
import { allowedAnswered, strangersRefused } from "./access";
import { egress } from "./egress";
import { failover } from "./failover";
import { keysRefused } from "./keys";
import { contentFilters, deployments } from "./models";
import { privateEndpoints, privateNames, publicAccess } from "./network";
import { diagnostics, telemetryArrives } from "./observability";

/** Every check, in the order in which results are told. */
export const checks: readonly Check[] = [
  privateEndpoints,
  privateNames,
  publicAccess,
  egress,
  keysRefused,
  deployments,
  contentFilters,
  allowedAnswered,
  strangersRefused,
  diagnostics,
  telemetryArrives,
  failover,
];
