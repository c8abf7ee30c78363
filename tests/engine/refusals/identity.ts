import { type Declared, type Row, azure, of, was } from "./row";

const reader =
  "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";
const identity = azure("identity", "managedidentity:UserAssignedIdentity", { resourceName: "{slug}-id" });
const assignment = (principalId: unknown, more: object = {}, as = "reader"): Declared =>
  azure(
    as,
    "authorization:RoleAssignment",
    {
      scope: "{group}",
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: reader,
      ...more,
    },
    ["identity"],
  );
const principal = of("identity", "principalId");

const cosmos = azure("store", "cosmosdb:DatabaseAccount", {
  accountName: "{slug}-store",
  databaseAccountOfferType: "Standard",
  locations: [{ locationName: "swedencentral", failoverPriority: 0 }],
});
const database = azure(
  "database",
  "cosmosdb:SqlResourceSqlDatabase",
  { accountName: "{slug}-store", databaseName: "threads", resource: { id: "threads" } },
  ["store"],
);
const dataRole = (principalId: unknown, scope: string, after: readonly string[]): Declared =>
  azure(
    "data",
    "cosmosdb:SqlResourceSqlRoleAssignment",
    {
      accountName: "{slug}-store",
      roleAssignmentId: "00000000-0000-4000-8000-0000000000ff",
      roleDefinitionId:
        "{group}/providers/Microsoft.DocumentDB/databaseAccounts/{slug}-store/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002",
      principalId,
      scope: `{group}/providers/Microsoft.DocumentDB/databaseAccounts/{slug}-store${scope}`,
      resourceGroupName: "{slug}",
    },
    after,
  );
const elsewhere = azure("identity", "managedidentity:UserAssignedIdentity", {
  resourceName: "{slug}-id",
  location: "westeurope",
});

const eligibility = (days: number, as = "eligible"): Declared =>
  azure(
    as,
    "authorization:PimRoleEligibilitySchedule",
    {
      scope: "{group}",
      principalId: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
      roleDefinitionId: reader,
      scheduleInfo: { expiration: { type: "AfterDuration", duration: `P${days}D` } },
    },
    ["identity"],
  );

/** Role assignments of Azure, and of the data of Cosmos DB. */
export const identities: readonly Row[] = [
  {
    name: "a role for no principal",
    proves: "400 InvalidPrincipalId behaviours/role-assignments.ts",
    says: "A valid principal ID must be provided for role assignment.",
    before: [identity],
    refused: [identity, assignment("the team")],
    recovered: [identity, assignment(principal)],
  },
  {
    name: "a role for a new identity whose type is not stated",
    proves: "400 PrincipalNotFound behaviours/role-assignments.ts",
    says: "set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.",
    before: [identity],
    refused: [identity, assignment(principal, { principalType: undefined })],
    recovered: [identity, assignment(principal)],
  },
  {
    name: "a role for an identity that is called a group",
    proves: "400 UnmatchedPrincipalType behaviours/role-assignments.ts",
    says: "has type 'ServicePrincipal' , which is different from specified PrinciaplType 'Group'.",
    before: [identity],
    refused: [identity, assignment(principal, { principalType: "Group" })],
    recovered: [identity, assignment(principal)],
  },
  {
    name: "a role that its principal has",
    proves: "409 RoleAssignmentExists behaviours/role-assignments.ts",
    says: "The role assignment already exists.",
    before: [identity, assignment(principal)],
    refused: [identity, assignment(principal), assignment(principal, {}, "again")],
    recovered: [identity, assignment(principal)],
  },
  {
    name: "an eligibility that lasts longer than a role's settings let it",
    proves: "400 RoleAssignmentRequestPolicyValidationFailed behaviours/role-eligibilities.ts",
    says: 'The following policy rules failed: ["ExpirationRule"]',
    before: [identity],
    refused: [identity, eligibility(366)],
    recovered: [identity, eligibility(180)],
  },
  {
    name: "an eligibility that its principal has",
    proves: "400 RoleAssignmentExists behaviours/role-eligibilities.ts",
    says: "The Role assignment already exists.",
    before: [identity, eligibility(180)],
    refused: [identity, eligibility(180), eligibility(90, "again")],
    recovered: [identity, eligibility(180)],
  },
  {
    name: "a role on a database that is not there",
    proves: "400 BadRequest behaviours/cosmos-roles.ts",
    says: "database 'threads' was not found in account '{slug}-store'.",
    before: [identity, cosmos],
    refused: [identity, cosmos, dataRole(principal, "/dbs/threads", ["store"])],
    recovered: [identity, cosmos, database, dataRole(principal, "/dbs/threads", ["database"])],
  },
  {
    name: "a role on data for an identity that was replaced",
    proves: "400 PrincipalNotFound behaviours/cosmos-roles.ts",
    says: "was not found in the AAD tenant(s) [{tenant}]",
    before: [identity, cosmos],
    refused: [elsewhere, cosmos, dataRole(was("identity", "principalId"), "", ["store", "identity"])],
    recovered: [elsewhere, cosmos, dataRole(principal, "", ["store", "identity"])],
  },
];
