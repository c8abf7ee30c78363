import type { ResourceType } from "./resource-type";

const authorization = "providers/Microsoft.Authorization";
const subscription = "/subscriptions/{subscriptionId}";
const group = `${subscription}/resourceGroups/{resourceGroupName}`;
const lockName = { lockName: "random" } as const;
const lockRule = { lockName: { min: 1, max: 260 } };

/** Sources: azure-rest-api-specs authorization/resource-manager and resources/resource-manager (locks, policy). */
export const authorizationTypes: readonly ResourceType[] = [
  {
    token: "azure-native:authorization:RoleAssignment",
    path: `/{scope}/${authorization}/roleAssignments/{roleAssignmentName}`,
    autoName: { roleAssignmentName: "uuid" },
    // Nothing of a role assignment can be changed.
    forceNew: [
      "principalId",
      "principalType",
      "roleDefinitionId",
      "condition",
      "conditionVersion",
      "delegatedManagedIdentityResourceId",
      "description",
    ],
    computed: {
      "properties.createdOn": "{now}",
      "properties.updatedOn": "{now}",
      "properties.createdBy": "",
      "properties.updatedBy": "",
    },
    seconds: 1,
  },
  {
    // The provider's own: it asks for a schedule by a request of a name that it makes up, and has no other input.
    token: "azure-native:authorization:PimRoleEligibilitySchedule",
    path: `/{scope}/${authorization}/roleEligibilityScheduleRequests/{roleEligibilityScheduleRequestName}`,
    autoName: { roleEligibilityScheduleRequestName: "uuid" },
    ownParameters: ["roleEligibilityScheduleRequestName"],
    // A request cannot be changed.
    forceNew: [
      "principalId",
      "roleDefinitionId",
      "scheduleInfo.startDateTime",
      "scheduleInfo.expiration.type",
      "scheduleInfo.expiration.duration",
      "scheduleInfo.expiration.endDateTime",
      "justification",
      "ticketInfo.ticketNumber",
      "ticketInfo.ticketSystem",
      "condition",
      "conditionVersion",
      "targetRoleEligibilityScheduleId",
      "targetRoleEligibilityScheduleInstanceId",
    ],
    computed: {
      "properties.createdOn": "{now}",
      "properties.requestType": "AdminAssign",
      "properties.status": "Provisioned",
      "properties.targetRoleEligibilityScheduleId": "{guid:schedule}",
      "properties.requestorId": "",
      "properties.approvalId": "",
    },
    seconds: 10,
  },
  {
    token: "azure-native:authorization:RoleDefinition",
    path: `/{scope}/${authorization}/roleDefinitions/{roleDefinitionId}`,
    autoName: { roleDefinitionId: "uuid" },
    computed: { "properties.createdOn": "{now}", "properties.updatedOn": "{now}" },
    seconds: 1,
  },
  {
    token: "azure-native:authorization:ManagementLockByScope",
    path: `/{scope}/${authorization}/locks/{lockName}`,
    autoName: lockName,
    rules: lockRule,
    seconds: 1,
  },
  {
    token: "azure-native:authorization:ManagementLockAtResourceGroupLevel",
    path: `${group}/${authorization}/locks/{lockName}`,
    autoName: lockName,
    rules: lockRule,
    seconds: 1,
  },
  {
    token: "azure-native:authorization:ManagementLockAtSubscriptionLevel",
    path: `${subscription}/${authorization}/locks/{lockName}`,
    autoName: lockName,
    rules: lockRule,
    seconds: 1,
  },
  {
    token: "azure-native:authorization:ManagementLockAtResourceLevel",
    path: `${group}/providers/{resourceProviderNamespace}/{parentResourcePath}/{resourceType}/{resourceName}/${authorization}/locks/{lockName}`,
    autoName: lockName,
    rules: lockRule,
    seconds: 1,
  },
  {
    token: "azure-native:authorization:PolicyAssignment",
    path: `/{scope}/${authorization}/policyAssignments/{policyAssignmentName}`,
    autoName: { policyAssignmentName: "random" },
    seconds: 1,
  },
  {
    token: "azure-native:authorization:PolicyDefinition",
    path: `${subscription}/${authorization}/policyDefinitions/{policyDefinitionName}`,
    autoName: { policyDefinitionName: "random" },
    computed: { "properties.policyType": "Custom" },
    seconds: 1,
  },
];
