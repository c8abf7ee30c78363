import type { Check } from "../../check";
import type { AwsCloud } from "../cloud";
import type { AwsPlatform } from "../platform";
import { allowedAnswered, roles, strangersRefused } from "./access";
import { guardrails, guardrailsAnswer, profiles } from "./models";
import { endpoints, publicAccess } from "./network";
import { invocationLogging, invocationsArrive, logGroups, trail } from "./records";

/** Every check of a stack on AWS, in the order in which results are told. */
export const awsChecks: readonly Check<AwsPlatform, AwsCloud>[] = [
  endpoints,
  publicAccess,
  profiles,
  guardrails,
  roles,
  logGroups,
  trail,
  invocationLogging,
  allowedAnswered,
  strangersRefused,
  guardrailsAnswer,
  invocationsArrive,
];
