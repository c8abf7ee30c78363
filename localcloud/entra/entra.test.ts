import type * as azuread from "@pulumi/azuread";
import { describe, expect, it } from "vitest";
import type { Values } from "../provider/core";
import { unknownValue } from "../provider/core";
import { testCloud, type TestCloud } from "../test-cloud";
import { entraTypes } from "./types";

const group = "azuread:index/group:Group";
const application = "azuread:index/application:Application";
const principal = "azuread:index/servicePrincipal:ServicePrincipal";
const credential =
  "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";
const uri = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri";
const management = "azuread:index/groupRoleManagementPolicy:GroupRoleManagementPolicy";
const eligibility =
  "azuread:index/privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

function create(cloud: TestCloud, type: string, name: string, inputs: Values) {
  const entra = cloud.provider("azuread");
  const urn = `urn:pulumi:test::p::${type}::${name}`;
  const checked = entra.check({ urn, type, news: inputs, randomSeed: "" });
  expect(checked.failures).toEqual([]);
  return entra.create({ urn, type, inputs: checked.inputs });
}

function assign(cloud: TestCloud, principalId: unknown, principalType?: string) {
  return cloud.arm.put(
    `/subscriptions/${cloud.subscriptionId}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111111`,
    {
      properties: {
        principalId: principalId as string,
        roleDefinitionId: `/subscriptions/${cloud.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${reader}`,
        ...(principalType && { principalType }),
      },
    },
    "2022-04-01",
  );
}

/** The names of the inputs of each type, which the compiler holds to the SDK's. */
type Inputs<T> = readonly (keyof T)[];
const groupInputs: Inputs<azuread.GroupArgs> = [
  "displayName",
  "owners",
  "securityEnabled",
  "preventDuplicateNames",
];
const credentialInputs: Inputs<azuread.ApplicationFederatedIdentityCredentialArgs> = [
  ...(["applicationId", "audiences", "displayName", "issuer", "subject", "description"] as const),
];

