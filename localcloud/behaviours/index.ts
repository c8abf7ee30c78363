import type { Behaviour } from "../arm/behaviour";
import { accountConflicts } from "./account-conflicts";
import { accountEndpoints } from "./account-endpoints";
import { accountNames } from "./account-names";
import { accountOffers } from "./account-offers";
import { accountSoftDelete } from "./account-soft-delete";
import { agentNetworks } from "./agent-networks";
import { apimanagement } from "./apimanagement";
import { capabilityHosts } from "./capability-hosts";
import { cosmosRoles } from "./cosmos-roles";
import { databricks } from "./databricks";
import { defenderPlans } from "./defender-plans";
import { deploymentModels } from "./deployment-models";
import { deploymentQuota } from "./deployment-quota";
import { firewalls } from "./firewalls";
import { gatewayCaches } from "./gateway-caches";
import { identities } from "./identities";
import { keyVaults } from "./key-vaults";
import { learning } from "./learning";
import { locations } from "./locations";
import { locks } from "./locks";
import { nestedResources } from "./nested-resources";
import { networkWatchers } from "./network-watchers";
import { parents } from "./parents";
import { privateEndpoints } from "./private-endpoints";
import { projectConnections } from "./project-connections";
import { redis } from "./redis";
import { resourceGroups } from "./resource-groups";
import { roleAssignments } from "./role-assignments";
import { roleEligibilities } from "./role-eligibilities";
import { secretDeployments } from "./secret-deployments";
import { subnets } from "./subnets";
import { vaultKeys } from "./vault-keys";
import { virtualNetworks } from "./virtual-networks";
import { workspaceSoftDelete } from "./workspace-soft-delete";
import { worldwideNames } from "./worldwide-names";

/** Every behaviour, in the order in which they judge a request. A new one is added here, and nothing else changes. */
export const behaviours: readonly Behaviour[] = [
  parents,
  locations,
  locks,
  resourceGroups,
  nestedResources,
  accountConflicts,
  accountOffers,
  accountNames,
  accountSoftDelete,
  identities,
  accountEndpoints,
  deploymentModels,
  deploymentQuota,
  agentNetworks,
  capabilityHosts,
  projectConnections,
  cosmosRoles,
  keyVaults,
  vaultKeys,
  roleAssignments,
  roleEligibilities,
  virtualNetworks,
  subnets,
  firewalls,
  privateEndpoints,
  apimanagement,
  gatewayCaches,
  redis,
  secretDeployments,
  databricks,
  workspaceSoftDelete,
  learning,
  worldwideNames,
  networkWatchers,
  defenderPlans,
].flat();
