import type { AwsBehaviour } from "../behaviour";
import { bucketLocks, bucketLogging, bucketPolicies, bucketVersioning, buckets } from "./buckets";
import { guardrailVersions, guardrails } from "./guardrails";
import { references } from "./references";
import { attachments, policies, rolePolicies, roles } from "./roles";
import { defaultSecurityGroups, securityGroupRules, securityGroups } from "./security-groups";
import { subnets } from "./subnets";
import { vpcs } from "./vpcs";

/** Every behaviour of aws, in the order in which they judge a request. A new one is added here, and nothing else changes. */
export const awsBehaviours: readonly AwsBehaviour[] = [
  references,
  vpcs,
  subnets,
  securityGroups,
  defaultSecurityGroups,
  securityGroupRules,
  roles,
  rolePolicies,
  policies,
  attachments,
  buckets,
  bucketPolicies,
  bucketLogging,
  bucketLocks,
  bucketVersioning,
  guardrails,
  guardrailVersions,
];