describe("the directory", () => {
  it("knows the SDK's inputs, and refuses others", () => {
    const inputsOf = (token: string) =>
      entraTypes.filter((row) => row.token === token).flatMap((row) => [...row.required, ...row.optional]);
    expect(inputsOf(group)).toEqual(expect.arrayContaining([...groupInputs]));
    expect(new Set(inputsOf(credential))).toEqual(new Set(credentialInputs));
  });

  it("checks what is missing and what it does not know", async () => {
    const { failures } = (await testCloud())
      .provider("azuread")
      .check({ urn: "u", type: group, news: { colour: "red" }, randomSeed: "" });
    expect(failures.map(({ property }) => property)).toEqual(["displayName", "colour"]);
  });

  it("shows in a preview what is known, and that IDs are not", async () => {
    const entra = (await testCloud()).provider("azuread");
    const inputs = { displayName: "a", securityEnabled: true };
    const { outputs } = await entra.create({ urn: "u", type: group, inputs, preview: true });
    expect(outputs).toMatchObject({ displayName: "a", objectId: unknownValue });
  });

  it("makes groups that role assignments know, late, and by their type", async () => {
    const cloud = await testCloud();
    const made = await create(cloud, group, "users", { displayName: "users", securityEnabled: true });
    const id = made.outputs["objectId"];
    expect(made.id).toBe(`/groups/${id as string}`);
    await expect(assign(cloud, id)).rejects.toThrow("PrincipalNotFound");
    await expect(assign(cloud, id, "ServicePrincipal")).rejects.toThrow("UnmatchedPrincipalType");
    await assign(cloud, id, "Group");
    await cloud.provider("azuread").delete({ urn: "u", type: group, id: made.id });
    await expect(assign(cloud, id, "Group")).rejects.toThrow("PrincipalNotFound");
  });

  it("refuses a group that is neither kind, and a second of a name where that is asked for", async () => {
    const cloud = await testCloud();
    await expect(create(cloud, group, "x", { displayName: "x" })).rejects.toThrow("security enabled");
    const inputs = { displayName: "x", securityEnabled: true, preventDuplicateNames: true };
    await create(cloud, group, "a", inputs);
    await expect(create(cloud, group, "b", inputs)).rejects.toThrow("existing group was found");
  });

  it("keeps identifier URIs and credentials apart, and frees a URI when it is taken off", async () => {
    const cloud = await testCloud();
    const entra = cloud.provider("azuread");
    const [one, two] = [
      await create(cloud, application, "one", { displayName: "one" }),
      await create(cloud, application, "two", { displayName: "two" }),
    ];
    const audience = (applicationId: string) => ({ applicationId, identifierUri: "api://cornerstone-aws" });
    const held = await create(cloud, uri, "one", audience(one.id));
    await expect(create(cloud, uri, "two", audience(two.id))).rejects.toThrow(
      "identifierUris already exists",
    );
    await entra.delete({ urn: "u", type: uri, id: held.id });
    await create(cloud, uri, "two", audience(two.id));
    const trust = {
      applicationId: one.id,
      audiences: ["api://AzureADTokenExchange"],
      displayName: "ci",
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/platform:environment:prod",
    };
    const made = await create(cloud, credential, "ci", trust);
    expect(made.id).toMatch(/^[0-9a-f-]{36}\/federatedIdentityCredential\/[0-9a-f-]{36}$/);
    await expect(create(cloud, credential, "ci2", { ...trust, displayName: "other" })).rejects.toThrow(
      "same value for issuer and subject",
    );
    await expect(
      create(cloud, credential, "ci3", { ...trust, applicationId: "/applications/none" }),
    ).rejects.toThrow("does not exist");
  });

  it("makes one service principal of an application, which roles can be assigned to", async () => {
    const cloud = await testCloud();
    const made = await create(cloud, application, "ci", { displayName: "ci" });
    const clientId = made.outputs["clientId"] ?? "";
    const own = await create(cloud, principal, "ci", { clientId });
    expect(own.outputs).toMatchObject({ displayName: "ci", accountEnabled: true });
    await expect(create(cloud, principal, "again", { clientId })).rejects.toThrow("already in use");
    await assign(cloud, own.outputs["objectId"], "ServicePrincipal");
    await expect(create(cloud, principal, "none", { clientId: "nobody" })).rejects.toThrow(
      "valid application",
    );
  });

  it("gives the next object of a name another ID, and finds neither after its deletion", async () => {
    const cloud = await testCloud();
    const entra = cloud.provider("azuread");
    const inputs = { displayName: "users", securityEnabled: true };
    const first = await create(cloud, group, "users", inputs);
    await entra.delete({ urn: "u", type: group, id: first.id });
    expect((await entra.read({ urn: "u", type: group, id: first.id })).id).toBe("");
    const second = await create(cloud, group, "users", inputs);
    expect(second.id).not.toBe(first.id);
    expect((await entra.read({ urn: "u", type: group, id: second.id })).outputs).toMatchObject(inputs);
  });

  it("lets a group be entered by activation: once for a principal, no longer than its policy says, never without end", async () => {
    const cloud = await testCloud();
    const entra = cloud.provider("azuread");
    const made = await create(cloud, group, "active", { displayName: "active", securityEnabled: true });
    const groupId = made.outputs["objectId"] ?? "";
    const eligible = (name: string, more: Values) =>
      create(cloud, eligibility, name, {
        groupId,
        principalId: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
        assignmentType: "member",
        ...more,
      });
    const terms = (rules: Values) =>
      create(cloud, management, "terms", { groupId, roleId: "member", eligibleAssignmentRules: rules });
    await expect(eligible("a", { permanentAssignment: true })).rejects.toThrow('["ExpirationRule"]');
    await expect(eligible("a", { duration: "P366D" })).rejects.toThrow("PolicyValidationFailed");
    await expect(terms({ expirationRequired: true })).rejects.toThrow("The policy is invalid.");
    await terms({ expirationRequired: true, expireAfter: "P30D" });
    await expect(eligible("a", { duration: "P90D" })).rejects.toThrow('["ExpirationRule"]');
    const first = await eligible("a", { duration: "P30D" });
    expect(first.outputs).toMatchObject({ status: "Provisioned" });
    await expect(eligible("b", { duration: "P15D" })).rejects.toThrow("RoleAssignmentExists");
    await entra.delete({ urn: "u", type: eligibility, id: first.id });
    await eligible("b", { duration: "P15D" });
    await expect(create(cloud, management, "none", { groupId: "none", roleId: "member" })).rejects.toThrow(
      "does not exist",
    );
  });

  it("replaces a credential for its name, and updates its subject", async () => {
    const entra = (await testCloud()).provider("azuread");
    const diff = (news: Values) =>
      entra.diff({
        urn: "u",
        type: credential,
        id: "1",
        oldInputs: { displayName: "a", subject: "s" },
        news,
      });
    expect(diff({ displayName: "b", subject: "s" }).replaces).toEqual(["displayName"]);
    expect(diff({ displayName: "a", subject: "t" })).toMatchObject({ changes: true, replaces: [] });
  });
});
