import { beforeAll, describe, expect, it } from "vitest";
import { record } from "../../tests/support/record";
import type { ResourceGraph, ResourceNode } from "../../graph/types";
import { ActivatedGroup, type ActivatedGroupArgs } from "./activated-group";
import { DirectoryGroup } from "./directory-group";
import { FederatedApplication } from "./federated-application";

const owner = "0d3c8a52-7f41-4b6e-9a15-c2e8f06b7d31";
const scope = "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/ai";
const github = "https://token.actions.githubusercontent.com";

let graph: ResourceGraph;
beforeAll(async () => {
  graph = await record(() => {
    new DirectoryGroup("users", { displayName: "users", description: "Call models", owners: [owner] });
    new FederatedApplication("ci", {
      displayName: "ci",
      owners: [owner],
      identifierUri: "api://cornerstone-aws",
      federation: ["dev", "prod"].map((name) => ({
        issuer: github,
        subject: `repo:a/b:environment:${name}`,
      })),
      roles: ["reader"],
      scope,
    });
  });
});

function ofType(end: string): readonly ResourceNode[] {
  return graph.resources.filter(({ type }) => type.endsWith(`:${end}`));
}

function one(end: string): ResourceNode {
  const [node, ...more] = ofType(end);
  expect(more).toEqual([]);
  return node!;
}

describe("a directory group", () => {
  it("is a security group with owners, and has no member by this program", () => {
    expect(one("Group").inputs).toMatchObject({
      owners: [owner],
      securityEnabled: true,
      preventDuplicateNames: true,
    });
    expect(one("Group").inputs).not.toHaveProperty("members");
  });
});

describe("a group that is entered by activation", () => {
  const admins = "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11";
  const terms = {
    hours: 4,
    approvers: [admins],
    multifactorAuthentication: true,
    justification: true,
    ticket: false,
  };
  const activated = (change: Partial<ActivatedGroupArgs> = {}) =>
    record(() => {
      const args = { displayName: "active", description: "Run", eligible: admins, days: 100, terms };
      new ActivatedGroup("active", { ...args, ...change });
    });
  const inputsOf = (of: ResourceGraph, end: string) =>
    of.resources.find(({ type }) => type.endsWith(`:${end}`))?.inputs;

  it("has no owner and no member, and another group may enter it for a while, which ends", async () => {
    const made = await activated();
    expect(inputsOf(made, "Group")).not.toHaveProperty("owners");
    expect(inputsOf(made, "Group")).not.toHaveProperty("members");
    expect(inputsOf(made, "PrivilegedAccessGroupEligibilitySchedule")).toMatchObject({
      principalId: admins,
      assignmentType: "member",
      duration: "P100D",
    });
  });

  it("states its terms, which hold before anybody is eligible", async () => {
    const made = await activated();
    const node = (end: string) => made.resources.find(({ type }) => type.endsWith(`:${end}`));
    const policy = node("GroupRoleManagementPolicy");
    expect(policy?.inputs).toMatchObject({
      roleId: "member",
      activationRules: {
        maximumDuration: "PT4H",
        requireMultifactorAuthentication: true,
        requireJustification: true,
        requireTicketInfo: false,
        requireApproval: true,
        approvalStage: { primaryApprovers: [{ objectId: admins, type: "groupMembers" }] },
      },
      eligibleAssignmentRules: { expirationRequired: true, expireAfter: "P180D" },
      activeAssignmentRules: { expirationRequired: true, expireAfter: "P15D" },
    });
    expect(node("PrivilegedAccessGroupEligibilitySchedule")?.dependencies).toContain(policy?.urn);
  });

  it.each([
    [1, "P15D"],
    [15, "P15D"],
    [16, "P30D"],
    [365, "P365D"],
  ])("takes the next limit for %i days", async (days, limit) => {
    expect(inputsOf(await activated({ days }), "GroupRoleManagementPolicy")).toMatchObject({
      eligibleAssignmentRules: { expireAfter: limit },
    });
  });

  it("asks nobody where there is no approver, and writes a day as Azure does", async () => {
    const made = await activated({ terms: { ...terms, approvers: [], hours: 24 } });
    const { activationRules } = inputsOf(made, "GroupRoleManagementPolicy") as Record<string, object>;
    expect(activationRules).toMatchObject({ requireApproval: false, maximumDuration: "P1D" });
    expect(activationRules).not.toHaveProperty("approvalStage");
  });
});

describe("a federated application", () => {
  it("has no password and no certificate, and no resource that makes one", () => {
    expect(one("Application").inputs).not.toHaveProperty("password");
    expect(graph.resources.filter(({ type }) => /password|certificate/i.test(type))).toEqual([]);
  });

  it("trusts each subject by a credential of its own, one write after the other", () => {
    const writes = [one("ApplicationIdentifierUri"), ...ofType("ApplicationFederatedIdentityCredential")];
    expect(writes).toHaveLength(3);
    writes.forEach((node, index) => {
      expect(node.propertyDependencies["applicationId"]).toEqual([one("Application").urn]);
      const before = writes[index - 1];
      if (before) expect(node.dependencies).toContain(before.urn);
    });
    expect(writes.slice(1).map(({ inputs }) => inputs["audiences"])).toEqual([
      ["api://AzureADTokenExchange"],
      ["api://AzureADTokenExchange"],
    ]);
  });

  it("holds its role as the service principal of the application", () => {
    const role = one("RoleAssignment");
    expect(role.inputs).toMatchObject({ scope, principalType: "ServicePrincipal" });
    expect(role.propertyDependencies["principalId"]).toEqual([one("ServicePrincipal").urn]);
    expect(one("ServicePrincipal").propertyDependencies["clientId"]).toEqual([one("Application").urn]);
  });
});
