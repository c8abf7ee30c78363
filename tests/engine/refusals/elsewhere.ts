/** A refusal that has no row in this table, with the test that proves it and why it is not here. */
export interface ProvenElsewhere {
  /** Status, code and file, as the coverage page lists them. */
  readonly proves: string;
  /** The test, from the root of the project; it names the code. */
  readonly by: string;
  readonly why: string;
}

const replaces = "the provider replaces the resource, and never asks the service to change it in place";
const waits =
  "the provider waits and asks again until the other operation has ended, so that the engine sees none of it";
const race = "which of the two requests comes first is not the engine's to say";
const gone = "an update of what somebody removed behind the engine's back";
const otherClients =
  "an answer to other clients of Resource Manager: the engine asks for nothing of the kind";

/** Codes of the HTTP faces are proven by tests beside them: no engine talks to a face. */
export const isOfAFace = (file: string): boolean => file.startsWith("face/");

export const provenElsewhere: readonly ProvenElsewhere[] = [
  {
    proves: "409 RequestConflict behaviours/account-conflicts.ts",
    by: "tests/engine/localcloud.test.ts",
    why: "an engine test of its own: three deployments at once, then a chain",
  },
  {
    proves: "400 AccountProvisioningStateInvalid behaviours/private-endpoints.ts",
    by: "tests/engine/localcloud.test.ts",
    why: "an engine test of its own: it needs a cloud that takes its time",
  },
  ...["404 ResourceGroupNotFound arm/arm.ts", "404 ResourceNotFound arm/arm.ts"].map((proves) => ({
    proves,
    by: "localcloud/face/arm.test.ts",
    why: otherClients,
  })),
  {
    proves: "404 ResourceNotFound behaviours/soft-delete.ts",
    by: "localcloud/behaviours/accounts.test.ts",
    why: `to purge is no operation of the engine; ${otherClients}`,
  },
  {
    proves: "409 MethodNotAllowed behaviours/soft-delete.ts",
    by: "localcloud/behaviours/key-vaults.test.ts",
    why: "to purge is no operation of the engine",
  },
  {
    proves: "400 AccountNameInvalid behaviours/worldwide-names.ts",
    by: "localcloud/behaviours/names.test.ts",
    why: "the provider checks such names itself, before the service sees them",
  },
  {
    proves: "400 CustomDomainNameNotAllowedToChange behaviours/account-names.ts",
    by: "localcloud/behaviours/accounts.test.ts",
    why: replaces,
  },
  ...["409 InvalidResourceLocation", "409 InvalidResourceGroupLocation"].map((code) => ({
    proves: `${code} behaviours/locations.ts`,
    by: "localcloud/behaviours/resources.test.ts",
    why: replaces,
  })),
  {
    proves: "409 RoleAssignmentUpdateNotPermitted behaviours/role-assignments.ts",
    by: "localcloud/behaviours/role-assignments.test.ts",
    why: replaces,
  },
  {
    proves: "429 AnotherOperationInProgress behaviours/virtual-networks.ts",
    by: "localcloud/behaviours/network.test.ts",
    why: waits,
  },
  {
    proves: "429 ReferencedResourceNotProvisioned behaviours/private-endpoints.ts",
    by: "localcloud/behaviours/network.test.ts",
    why: waits,
  },
  {
    proves: "429 TooManyRequests behaviours/cosmos-roles.ts",
    by: "localcloud/behaviours/agents.test.ts",
    why: waits,
  },
  {
    proves: "409 PessimisticConcurrencyConflict behaviours/apimanagement.ts",
    by: "localcloud/behaviours/apimanagement.test.ts",
    why: race,
  },
  {
    proves: "409 Conflict behaviours/defender-plans.ts",
    by: "localcloud/behaviours/defender-plans.test.ts",
    why: race,
  },
  {
    proves: "409 ResourceGroupBeingDeleted behaviours/parents.ts",
    by: "localcloud/behaviours/resources.test.ts",
    why: race,
  },
  {
    proves: "409 ResourceGroupDeletionBlocked behaviours/resource-groups.ts",
    by: "localcloud/behaviours/resources.test.ts",
    why: race,
  },
  ...[
    "400 InvalidSecurityGroupRuleId.NotFound",
    "400 InvalidVpcEndpointId.NotFound",
    "400 TrailNotFoundException",
  ].map((code) => ({ proves: `${code} aws/types`, by: "localcloud/aws/provider.test.ts", why: gone })),
];
