import type { AwsBehaviour } from "../behaviour";
import { alarms } from "./alarms";
import { agents, inferenceProfiles, knowledgeBases, provisionedThroughputs } from "./bedrock-models";
import { bucketLocks, bucketLogging, bucketPolicies, bucketVersioning, buckets } from "./buckets";
import { budgets } from "./budgets";
import { flowLogs } from "./flow-logs";
import { guardrailVersions, guardrails } from "./guardrails";
import { identityProviders } from "./identity-providers";
import { invocationLogging } from "./invocation-logging";
import { aliases, keys } from "./keys";
import { logGroups } from "./log-groups";
import { references } from "./references";
import { attachments, policies, rolePolicies, roles } from "./roles";
import { routeTableAssociations, routeTables } from "./route-tables";
import { secrets } from "./secrets";
import { defaultSecurityGroups, securityGroupRules, securityGroups } from "./security-groups";
import { subnets } from "./subnets";
import { topicPolicies, topicSubscriptions, topics } from "./topics";
import { trails } from "./trails";
import { vpcEndpoints } from "./vpc-endpoints";
import { vpcs } from "./vpcs";

/** Every behaviour of aws, in the order in which they judge a request. A new one is added here, and nothing else changes. */
export const awsBehaviours: readonly AwsBehaviour[] = [
  references,
  vpcs,
  subnets,
  securityGroups,
  defaultSecurityGroups,
  securityGroupRules,
  routeTables,
  routeTableAssociations,
  vpcEndpoints,
  flowLogs,
  identityProviders,
  keys,
  aliases,
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
  inferenceProfiles,
  provisionedThroughputs,
  agents,
  knowledgeBases,
  invocationLogging,
  logGroups,
  alarms,
  trails,
  topics,
  topicPolicies,
  topicSubscriptions,
  budgets,
  secrets,
];
