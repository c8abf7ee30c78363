import { beforeEach, describe, expect, it } from "vitest";
import { stringAt } from "../arm/json";
import { type TestCloud, expectRefusal, testCloud } from "../test-cloud";

const identity = "Microsoft.ManagedIdentity/userAssignedIdentities/app";
const role = "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";
const person = "22222222-2222-4222-8222-222222222222";

let cloud: TestCloud;
let principal: string;
beforeEach(async () => {
  cloud = await testCloud();
  const { body } = await cloud.put(identity, { location: "swedencentral" });
  principal = stringAt(body, "properties.principalId") ?? "";
});

function assign(name: string, properties: Record<string, string>, scope?: string) {
  const on = scope ?? `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`;
  const id = `${on}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${name}`;
  return cloud.put(id, { properties: { roleDefinitionId: role, ...properties } });
}

describe("a principal", () => {
  it("that is new is not found, unless its type is given", async () => {
    await expectRefusal(
      assign("1", { principalId: principal }),
      400,
      "PrincipalNotFound",
      new RegExp(
        `^Principal ${principal.replaceAll("-", "")} does not exist in the directory ${cloud.tenantId}\\. `,
      ),
    );
    await assign("1", { principalId: principal, principalType: "ServicePrincipal" });
  });

  it("is found a minute later", async () => {
    await cloud.clock.sleep(60_000);
    await assign("1", { principalId: principal });
  });

  it("that was deleted is not found, whatever its type", async () => {
    await cloud.remove(identity);
    await expectRefusal(
      assign("1", { principalId: principal, principalType: "ServicePrincipal" }),
      400,
      "PrincipalNotFound",
      /Principal/,
    );
  });

  it("that is none of this cloud's passes as a user or group of the directory", async () => {
    await assign("1", { principalId: person, principalType: "Group" });
  });

  it("is a GUID, and of the type that is given", async () => {
    await expectRefusal(assign("1", { principalId: "me" }), 400, "InvalidPrincipalId", /valid principal ID/);
    await expectRefusal(
      assign("1", { principalId: principal, principalType: "User" }),
      400,
      "UnmatchedPrincipalType",
      /'ServicePrincipal'/,
    );
  });

  it("of a recreated identity is another one", async () => {
    await cloud.remove(identity);
    const { body } = await cloud.put(identity, { location: "swedencentral" });
    expect(stringAt(body, "properties.principalId")).not.toBe(principal);
  });
});

describe("a role assignment", () => {
  it("exists once for a scope, role and principal", async () => {
    await assign("1", { principalId: person });
    await expectRefusal(
      assign("2", { principalId: person }),
      409,
      "RoleAssignmentExists",
      "The role assignment already exists.",
    );
    await assign("2", { principalId: person }, cloud.id(identity));
  });

  it("does not change its principal", async () => {
    await assign("1", { principalId: person });
    await expectRefusal(
      assign("1", { principalId: principal, principalType: "ServicePrincipal" }),
      409,
      "RoleAssignmentUpdateNotPermitted",
      /not allowed/,
    );
  });
});
